package io.flamelake.sql;

import io.trino.testing.MaterializedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A result as aligned text. */
final class TextTable {
  private TextTable() {}

  static String of(MaterializedResult result) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(result.getColumnNames());
    result
        .getMaterializedRows()
        .forEach(row -> lines.add(row.getFields().stream().map(String::valueOf).toList()));
    List<Integer> widths =
        IntStream.range(0, lines.getFirst().size())
            .mapToObj(column -> lines.stream().mapToInt(line -> line.get(column).length()).max())
            .map(width -> width.orElse(0))
            .toList();
    String rule = widths.stream().map("-"::repeat).collect(Collectors.joining("  "));
    lines.add(1, List.of(rule));
    return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      line.append(cells.get(column));
      line.append(" ".repeat(Math.max(0, widths.get(column) - cells.get(column).length()) + 2));
    }
    return line.toString().stripTrailing() + "\n";
  }
}
