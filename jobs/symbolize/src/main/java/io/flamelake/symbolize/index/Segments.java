package io.flamelake.symbolize.index;

import java.util.List;
import java.util.stream.LongStream;

/** Load segments, from which the first that has an offset gives its address. */
final class Segments {
  /** Offset, size, address of each. */
  private final long[] values;

  Segments(List<LoadSegment> segments) {
    this.values =
        segments.stream()
            .flatMapToLong(each -> LongStream.of(each.offset(), each.size(), each.address()))
            .toArray();
  }

  long address(long fileOffset) {
    for (int at = 0; at < values.length; at += 3) {
      long into = fileOffset - values[at];
      if (Long.compareUnsigned(into, values[at + 1]) < 0) {
        return values[at + 2] + into;
      }
    }
    return SymbolIndex.NO_ADDRESS;
  }
}
