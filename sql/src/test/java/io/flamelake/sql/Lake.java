package io.flamelake.sql;

import static io.trino.testing.TestingSession.testSessionBuilder;

import io.airlift.log.Level;
import io.airlift.log.Logging;
import io.flamelake.udfs.FlamelakePlugin;
import io.trino.Session;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner;
import io.trino.testing.StandaloneQueryRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * A Trino in this process with our plugin and a catalog {@code lake}: Iceberg tables in a temporary
 * folder, a JDBC catalog in SQLite. Started once for all tests of the module; holds the tables, the
 * views and the {@link KnownData}. Another catalog, {@code history}, holds {@link History} once a
 * test asks it, and {@code rolled} the same {@link RolledUp}.
 */
final class Lake {
  private static final QueryRunner ENGINE = start();

  private Lake() {}

  /** The rows of a statement. */
  static List<List<Object>> rows(String statement) {
    return result(statement).getMaterializedRows().stream().map(row -> row.getFields()).toList();
  }

  static MaterializedResult result(String statement) {
    return ENGINE.execute(statement);
  }

  /** The rows of a statement over {@link History}. */
  static List<List<Object>> historyRows(String statement) {
    return ENGINE.execute(Past.SESSION, statement).getMaterializedRows().stream()
        .map(row -> row.getFields())
        .toList();
  }

  /** The rows of a statement over {@link RolledUp}. */
  static List<List<Object>> rolledUpRows(String statement) {
    return ENGINE.execute(Rolled.SESSION, statement).getMaterializedRows().stream()
        .map(row -> row.getFields())
        .toList();
  }

  private static QueryRunner start() {
    Logging.initialize().setLevel("", Level.WARN);
    QueryRunner engine =
        new StandaloneQueryRunner(
            testSessionBuilder()
                .setCatalog("lake")
                .setTimeZoneKey(KnownData.ZONE)
                .setSystemProperty("task_concurrency", "1")
                .build());
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
    engine.installPlugin(new FlamelakePlugin());
    engine.installPlugin(new IcebergPlugin());
    fill(engine, engine.getDefaultSession(), KnownData.statements());
    SqlFiles.views().forEach(name -> SqlFiles.viewComments(name).forEach(engine::execute));
    return engine;
  }

  private static void fill(QueryRunner engine, Session session, List<String> data) {
    fill(engine, session, data, temporaryFolder());
  }

  private static void fill(QueryRunner engine, Session session, List<String> data, Path folder) {
    String database = "jdbc:sqlite:" + folder.resolve("catalog.db");
    createCatalogTables(database);
    engine.createCatalog(session.getCatalog().orElseThrow(), "iceberg", catalog(folder, database));
    engine.execute(session, "CREATE SCHEMA profiles");
    SqlFiles.tables().forEach(name -> engine.execute(session, SqlFiles.table(name).text()));
    SqlFiles.views().forEach(name -> engine.execute(session, SqlFiles.view(name).text()));
    data.forEach(statement -> engine.execute(session, statement));
  }

  private static final class Past {
    static final Session SESSION = start();

    private static Session start() {
      Session session = Session.builder(ENGINE.getDefaultSession()).setCatalog("history").build();
      fill(ENGINE, session, History.statements());
      return session;
    }
  }

  private static final class Rolled {
    static final Session SESSION = start();

    private static Session start() {
      Session session = Session.builder(ENGINE.getDefaultSession()).setCatalog("rolled").build();
      Path folder = temporaryFolder();
      fill(ENGINE, session, History.statements(), folder);
      RolledUp.statements().forEach(statement -> ENGINE.execute(session, statement));
      RolledUp.tellHowFar(folder);
      return session;
    }
  }

  private static Map<String, String> catalog(Path folder, String database) {
    return Map.ofEntries(
        Map.entry("iceberg.catalog.type", "jdbc"),
        Map.entry("iceberg.jdbc-catalog.driver-class", "org.sqlite.JDBC"),
        Map.entry("iceberg.jdbc-catalog.connection-url", database),
        Map.entry("iceberg.jdbc-catalog.catalog-name", "lake"),
        Map.entry("iceberg.jdbc-catalog.schema-version", "V1"),
        Map.entry("iceberg.jdbc-catalog.default-warehouse-dir", "local:///warehouse"),
        Map.entry("fs.native-local.enabled", "true"),
        Map.entry("local.location", folder.toString()));
  }

  /** Trino expects the catalog's own tables to be there. */
  private static void createCatalogTables(String database) {
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize(
          "lake",
          Map.of(
              "uri", database,
              "warehouse", "/unused",
              "io-impl", "org.apache.iceberg.inmemory.InMemoryFileIO",
              "jdbc.schema-version", "V1"));
    }
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("flamelake-sql");
      Files.createDirectory(folder.resolve("warehouse"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
