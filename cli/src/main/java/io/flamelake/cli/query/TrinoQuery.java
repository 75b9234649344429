package io.flamelake.cli.query;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.trino.TrinoAddress;
import io.trino.jdbc.QueryStats;
import io.trino.jdbc.TrinoResultSet;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection to Trino that tells failures in one line. */
public final class TrinoQuery implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final TrinoAddress address;
  private final Connection connection;

  /** Opens it for any SQL; Trino is reached with the first query only. */
  public TrinoQuery(TrinoAddress address) {
    this(address, "");
  }

  /**
   * Opens it for our query files. They join sums by stack with {@code stacks}, and Trino, which
   * can't know that the sums are few, would send all frames of the range to other tasks: the sums
   * are sent instead.
   */
  public static TrinoQuery forQueryFiles(TrinoAddress address) {
    return new TrinoQuery(address, "join_distribution_type:BROADCAST");
  }

  private TrinoQuery(TrinoAddress address, String sessionProperties) {
    this.address = address;
    try {
      this.connection = address.connect(sessionProperties);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Takes the rows of a result one by one. */
  public interface Rows {
    /** Takes a row; its values are as {@code ResultSet.getObject} gives them. */
    void accept(ResultSet row) throws SQLException;
  }

  /**
   * Runs a statement and writes its rows, or how many rows it changed.
   *
   * @throws CommandException if Trino can't be reached or refuses it
   */
  public void write(String sql, OutputFormat format, PrintWriter out) {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        out.printf("OK, %d rows%n", Math.max(0, statement.getLargeUpdateCount()));
        out.flush();
        return;
      }
      try (ResultSet rows = statement.getResultSet()) {
        writeRows(rows, format, out);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Runs a query and hands over each row. */
  public void read(String sql, Rows rows) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.accept(result);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * What a query took, as Trino tells it.
   *
   * @param cpuSeconds of all its tasks
   * @param rows that its scans gave, before filters
   * @param bytes that its scans read from files
   */
  public record Cost(double cpuSeconds, long rows, long bytes) {}

  /** The same as {@link #read}, and tells what it took. */
  public Cost measure(String sql, Rows rows) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.accept(result);
      }
      QueryStats stats = result.unwrap(TrinoResultSet.class).getStats();
      return new Cost(
          stats.getCpuTimeMillis() / MILLIS_PER_SECOND,
          stats.getProcessedRows(),
          stats.getPhysicalInputBytes());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static void writeRows(ResultSet rows, OutputFormat format, PrintWriter out)
      throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
    RowWriter writer = RowWriter.of(format, columns, out);
    while (rows.next()) {
      List<Object> values = new ArrayList<>(columns.size());
      for (int i = 1; i <= columns.size(); i++) {
        values.add(Cells.read(rows, i));
      }
      writer.row(values);
    }
    writer.end();
  }

  private CommandException failure(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    // The driver has an error code of Trino for what Trino refused, and none for the rest.
    if (e.getErrorCode() != 0 || message.startsWith("Query failed")) {
      return CommandException.failed(message, e);
    }
    return CommandException.unreachable(
        "Trino at %s: %s".formatted(address.uri().getAuthority(), message), e);
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
