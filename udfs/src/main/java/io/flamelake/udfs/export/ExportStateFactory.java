package io.flamelake.udfs.export;

import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

/** Makes states that know the type of the frames. */
public final class ExportStateFactory implements AccumulatorStateFactory<ExportState> {
  private final Type frame;
  private final long maxBytes;

  public ExportStateFactory(@TypeParameter("F") Type frame) {
    this(frame, ExportState.MAX_BYTES);
  }

  ExportStateFactory(Type frame, long maxBytes) {
    this.frame = frame;
    this.maxBytes = maxBytes;
  }

  // The type is looked at with the first stack, not in the constructor, whose exceptions reach the
  // user wrapped and without a code

  @Override
  public ExportState createSingleState() {
    return new SingleExportState(frame, maxBytes);
  }

  @Override
  public ExportState createGroupedState() {
    return new GroupedExportState(frame, maxBytes);
  }
}
