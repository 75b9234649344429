package io.flamelake.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows that a query file gives, each as text. */
final class Asked {
  private Asked() {}

  /**
   * @param arguments those of the parameters
   * @param more names and values, which go before
   */
  static List<String> of(String query, Map<String, String> arguments, String... more) {
    Map<String, String> all = new HashMap<>(arguments);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return Lake.rows(SqlFiles.query(query).bind(all)).stream().map(List::toString).toList();
  }
}
