package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.Layer;
import io.flamelake.symbolize.index.LoadSegment;
import io.flamelake.symbolize.index.SymbolIndex;
import java.util.List;

/** Small indexes, and build ids for them. */
final class Made {
  private Made() {}

  static String buildId(int number) {
    return "ab%06x".formatted(number);
  }

  /** An index of one function with a name of some length. */
  static SymbolIndex complete(String buildId, int chars) {
    IndexBuilder builder = builder(Layer.DWARF, chars);
    builder.segments(List.of(new LoadSegment(0, 0x1000, 0x1000)));
    return builder.build(buildId);
  }

  static SymbolIndex complete(String buildId) {
    return complete(buildId, 1);
  }

  /** One of a detached file. */
  static SymbolIndex withoutSegments(String buildId) {
    return builder(Layer.DWARF, 1).build(buildId);
  }

  /** One of a stripped program. */
  static SymbolIndex withoutNames(String buildId) {
    IndexBuilder builder = builder(Layer.PLT, 1);
    builder.segments(List.of(new LoadSegment(0, 0x1000, 0x1000)));
    return builder.build(buildId);
  }

  private static IndexBuilder builder(Layer layer, int chars) {
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    builder.layer(layer);
    int function = builder.function(null, "f".repeat(chars), SymbolSink.NO_FILE, 0);
    builder.range(builder.frame(function), 0x1000, 0x1010);
    return builder;
  }
}
