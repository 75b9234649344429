package io.flamelake.udfs.flamegraph;

import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

/** Makes states that know the type of the frames. */
public final class FlameGraphStateFactory implements AccumulatorStateFactory<FlameGraphState> {
  private final Type frame;

  public FlameGraphStateFactory(@TypeParameter("F") Type frame) {
    this.frame = frame;
  }

  // The type is looked at here, not in the constructor, whose exceptions reach the user wrapped and
  // without a code

  @Override
  public FlameGraphState createSingleState() {
    return new SingleFlameGraphState(frame);
  }

  @Override
  public FlameGraphState createGroupedState() {
    return new GroupedFlameGraphState(frame);
  }
}
