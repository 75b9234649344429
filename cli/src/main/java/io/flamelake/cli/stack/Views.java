package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.trino.TrinoAddress;
import io.flamelake.sql.SqlFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The views of the sql module. */
final class Views {
  private Views() {}

  /**
   * Creates all of them, or replaces those of another version. Side by side, since Trino takes some
   * hundredths of a second for the comment of each column.
   */
  static void create(Addresses addresses) {
    TrinoAddress address = TrinoAddress.parse(addresses.trino(), "flamelake", TrinoAddress.CATALOG);
    SqlFiles.views().parallelStream().forEach(view -> create(view, address));
  }

  private static void create(String view, TrinoAddress address) {
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(SqlFiles.view(view).bind(Map.of()));
      for (String comment : SqlFiles.viewComments(view)) {
        statement.execute(comment);
      }
    } catch (SQLException e) {
      throw CommandException.failed(
          "can't create the view %s: %s".formatted(view, e.getMessage()), e);
    }
  }
}
