package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.testing.MaterializedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the heads of the files promise about columns. */
class ColumnsTest {
  /** What every dashboard can show: no arrays, maps, rows or decimals. */
  private static final Set<String> FLAT =
      Set.of(
          "bigint",
          "boolean",
          "date",
          "double",
          "varchar",
          "timestamp(6) with time zone",
          "timestamp(3) with time zone");

  static Stream<SqlFile> queries() {
    return SqlFiles.queries().stream().map(SqlFiles::query);
  }

  static Stream<String> views() {
    return SqlFiles.views().stream();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryHasTheColumnsOfItsHead(SqlFile query) {
    String statement =
        query.bind(
            query.parameters().stream()
                .collect(Collectors.toMap(SqlParameter::name, ColumnsTest::argument)));

    assertThat(columns(Lake.result(statement))).isEqualTo(described(query));
  }

  @ParameterizedTest
  @MethodSource("views")
  void aViewHasTheColumnsOfItsHead(String name) {
    assertThat(columns(Lake.result("SELECT * FROM profiles." + name)))
        .isEqualTo(described(SqlFiles.view(name)));
  }

  private static String argument(SqlParameter parameter) {
    return switch (parameter.name()) {
      case "from", "from_a", "from_b" -> "2026-11-21T00:00:00Z";
      case "to", "to_a", "to_b" -> "2026-11-22T00:00:00Z";
      case "service" -> "shop";
      default -> parameter.defaultValue().orElse("x");
    };
  }

  private static List<String> described(SqlFile file) {
    assertThat(file.columns()).extracting(SqlColumn::type).isSubsetOf(FLAT);
    return file.columns().stream().map(column -> column.name() + " " + column.type()).toList();
  }

  private static List<String> columns(MaterializedResult result) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < result.getColumnNames().size(); i++) {
      // A varchar of known length is one, too
      String type =
          result.getTypes().get(i).getDisplayName().replaceAll("varchar\\(\\d+\\)", "varchar");
      columns.add(result.getColumnNames().get(i) + " " + type);
    }
    return columns;
  }
}
