package io.flamelake.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * {@link History} with its sums by hour, up to the middle of a day. They are made by plain SQL, and
 * how far they are is told as compaction does it.
 */
final class RolledUp {
  /** An hour within the fifth of the days of {@link History}. */
  static final String UNTIL = "2026-10-13T03:00:00Z";

  private RolledUp() {}

  static List<String> statements() {
    return List.of(
        """
        INSERT INTO profiles.samples_hourly
        SELECT date_trunc('hour', s.time), s.service_name, s.profile_type, s.stack_id, sum(s.value)
        FROM profiles.samples AS s
        WHERE s.time < from_iso8601_timestamp('%s') AND s.profile_type <> '%s'
        GROUP BY date_trunc('hour', s.time), s.service_name, s.profile_type, s.stack_id
        """
            .formatted(UNTIL, KnownData.GOROUTINES),
        """
        INSERT INTO profiles.functions_hourly
        SELECT
          h.hour, h.service_name, h.profile_type, f.label, sum(IF(f.position = 1, h.value, 0)), sum(h.value)
        FROM profiles.samples_hourly AS h
        JOIN profiles.stacks AS k
          ON k.day = CAST(h.hour AS date) AND k.service_name = h.service_name AND k.stack_id = h.stack_id
        CROSS JOIN UNNEST(distinct_functions(k.frames)) WITH ORDINALITY AS f (label, position)
        GROUP BY h.hour, h.service_name, h.profile_type, f.label
        """);
  }

  /** Whatever is summed is not read from samples: so these may be wrong then. */
  static String spoilSamples() {
    return "DELETE FROM profiles.samples WHERE profile_type <> '%s' AND time < from_iso8601_timestamp('%s')"
        .formatted(KnownData.GOROUTINES, UNTIL);
  }

  static void tellHowFar(Path folder) {
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize(
          "lake",
          Map.of(
              "uri", "jdbc:sqlite:" + folder.resolve("catalog.db"),
              "warehouse", "local:///warehouse",
              "io-impl", "io.flamelake.catalog.LocalFileIO",
              "local.root", folder.toString(),
              "jdbc.schema-version", "V1"));
      for (String table : List.of("samples_hourly", "functions_hourly")) {
        catalog
            .loadTable(TableIdentifier.of("profiles", table))
            .newFastAppend()
            .set("flamelake.roll-up.until", UNTIL)
            .commit();
      }
    }
  }
}
