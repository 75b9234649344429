package io.flamelake.udfs.flamegraph;

import io.flamelake.udfs.FrameType;
import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

/** Makes states that know where the frames of this query keep their labels. */
public final class FlameGraphStateFactory implements AccumulatorStateFactory<FlameGraphState> {
  private final Type frame;

  public FlameGraphStateFactory(@TypeParameter("F") Type frame) {
    this.frame = frame;
  }

  // The type is looked at here, not in the constructor, whose exceptions reach the user wrapped and
  // without a code

  @Override
  public FlameGraphState createSingleState() {
    return new SingleFlameGraphState(FrameType.of(frame));
  }

  @Override
  public FlameGraphState createGroupedState() {
    return new GroupedFlameGraphState(FrameType.of(frame));
  }
}
