package io.flamelake.cli.stack;

import io.flamelake.cli.json.Json;
import io.flamelake.cli.trino.TrinoAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Asks whether Trino answers queries. Its own "started" comes before it has a node to run one. */
final class TrinoProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private TrinoProbe() {}

  /** A query that needs a node, but no table. */
  static final String NODES = "SELECT count(*) FROM system.runtime.nodes WHERE state = 'active'";

  /** A query that needs the catalog, a table and a node that reads it. */
  static final String TABLES = "SELECT count(*) FROM profiles.profiles";

  static boolean isReady(Addresses addresses, String query) {
    if (!says(addresses)) {
      return false;
    }
    TrinoAddress address = TrinoAddress.parse(addresses.trino(), "flamelake", TrinoAddress.CATALOG);
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next();
    } catch (SQLException e) {
      return false;
    }
  }

  /** Asked first, because the JDBC driver tries for minutes where nobody answers. */
  private static boolean says(Addresses addresses) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + addresses.trino() + "/v1/info"))
            .timeout(TIMEOUT)
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      Json info = Json.parse(client.send(request, BodyHandlers.ofString()).body());
      return Boolean.FALSE.equals(info.get("starting").value());
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
