package io.flamelake.cli.bench.query;

import io.flamelake.cli.errors.CommandException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB within this process, on local Parquet files alone. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() {
    try {
      this.connection = DriverManager.getConnection("jdbc:duckdb:");
      run("SET autoinstall_known_extensions = false");
      run("SET autoload_known_extensions = false");
      run("SET TimeZone = 'UTC'");
      run("SET threads = " + Runtime.getRuntime().availableProcessors());
      // Else it would read the end of every file again for each query.
      run("SET parquet_metadata_cache = true");
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Names files as a table.
   *
   * @param columns what is selected of them; the files need not have the same columns
   */
  void view(String name, String columns, List<Path> files) {
    String list =
        files.stream()
            .map(file -> "'" + file.toString().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    try {
      run(
          "CREATE VIEW %s AS SELECT %s FROM read_parquet([%s], union_by_name = true)"
              .formatted(name, columns, list));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** All rows of a query. */
  List<List<Object>> read(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(Rows.values(result, columns));
      }
      return rows;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static CommandException failure(SQLException e) {
    return CommandException.failed("DuckDB: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
