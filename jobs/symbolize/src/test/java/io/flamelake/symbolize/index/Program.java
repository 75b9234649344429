package io.flamelake.symbolize.index;

import io.flamelake.symbolize.SymbolSink;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader may tell, kept as it is, and the plain way to find an address in it: look at
 * everything.
 */
record Program(List<Frame> frames, List<Range> ranges, List<Line> lines) {
  /** A frame; its caller is one before it, or -1. */
  record Frame(Layer layer, int caller, String name, String systemName, Call call) {}

  /** Where a call that is inlined stands. */
  record Call(String file, int line, int column) {}

  /** Addresses of a frame. */
  record Range(int frame, long start, long end) {
    boolean covers(long address) {
      return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
    }
  }

  /** The line of addresses. */
  record Line(long start, long end, Call place) {
    boolean covers(long address) {
      return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
    }
  }

  IndexBuilder tell() {
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    int[] ids = new int[frames.size()];
    for (Layer layer : Layer.values()) {
      builder.layer(layer);
      for (int i = 0; i < ids.length; i++) {
        if (frames.get(i).layer() == layer) {
          ids[i] = tell(builder, frames.get(i), ids);
        }
      }
      for (Range range : ranges) {
        if (frames.get(range.frame()).layer() == layer) {
          builder.range(ids[range.frame()], range.start(), range.end());
        }
      }
    }
    for (Line line : lines) {
      Call place = line.place();
      builder.line(line.start(), line.end(), file(builder, place), place.line(), place.column());
    }
    return builder;
  }

  private static int tell(SymbolSink sink, Frame frame, int[] ids) {
    int function = sink.function(frame.name(), frame.systemName(), SymbolSink.NO_FILE, 7);
    if (frame.caller() < 0) {
      return sink.frame(function);
    }
    Call call = frame.call();
    return sink.inlined(
        ids[frame.caller()], function, file(sink, call), call.line(), call.column());
  }

  private static int file(SymbolSink sink, Call call) {
    return call.file() == null ? SymbolSink.NO_FILE : sink.file(call.file());
  }

  /** The frames of an address as {@link #frames(SymbolIndex, long)} shows them. */
  List<String> frames(long address) {
    Call place =
        lines.stream().filter(l -> l.covers(address)).map(Line::place).findFirst().orElse(null);
    int innermost = innermost(address);
    if (innermost < 0) {
      return List.of();
    }
    List<String> shown = new ArrayList<>();
    for (int at = innermost; at >= 0; at = frames.get(at).caller()) {
      Frame frame = frames.get(at);
      boolean inlined = frame.caller() >= 0;
      String symbol =
          inlined || frames.get(innermost).layer() != Layer.DWARF ? null : symbol(address);
      String systemName = symbol != null ? symbol : frame.systemName();
      String name = systemName != null ? systemName : frame.name();
      shown.add(show(name, name, place, inlined));
      place = frame.call();
    }
    return shown;
  }

  /** The name that a table of symbols has for the address; null if none has. */
  private String symbol(long address) {
    for (int frame = 0; frame < frames.size(); frame++) {
      Layer layer = frames.get(frame).layer();
      boolean names = layer == Layer.SYMTAB || layer == Layer.DYNSYM;
      if (names && covers(frame, address)) {
        return frames.get(frame).systemName();
      }
    }
    return null;
  }

  private int innermost(long address) {
    int best = -1;
    for (int frame = 0; frame < frames.size(); frame++) {
      if (covers(frame, address) && (best < 0 || isBefore(chain(frame), chain(best)))) {
        best = frame;
      }
    }
    return best;
  }

  private boolean covers(int frame, long address) {
    return ranges.stream().anyMatch(r -> r.frame() == frame && r.covers(address));
  }

  /** The frame and all into which it is inlined, outermost first. */
  private List<Integer> chain(int frame) {
    List<Integer> chain = new ArrayList<>();
    for (int at = frame; at >= 0; at = frames.get(at).caller()) {
      chain.add(0, at);
    }
    return chain;
  }

  private static boolean isBefore(List<Integer> chain, List<Integer> other) {
    for (int i = 0; i < Math.min(chain.size(), other.size()); i++) {
      if (!chain.get(i).equals(other.get(i))) {
        return chain.get(i) < other.get(i);
      }
    }
    return chain.size() > other.size();
  }

  /** The frames that an index has for an address. */
  static List<String> frames(SymbolIndex index, long address) {
    FrameCursor cursor = index.cursor();
    int depth = cursor.lookup(address);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      int function = cursor.function(i);
      String name = index.functionName(function);
      String systemName = index.systemName(function);
      Call place = new Call(index.path(cursor.file(i)), cursor.line(i), cursor.column(i));
      shown.add(show(name, systemName, place, cursor.inlined(i)));
    }
    return shown;
  }

  private static String show(String name, String systemName, Call place, boolean inlined) {
    Call known = place == null ? new Call(null, 0, 0) : place;
    return name
        + (systemName == null || systemName.equals(name) ? "" : " (" + systemName + ")")
        + " "
        + known.file()
        + ":"
        + known.line()
        + ":"
        + known.column()
        + (inlined ? " inlined" : "");
  }
}
