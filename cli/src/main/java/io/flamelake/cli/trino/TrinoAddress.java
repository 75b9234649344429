package io.flamelake.cli.trino;

import io.flamelake.cli.errors.CommandException;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where Trino is and as whom to ask it.
 *
 * @param uri {@code http://HOST:PORT} or {@code https://HOST:PORT}
 * @param user the name that queries run under
 * @param catalog the catalog with our tables
 */
public record TrinoAddress(URI uri, String user, String catalog) {
  /** The environment variable with the password; it is asked for over https only. */
  public static final String PASSWORD_VARIABLE = "FLAMELAKE_TRINO_PASSWORD";

  /** The catalog's name in all our configuration. */
  public static final String CATALOG = "lake";

  private static final int HTTP_PORT = 8080;
  private static final int HTTPS_PORT = 443;

  /**
   * Reads {@code HOST}, {@code HOST:PORT} or a URL of http or https.
   *
   * @throws CommandException if it is none of them
   */
  public static TrinoAddress parse(String text, String user, String catalog) {
    String url = text.contains("://") ? text : "http://" + text;
    try {
      URI uri = new URI(url);
      boolean secure = "https".equals(uri.getScheme());
      boolean plain = "http".equals(uri.getScheme());
      if (uri.getHost() != null && (secure || plain)) {
        int port = uri.getPort() != -1 ? uri.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        return new TrinoAddress(
            new URI(uri.getScheme(), null, uri.getHost(), port, null, null, null), user, catalog);
      }
    } catch (URISyntaxException e) {
      // Falls through to the one error for all wrong values.
    }
    throw CommandException.usage(
        "'%s' is no address of Trino: give HOST:PORT or https://HOST:PORT".formatted(text));
  }

  /** Opens a connection in the catalog, so that {@code profiles.samples} resolves. */
  public Connection connect() throws SQLException {
    return connect("");
  }

  /**
   * The same, with session properties.
   *
   * @param sessionProperties as the driver's property of that name wants them, or empty
   */
  public Connection connect(String sessionProperties) throws SQLException {
    Properties properties = new Properties();
    if (!sessionProperties.isEmpty()) {
      properties.setProperty("sessionProperties", sessionProperties);
    }
    properties.setProperty("user", user);
    properties.setProperty("source", "flamelake");
    boolean secure = uri.getScheme().equals("https");
    if (secure) {
      properties.setProperty("SSL", "true");
      String password = System.getenv(PASSWORD_VARIABLE);
      if (password != null) {
        properties.setProperty("password", password);
      }
    }
    return DriverManager.getConnection(
        "jdbc:trino://%s:%d/%s".formatted(uri.getHost(), uri.getPort(), catalog), properties);
  }
}
