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

  /** Creates all of them, or replaces those of another version. */
  static void create(Addresses addresses) {
    TrinoAddress address = TrinoAddress.parse(addresses.trino(), "flamelake", TrinoAddress.CATALOG);
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement()) {
      for (String view : SqlFiles.views()) {
        statement.execute(SqlFiles.view(view).bind(Map.of()));
      }
      for (String comment : SqlFiles.viewComments()) {
        statement.execute(comment);
      }
    } catch (SQLException e) {
      throw CommandException.failed("can't create the views: " + e.getMessage(), e);
    }
  }
}
