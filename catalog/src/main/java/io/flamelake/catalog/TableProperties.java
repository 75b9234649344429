package io.flamelake.catalog;

import java.util.Map;
import java.util.TreeMap;

/** Iceberg properties that the tables are created with. */
final class TableProperties {
  private TableProperties() {}

  static Map<String, String> facts() {
    return with(Map.of());
  }

  static Map<String, String> with(Map<String, String> more) {
    Map<String, String> properties = new TreeMap<>(more);
    // Trino 476 reads version 3 tables wrongly without saying so.
    properties.put("format-version", "2");
    properties.put("write.format.default", "parquet");
    properties.put("write.parquet.compression-codec", "zstd");
    // A streaming writer commits for ever: without these the metadata files would too.
    properties.put("write.metadata.delete-after-commit.enabled", "true");
    properties.put("write.metadata.previous-versions-max", "20");
    // Ingest, compaction and deletes commit to one table at the same time.
    properties.put("commit.retry.num-retries", "20");
    return properties;
  }
}
