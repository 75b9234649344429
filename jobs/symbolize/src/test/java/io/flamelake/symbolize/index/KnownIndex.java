package io.flamelake.symbolize.index;

import io.flamelake.symbolize.SymbolSink;
import java.util.ArrayList;
import java.util.List;

/** A small index with something of everything. */
final class KnownIndex {
  private static final long START = 0x40_1000;
  private static final long KERNEL = 0xFFFF_FFFF_8100_0000L;

  private KnownIndex() {}

  static SymbolIndex build() {
    IndexBuilder sink = new IndexBuilder(IndexLimits.DEFAULT);
    int file = sink.file("/src/größe.cc");
    int header = sink.file("/src/vector.h");
    int main = sink.frame(sink.function("main", null, file, 10));
    int sum = sink.function("sum", "_ZN2ab3sumERKSt6vectorIiSaIiEE", file, 3);
    int outer = sink.inlined(main, sum, file, 12, 7);
    int size = sink.function("size", "_ZNKSt6vectorIiSaIiEE4sizeEv", header, 900);
    int inner = sink.inlined(outer, size, file, 4, 0);
    sink.range(main, START, START + 0x100);
    sink.range(main, START + 0x800, START + 0x820);
    sink.range(outer, START + 0x20, START + 0x60);
    sink.range(inner, START + 0x28, START + 0x30);
    sink.line(START, START + 0x20, file, 11, 3);
    sink.line(START + 0x20, START + 0x28, file, 4, 12);
    sink.line(START + 0x28, START + 0x30, header, 901, 1);
    sink.line(START + 0x30, START + 0x40, file, 0, 0);
    sink.layer(Layer.SYMTAB);
    symbol(sink, "main", START, START + 0x100);
    symbol(sink, "main.cold", START + 0x800, START + 0x820);
    symbol(sink, "startup_64", KERNEL, KERNEL + 0x10);
    sink.layer(Layer.PLT);
    symbol(sink, "malloc@plt", START + 0x2000, START + 0x2010);
    sink.segments(
        List.of(
            new LoadSegment(0x1000, 0x3000, START), new LoadSegment(0, 0x1000, START - 0x1000)));
    return sink.build("ab01");
  }

  private static void symbol(IndexBuilder sink, String name, long start, long end) {
    sink.range(sink.frame(sink.function(null, name, SymbolSink.NO_FILE, 0)), start, end);
  }

  /** All that the index tells, range by range. */
  static List<String> show(SymbolIndex index) {
    List<String> shown = new ArrayList<>();
    shown.add("build id " + index.buildId());
    index.layers().forEach(layer -> shown.add(layer.toString()));
    index.header().segments().forEach(segment -> shown.add(segment.toString()));
    for (int i = 0; i < index.functions(); i++) {
      String file = index.path(index.declarationFile(i));
      shown.add(
          index.functionName(i)
              + " = "
              + index.systemName(i)
              + " at "
              + file
              + ":"
              + index.startLine(i));
    }
    AddressMap[] maps = {index.frameMap(), index.lineMap()};
    for (AddressMap map : maps) {
      for (int i = 0; i < map.size(); i++) {
        long address = map.address(i);
        shown.add(Long.toHexString(address) + " " + Program.frames(index, address));
      }
    }
    return shown;
  }
}
