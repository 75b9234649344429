package io.flamelake.focus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What pprof does to one sample, said with its own notions: locations (leaf first) with a mapping
 * and lines (the innermost first). Slow and plain: it edits lists.
 */
final class PprofModel {
  record Line(String function, String file) {
    boolean matches(Pattern regexp) {
      return find(regexp, function) || find(regexp, file);
    }
  }

  /**
   * @param mapping null where there is none
   */
  record Location(String mapping, List<Line> lines) {
    boolean mappingMatches(Pattern regexp) {
      return mapping != null && find(regexp, mapping);
    }

    boolean matches(Pattern regexp) {
      return mappingMatches(regexp) || lines.stream().anyMatch(line -> line.matches(regexp));
    }

    Location with(List<Line> kept) {
      return new Location(mapping, List.copyOf(kept));
    }
  }

  private PprofModel() {}

  static List<Location> hide(List<Location> sample, Pattern regexp) {
    List<Location> kept = new ArrayList<>();
    for (Location location : sample) {
      if (!location.matches(regexp)) {
        kept.add(location);
      } else if (!location.mappingMatches(regexp)) {
        addIfAny(kept, location, line -> !line.matches(regexp));
      }
    }
    return kept;
  }

  static List<Location> show(List<Location> sample, Pattern regexp) {
    List<Location> kept = new ArrayList<>();
    for (Location location : sample) {
      boolean all = location.mappingMatches(regexp);
      addIfAny(kept, location, line -> all || line.matches(regexp));
    }
    return kept;
  }

  static List<Location> showFrom(List<Location> sample, Pattern regexp) {
    List<Location> edited = new ArrayList<>();
    int highest = -1;
    for (Location location : sample) {
      Location cut = location;
      if (location.matches(regexp)) {
        highest = edited.size();
        if (!location.mappingMatches(regexp)) {
          List<Line> lines = new ArrayList<>(location.lines());
          while (!lines.getLast().matches(regexp)) {
            lines.removeLast();
          }
          cut = location.with(lines);
        }
      }
      edited.add(cut);
    }
    return edited.subList(0, highest + 1);
  }

  static List<Location> pruneFrom(List<Location> sample, Pattern regexp) {
    List<Location> edited = new ArrayList<>();
    int lowest = -1;
    for (Location location : sample) {
      List<Line> lines = new ArrayList<>(location.lines());
      while (!lines.isEmpty() && !find(regexp, withoutArguments(lines.getFirst().function()))) {
        lines.removeFirst();
      }
      if (!lines.isEmpty() && lowest < 0) {
        lowest = edited.size();
      }
      edited.add(lines.isEmpty() ? location : location.with(lines));
    }
    return edited.subList(Math.max(lowest, 0), edited.size());
  }

  /** The frames of a sample as the table has them. */
  static List<TestFrame> frames(List<Location> sample) {
    List<TestFrame> frames = new ArrayList<>();
    for (Location location : sample) {
      for (Line line : location.lines()) {
        frames.add(new TestFrame(line.function(), line.file(), location.mapping(), true));
      }
      if (location.lines().isEmpty()) {
        frames.add(new TestFrame(null, null, location.mapping(), false));
      } else {
        frames.add(frames.removeLast().inlined(false));
      }
    }
    return frames;
  }

  private static void addIfAny(List<Location> kept, Location location, Predicate<Line> wanted) {
    List<Line> lines = location.lines().stream().filter(wanted).toList();
    if (!lines.isEmpty()) {
      kept.add(location.with(lines));
    }
  }

  private static String withoutArguments(String function) {
    return function.replaceAll("\\(.*", "");
  }

  private static boolean find(Pattern regexp, String text) {
    return regexp.matcher(text).find();
  }
}
