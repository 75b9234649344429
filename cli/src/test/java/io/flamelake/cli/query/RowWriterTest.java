package io.flamelake.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final List<String> COLUMNS = List.of("name", "value");

  @Test
  void aTableAlignsTextLeftAndNumbersRight() {
    assertThat(write(OutputFormat.TABLE, row("a", 5L), row("longer", 1234L)))
        .isEqualTo(
            """
            name    value
            ------  -----
            a           5
            longer   1234
            (2 rows)
            """);
  }

  @Test
  void aTableWithoutRowsStillHasItsHeader() {
    assertThat(write(OutputFormat.TABLE)).isEqualTo("name  value\n----  -----\n(0 rows)\n");
  }

  @Test
  void aTableOfManyRowsLosesNone() {
    List<?>[] rows = new List<?>[2500];
    Arrays.setAll(rows, i -> row("n" + i, (long) i));
    assertThat(write(OutputFormat.TABLE, rows).lines().count()).isEqualTo(2503);
  }

  @Test
  void csvQuotesWhatHasASeparator() {
    assertThat(write(OutputFormat.CSV, row("a,\"b\"", null), row("c\nd", 1L)))
        .isEqualTo("name,value\r\n\"a,\"\"b\"\"\",\r\n\"c\nd\",1\r\n");
  }

  @Test
  void jsonIsOneObjectARow() {
    assertThat(
            write(
                OutputFormat.JSON,
                row("q\"\\\u0001", Double.NaN),
                row(null, new BigDecimal("1E+3")),
                row("nested", Map.of("k", List.of(1, true)))))
        .isEqualTo(
            """
            {"name":"q\\"\\\\\\u0001","value":null}
            {"name":null,"value":1000}
            {"name":"nested","value":{"k":[1,true]}}
            """);
  }

  private static List<Object> row(Object name, Object value) {
    return Arrays.asList(name, value);
  }

  @SuppressWarnings("unchecked")
  private static String write(OutputFormat format, List<?>... rows) {
    StringWriter text = new StringWriter();
    RowWriter writer = RowWriter.of(format, COLUMNS, new PrintWriter(text));
    for (List<?> row : rows) {
      writer.row((List<Object>) row);
    }
    writer.end();
    return text.toString();
  }
}
