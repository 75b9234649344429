package io.flamelake.catalog;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.flink.CatalogLoader;

/**
 * How to reach the catalog. Keys: {@code catalog.name} (default {@code lake}), {@code
 * catalog.namespace} (default {@code profiles}), {@code catalog.type} ({@code jdbc}, {@code rest},
 * {@code hive}, {@code glue}, {@code nessie}) or {@code catalog.catalog-impl} (a class name). Every
 * other {@code catalog.*} key goes to Iceberg without the prefix, for example {@code catalog.uri},
 * {@code catalog.warehouse}, {@code catalog.io-impl}, {@code catalog.jdbc.user}.
 *
 * @param name the catalog's name; a JDBC catalog stores it, so Flink and Trino must use the same
 * @param namespaceName the namespace that holds the tables
 * @param implementation class of the Iceberg catalog
 * @param properties what Iceberg is given
 */
public record CatalogOptions(
    String name, String namespaceName, String implementation, Map<String, String> properties)
    implements Serializable {

  /** The prefix of every key. */
  public static final String PREFIX = "catalog.";

  private static final Map<String, String> IMPLEMENTATIONS =
      Map.of(
          "jdbc", CatalogUtil.ICEBERG_CATALOG_JDBC,
          "rest", CatalogUtil.ICEBERG_CATALOG_REST,
          "hive", CatalogUtil.ICEBERG_CATALOG_HIVE,
          "glue", CatalogUtil.ICEBERG_CATALOG_GLUE,
          "nessie", CatalogUtil.ICEBERG_CATALOG_NESSIE);

  /**
   * Reads the keys that start with {@link #PREFIX}; others are left alone.
   *
   * @throws IllegalArgumentException if a key is missing or wrong, naming it
   */
  public static CatalogOptions from(Map<String, String> configuration) {
    Map<String, String> properties = new TreeMap<>();
    configuration.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            properties.put(key.substring(PREFIX.length()), value);
          }
        });
    String name = take(properties, "name", "lake");
    String namespace = take(properties, "namespace", Tables.NAMESPACE);
    String implementation = implementation(properties);
    require(properties, "uri", implementation.equals(CatalogUtil.ICEBERG_CATALOG_JDBC));
    require(properties, "uri", implementation.equals(CatalogUtil.ICEBERG_CATALOG_REST));
    require(properties, "warehouse", implementation.equals(CatalogUtil.ICEBERG_CATALOG_JDBC));
    // Trino and Flink must agree, and views need it.
    if (implementation.equals(CatalogUtil.ICEBERG_CATALOG_JDBC)) {
      properties.putIfAbsent("jdbc.schema-version", "V1");
    }
    return new CatalogOptions(name, namespace, implementation, Map.copyOf(properties));
  }

  /** For Flink: opens the catalog wherever an operator runs. */
  public CatalogLoader loader() {
    return new WithDrivers(
        CatalogLoader.custom(name, properties, new Configuration(false), implementation));
  }

  /** The namespace, dots separating its levels. */
  public Namespace namespace() {
    return Namespace.of(namespaceName.split("\\.", -1));
  }

  private static String take(Map<String, String> properties, String key, String otherwise) {
    String value = properties.remove(key);
    if (value == null) {
      return otherwise;
    }
    if (value.isBlank()) {
      throw new IllegalArgumentException(PREFIX + key + " is empty: give a name or leave it out");
    }
    return value.strip();
  }

  private static String implementation(Map<String, String> properties) {
    String custom = properties.remove("catalog-impl");
    String type = properties.remove("type");
    if (custom != null) {
      return custom;
    }
    if (type == null) {
      throw new IllegalArgumentException(
          "catalog.type is missing: give one of "
              + IMPLEMENTATIONS.keySet().stream().sorted().toList());
    }
    String implementation = IMPLEMENTATIONS.get(type);
    if (implementation == null) {
      throw new IllegalArgumentException(
          "catalog.type is '%s', but must be one of %s"
              .formatted(type, IMPLEMENTATIONS.keySet().stream().sorted().toList()));
    }
    return implementation;
  }

  private static void require(Map<String, String> properties, String key, boolean needed) {
    if (needed && !properties.containsKey(key)) {
      throw new IllegalArgumentException(PREFIX + key + " is missing: this catalog type needs it");
    }
  }
}
