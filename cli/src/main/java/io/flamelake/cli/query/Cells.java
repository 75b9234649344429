package io.flamelake.cli.query;

import io.flamelake.cli.json.JsonText;
import io.trino.jdbc.Row;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value of a result as text or JSON. */
final class Cells {
  private Cells() {}

  /**
   * What stands in a column: numbers, booleans and nested values as they are, all else (times above
   * all) as Trino spells it, so that no time zone of this machine gets in.
   */
  static Object read(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    boolean kept =
        value == null
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Array
            || value instanceof Map
            || value instanceof Row
            || value instanceof byte[];
    return kept ? value : row.getString(column);
  }

  static String text(Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal number -> number.toPlainString();
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case Array ignored -> json(value);
      case Map<?, ?> ignored -> json(value);
      case Row ignored -> json(value);
      default -> value.toString();
    };
  }

  static String json(Object value) {
    return switch (value) {
      case null -> "null";
      // JSON has no infinity and no NaN.
      case Double number -> Double.isFinite(number) ? number.toString() : "null";
      case Float number -> Float.isFinite(number) ? number.toString() : "null";
      case BigDecimal number -> number.toPlainString();
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      case Array array -> list(Arrays.asList(elements(array)));
      case List<?> list -> list(list);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> JsonText.quote(text(e.getKey())) + ":" + json(e.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case Row row ->
          row.getFields().stream()
              .map(f -> JsonText.quote(f.getName().orElse("")) + ":" + json(f.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      default -> JsonText.quote(text(value));
    };
  }

  private static String list(List<?> elements) {
    return elements.stream().map(Cells::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static Object[] elements(Array array) {
    try {
      return (Object[]) array.getArray();
    } catch (SQLException e) {
      throw new IllegalStateException("an array of a result can't be read", e);
    }
  }
}
