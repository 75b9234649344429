package io.flamelake.udfs.labels;

import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.slice.Slices;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.block.MapHashTables.HashBuildMode;
import io.trino.spi.block.SqlMap;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.type.MapType;
import io.trino.spi.type.TypeOperators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cases written by hand from Prometheus' documentation (Querying basics, Instant vector selectors):
 * regular expressions are fully anchored, and an absent label has the empty value.
 */
class SelectorTest {
  private static final MapType LABELS = new MapType(VARCHAR, VARCHAR, new TypeOperators());

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '$',
      value = {
        "{};true",
        "{job=\"api\"};true",
        "{job=\"ap\"};false",
        "{job!=\"api\"};false",
        "{job!=\"x\"};true",
        "{Job=\"api\"};false",
        "{job=~\"api\"};true",
        "{job=~\"a\"};false",
        "{job=~\"a.*\"};true",
        "{job=~\".*i\"};true",
        "{job=~\"x|api\"};true",
        "{job=~\"a|i\"};false",
        "{job=~\"(?i)API\"};true",
        "{job!~\"a.*\"};false",
        "{job!~\"a\"};true",
        "{job=\"api\",env=\"prod-eu\"};true",
        "{job=\"api\",env=\"dev\"};false",
        "{env=~\"prod.*\",env!=\"prod-us\"};true",
        "{env=~\"prod.*\",env!=\"prod-eu\"};false",
        "{absent=\"\"};true",
        "{absent!=\"\"};false",
        "{absent=\"x\"};false",
        "{absent!=\"x\"};true",
        "{absent=~\"\"};true",
        "{absent=~\".*\"};true",
        "{absent=~\".+\"};false",
        "{absent=~\"x|\"};true",
        "{absent!~\"x\"};true",
        "{absent!~\".*\"};false",
        "{empty=\"\"};true",
        "{empty=~\".+\"};false",
        "{job=~\"\"};false",
        "{job!=\"\"};true",
        "{lines=~\"a.b\"};true",
        "{lines=~\"(?-s)a.b\"};false",
        "{lines=~\"^a\\nb$\"};true",
        "{lines=\"a\\nb\"};true",
        "{\"http.route\"=\"/käse\"};true",
        "{\"http.route\"=~\"/k.se\"};true",
        "{\"http.route\"=~\"/k..se\"};false",
        "{path=~`\\d+\\.txt`};true",
        "{path=~\"\\\\d+\\\\.txt\"};true",
        "{path=\"12.txt\"};true",
        "{path=~\"12?txt\"};false",
      })
  void matchesAsPrometheus(String selector, boolean matches) {
    SqlMap labels =
        labels(
            "job",
            "api",
            "env",
            "prod-eu",
            "empty",
            "",
            "lines",
            "a\nb",
            "http.route",
            "/käse",
            "path",
            "12.txt");
    assertThat(Selector.of(Slices.utf8Slice(selector)).matches(labels)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '$',
      value = {
        "{a=};label_match: '{a=}' is no selector: at character 4: expected a value in quotes,"
            + " found '}'",
        "{a=~\"(\"};label_match: at character 5: '(' is no regular expression of RE2: missing"
            + " closing )",
        "{a=~\"(?=x)\"};label_match: at character 5: '(?=x)' is no regular expression of RE2:",
        "{a=~\"((x{1000}){1000})\"};label_match: at character 5: '((x{1000}){1000})' is no"
            + " regular expression of RE2: repeats too often",
      })
  void refusesWhatIsNoSelector(String selector, String message) {
    assertTrinoExceptionThrownBy(() -> Selector.of(Slices.utf8Slice(selector)))
        .hasErrorCode(StandardErrorCode.INVALID_FUNCTION_ARGUMENT)
        .hasMessageContaining(message);
  }

  private static SqlMap labels(String... labels) {
    VariableWidthBlockBuilder names = VARCHAR.createBlockBuilder(null, labels.length / 2);
    VariableWidthBlockBuilder values = VARCHAR.createBlockBuilder(null, labels.length / 2);
    for (int i = 0; i < labels.length; i += 2) {
      names.writeEntry(Slices.utf8Slice(labels[i]));
      values.writeEntry(Slices.utf8Slice(labels[i + 1]));
    }
    return new SqlMap(LABELS, HashBuildMode.DUPLICATE_NOT_CHECKED, names.build(), values.build());
  }
}
