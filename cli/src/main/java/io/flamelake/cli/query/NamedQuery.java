package io.flamelake.cli.query;

import io.flamelake.sql.SqlFile;
import io.flamelake.sql.SqlFiles;
import io.flamelake.sql.SqlParameter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The queries of the sql module, filled in. */
public final class NamedQuery {
  private NamedQuery() {}

  /**
   * The SQL of a query.
   *
   * @param parameters by name; those that this query does not have are left out
   */
  public static String sql(String name, Map<String, String> parameters) {
    SqlFile file = SqlFiles.query(name);
    Set<String> known =
        file.parameters().stream().map(SqlParameter::name).collect(Collectors.toSet());
    Map<String, String> used = new HashMap<>(parameters);
    used.keySet().retainAll(known);
    return file.bind(used);
  }
}
