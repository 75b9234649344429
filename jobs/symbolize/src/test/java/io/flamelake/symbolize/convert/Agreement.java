package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.oracle.Symbol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How far frames of an index and those that another tool tells are the same, kind by kind. Frames
 * of another depth differ in every kind.
 */
final class Agreement {
  private final Map<Kind, Integer> differences = new EnumMap<>(Kind.class);
  private final List<String> samples = new ArrayList<>();
  private final int samplesOfAKind;
  private int asked;
  private long frames;
  private int padding;
  private int depths;

  /** What may differ. */
  enum Kind {
    DEPTH,
    NAME,
    LINE,
    COLUMN
  }

  Agreement(int samplesOfAKind) {
    this.samplesOfAKind = samplesOfAKind;
  }

  /** Adds the frames of an address, innermost first. */
  void add(long address, List<Symbol> ours, List<Symbol> theirs) {
    if (isPadding(ours, theirs)) {
      padding++;
      return;
    }
    asked++;
    frames += theirs.size();
    if (ours.size() != theirs.size()) {
      different(Kind.DEPTH, address, ours, theirs);
      depths++;
      return;
    }
    for (Kind kind : List.of(Kind.NAME, Kind.LINE, Kind.COLUMN)) {
      boolean same = true;
      for (int i = 0; i < ours.size(); i++) {
        same &= isSame(kind, ours.get(i), theirs.get(i));
      }
      if (!same) {
        different(kind, address, ours, theirs);
      }
    }
  }

  /**
   * Adds what a tool tells that knows only the outermost function and the innermost line, and of
   * padding a function without a line.
   */
  void addEnds(long address, List<Symbol> ours, Symbol theirs) {
    if (theirs.line() < 0 && ours.get(0).name() == null) {
      padding++;
      return;
    }
    Symbol code = ours.get(0);
    String outermost = ours.get(ours.size() - 1).name();
    add(
        address,
        List.of(new Symbol(outermost, null, code.file(), code.line(), 0)),
        List.of(theirs));
  }

  /** How many addresses were compared. */
  int asked() {
    return asked;
  }

  /** Samples of all kinds of differences; empty if there are none. */
  List<String> samples() {
    return samples;
  }

  /** What came of it, a line for each kind. */
  String summary(String tool) {
    StringBuilder out = new StringBuilder();
    out.append(
        "beside %s: %d addresses, %.2f frames each (and %d of padding, of which it knows a line or"
            .formatted(tool, asked, (double) frames / Math.max(1, asked), padding));
    out.append(" a function but not both)\n");
    for (Kind kind : Kind.values()) {
      int same = asked - differences.getOrDefault(kind, 0) - (kind == Kind.DEPTH ? 0 : depths);
      out.append(
          "  %-7s %7d of %d = %.3f %%%n"
              .formatted(
                  kind.name().toLowerCase(Locale.ROOT),
                  same,
                  asked,
                  100.0 * same / Math.max(1, asked)));
    }
    return out.toString();
  }

  private void different(Kind kind, long address, List<Symbol> ours, List<Symbol> theirs) {
    if (differences.merge(kind, 1, Integer::sum) <= samplesOfAKind) {
      samples.add("%s of %x%n  ours   %s%n  theirs %s".formatted(kind, address, ours, theirs));
    }
  }

  /** Whether neither knows a function: then a line is of no use. */
  private static boolean isPadding(List<Symbol> ours, List<Symbol> theirs) {
    boolean unknown = theirs.size() == 1 && theirs.get(0).name() == null;
    return unknown && theirs.get(0).file() != null && ours.get(0).name() == null;
  }

  private static boolean isSame(Kind kind, Symbol own, Symbol other) {
    return switch (kind) {
      case LINE ->
          own.line() == other.line() && Objects.equals(plain(own.file()), plain(other.file()));
      case COLUMN -> own.column() == other.column();
      case NAME -> isName(own.name(), other.name());
      case DEPTH -> true;
    };
  }

  /** Paths as the table of Go's runtime has them, if they are relative. */
  private static String plain(String path) {
    return path != null && path.startsWith("./") ? path.substring(2) : path;
  }

  /**
   * The same but for the version of a symbol, the scopes of a name that is not mangled, and what Go
   * leaves out of its own names: type arguments, and the kind of calls of functions in assembly.
   */
  private static boolean isName(String own, String other) {
    if (own == null || other == null) {
      return own == null && other == null;
    }
    int version = other.indexOf('@', 1);
    String plain = version > 0 ? other.substring(0, version) : other;
    String mine = own;
    if (own.contains("[...]") || plain.contains("[...]")) {
      plain = plain.replaceFirst("\\[.*\\]", "[...]");
      mine = own.replaceFirst("\\[.*\\]", "[...]");
    }
    return mine.equals(plain) || mine.endsWith("::" + plain) || plain.equals(mine + ".abi0");
  }
}
