package io.flamelake.cli.bench.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as lines that can be compared across engines. */
final class Answers {
  private static final int DECIMALS = 6;

  private Answers() {}

  /** Each row, in order. */
  static List<String> rows(List<List<Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(Answers::text).collect(Collectors.joining("\t")))
        .toList();
  }

  /** The rows of a flame graph (level, label, self, value) as folded stacks and their amounts. */
  static List<String> flameGraph(List<List<Object>> rows) {
    return fold(rows, List.of(2));
  }

  /** The same for a difference (level, label, value, self, valueRight, selfRight). */
  static List<String> difference(List<List<Object>> rows) {
    return fold(rows, List.of(3, 5));
  }

  private static List<String> fold(List<List<Object>> rows, List<Integer> selfColumns) {
    List<String> lines = new ArrayList<>();
    List<String> path = new ArrayList<>();
    for (List<Object> row : rows) {
      int level = ((Number) row.get(0)).intValue();
      while (path.size() >= Math.max(level, 1)) {
        path.removeLast();
      }
      if (level > 0) {
        path.add((String) row.get(1));
      }
      List<Object> line = new ArrayList<>();
      line.add(String.join(";", path));
      selfColumns.forEach(column -> line.add(row.get(column)));
      if (line.subList(1, line.size()).stream()
          .anyMatch(self -> ((Number) self).longValue() != 0)) {
        lines.add(rows(List.of(line)).getFirst());
      }
    }
    return lines.stream().sorted().toList();
  }

  /** Rows whose order means nothing. */
  static List<String> sorted(List<List<Object>> rows) {
    return rows(rows).stream().sorted().toList();
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString()
        : String.valueOf(value);
  }

  /** The first line in which two answers differ; empty if none does. */
  static String difference(List<String> one, List<String> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      String left = i < one.size() ? one.get(i) : "no row";
      String right = i < other.size() ? other.get(i) : "no row";
      if (!left.equals(right)) {
        return "row %d of %d and %d: '%s' and '%s'"
            .formatted(i + 1, one.size(), other.size(), left, right);
      }
    }
    return "";
  }
}
