package io.flamelake.compaction.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/**
 * SQLite as {@code jdbc:halting:sqlite:...}; {@link Halting} is told in the middle of its commits
 * ({@code commits}) and after them, before the catalog knows ({@code swapped}), with the metadata
 * that the catalog is to name.
 */
public final class HaltingDriver implements Driver {
  private static final String PREFIX = "jdbc:halting:";

  /** The address of the same database with this driver. */
  public static String address(String address) {
    return PREFIX + address.substring("jdbc:".length());
  }

  @Override
  public boolean acceptsURL(String address) {
    return address.startsWith(PREFIX);
  }

  @Override
  public Connection connect(String address, Properties properties) throws SQLException {
    if (!acceptsURL(address)) {
      return null;
    }
    Connection connection =
        DriverManager.getConnection("jdbc:" + address.substring(PREFIX.length()), properties);
    connection
        .unwrap(SQLiteConnection.class)
        .addCommitListener(
            new SQLiteCommitListener() {
              /** Is called while the change is not in the database yet. */
              @Override
              public void onCommit() {
                Halting.reached("commits", HaltingFileIO.lastMetadata());
              }

              @Override
              public void onRollback() {
                // Changes nothing.
              }
            });
    return told(Connection.class, connection);
  }

  /** The same, but that changes are told of. */
  private static <T> T told(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(real, arguments);
                if (method.getName().equals("executeUpdate")) {
                  Halting.reached("swapped", HaltingFileIO.lastMetadata());
                }
                return result instanceof PreparedStatement statement
                    ? told(PreparedStatement.class, statement)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String address, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}
