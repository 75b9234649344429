package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.trino.TrinoAddress;
import io.flamelake.sql.SqlFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The views of the sql module. */
final class Views {
  private Views() {}

  /**
   * Creates all of them, or replaces those of another version: one after the other, since some read
   * others. Their columns' comments follow side by side, since Trino takes some hundredths of a
   * second for each.
   */
  static void create(Addresses addresses) {
    TrinoAddress address = TrinoAddress.parse(addresses.trino(), "flamelake", TrinoAddress.CATALOG);
    List<String> views = SqlFiles.views();
    views.forEach(view -> run(view, List.of(SqlFiles.view(view).bind(Map.of())), address));
    views.parallelStream().forEach(view -> run(view, SqlFiles.viewComments(view), address));
  }

  private static void run(String view, List<String> statements, TrinoAddress address) {
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw CommandException.failed(
          "can't create the view %s: %s".formatted(view, e.getMessage()), e);
    }
  }
}
