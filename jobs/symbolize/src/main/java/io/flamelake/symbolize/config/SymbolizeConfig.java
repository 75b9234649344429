package io.flamelake.symbolize.config;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.CreateTables;
import io.flamelake.stacks.config.CheckedConfiguration;
import io.flamelake.stacks.kafka.UnresolvedTopic;
import io.flamelake.symbolize.debuginfod.DebuginfodServer;
import io.flamelake.symbolize.operators.PendingRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * What the job runs with, checked.
 *
 * @param stacks where stacks come from
 * @param uploadsTopic what tells which builds have come
 * @param groupId of the consumers
 * @param sources where indexes come from
 * @param lookUp how stacks wait for them
 * @param pending how stacks wait for builds that have not come
 * @param writtenTtl how long it is remembered how well a stack was written
 * @param buckets for tables that are created
 */
public record SymbolizeConfig(
    UnresolvedTopic stacks,
    String uploadsTopic,
    String groupId,
    SourceConfig sources,
    LookUp lookUp,
    PendingRules pending,
    Duration writtenTtl,
    CatalogOptions catalog,
    int buckets) {

  /**
   * How stacks wait for indexes.
   *
   * @param capacity how many at a time
   */
  public record LookUp(Duration timeout, int capacity) {}

  private static final MemorySize SMALLEST_RECORD = new MemorySize(16 << 10);
  private static final MemorySize LARGEST_RECORD = MemorySize.ofMebiBytes(1024);

  /**
   * Checks keys and values.
   *
   * @throws IllegalArgumentException naming the key, its value and what it must be
   */
  public static SymbolizeConfig from(Map<String, String> given) {
    CheckedConfiguration keys = SymbolizeOptions.checked(given);
    PendingRules pending = pending(keys);
    return new SymbolizeConfig(
        stacks(keys),
        keys.value(SymbolizeOptions.UPLOADS_TOPIC),
        keys.value(SymbolizeOptions.GROUP_ID),
        sources(keys),
        new LookUp(
            keys.positive(SymbolizeOptions.LOOK_UP_TIMEOUT),
            keys.count(SymbolizeOptions.LOOK_UP_CAPACITY)),
        pending,
        writtenTtl(keys, pending),
        CatalogOptions.from(given),
        CreateTables.buckets(given));
  }

  private static UnresolvedTopic stacks(CheckedConfiguration keys) {
    return new UnresolvedTopic(
        keys.servers(SymbolizeOptions.BOOTSTRAP_SERVERS),
        keys.value(SymbolizeOptions.UNRESOLVED_TOPIC),
        new HashMap<>(keys.value(SymbolizeOptions.KAFKA_PROPERTIES)),
        keys.bytes(SymbolizeOptions.UNRESOLVED_MAX_SIZE, SMALLEST_RECORD, LARGEST_RECORD));
  }

  private static SourceConfig sources(CheckedConfiguration keys) {
    String temporary = keys.text(SymbolizeOptions.TEMPORARY_FOLDER);
    return new SourceConfig(
        address(SymbolizeOptions.STORE, keys.text(SymbolizeOptions.STORE)),
        debuginfod(keys),
        keys.text(SymbolizeOptions.FOLDER),
        temporary == null ? System.getProperty("java.io.tmpdir") : temporary,
        keys.bytes(SymbolizeOptions.INDEX_MEMORY),
        keys.bytes(SymbolizeOptions.INDEX_MAX_SIZE),
        keys.count(SymbolizeOptions.LOADS),
        keys.positive(SymbolizeOptions.LOAD_TIMEOUT),
        keys.positive(SymbolizeOptions.NOT_FOUND_TTL));
  }

  private static SourceConfig.Debuginfod debuginfod(CheckedConfiguration keys) {
    SourceConfig.Debuginfod servers =
        new SourceConfig.Debuginfod(
            servers(keys.value(SymbolizeOptions.DEBUGINFOD_URLS)),
            new ArrayList<>(keys.value(SymbolizeOptions.DEBUGINFOD_HOSTS)),
            new HashMap<>(keys.value(SymbolizeOptions.DEBUGINFOD_HEADERS)),
            keys.text(SymbolizeOptions.DEBUGINFOD_TRUSTSTORE),
            keys.text(SymbolizeOptions.DEBUGINFOD_TRUSTSTORE_PASSWORD),
            keys.bytes(SymbolizeOptions.DEBUGINFOD_MAX_SIZE),
            keys.positive(SymbolizeOptions.DEBUGINFOD_TIMEOUT));
    try {
      servers.tls();
    } catch (IOException e) {
      throw CheckedConfiguration.wrong(
          SymbolizeOptions.DEBUGINFOD_TRUSTSTORE,
          servers.truststore(),
          "a file of certificates that %s opens"
              .formatted(SymbolizeOptions.DEBUGINFOD_TRUSTSTORE_PASSWORD.key()));
    }
    return servers;
  }

  private static String address(ConfigOption<?> option, String address) {
    if (address == null) {
      throw new IllegalArgumentException(
          option.key() + " is missing: give s3://bucket/folder, or a path");
    }
    if (address.startsWith("/")) {
      return Path.of(address).toUri().toString();
    }
    try {
      if (URI.create(address).isAbsolute()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw CheckedConfiguration.wrong(
        option, address, "an address such as s3://bucket/folder, or a path from the root on");
  }

  private static List<String> servers(List<String> urls) {
    for (String url : urls) {
      try {
        DebuginfodServer.of(URI.create(url));
      } catch (IllegalArgumentException e) {
        throw CheckedConfiguration.wrong(
            SymbolizeOptions.DEBUGINFOD_URLS, url, "http(s)://host[:port][/path]");
      }
    }
    return new ArrayList<>(urls);
  }

  private static PendingRules pending(CheckedConfiguration keys) {
    Duration first = keys.positive(SymbolizeOptions.PENDING_FIRST_RETRY);
    Duration last = keys.positive(SymbolizeOptions.PENDING_LAST_RETRY);
    if (last.compareTo(first) < 0) {
      throw CheckedConfiguration.wrong(
          SymbolizeOptions.PENDING_LAST_RETRY,
          last,
          "at least " + SymbolizeOptions.PENDING_FIRST_RETRY.key());
    }
    return new PendingRules(
        keys.positive(SymbolizeOptions.PENDING_TTL),
        first,
        last,
        keys.count(SymbolizeOptions.PENDING_PORTION));
  }

  /** A stack that was forgotten while it waits would be written a second time. */
  private static Duration writtenTtl(CheckedConfiguration keys, PendingRules pending) {
    Duration ttl = keys.positive(SymbolizeOptions.WRITTEN_TTL);
    if (ttl.compareTo(pending.ttl()) <= 0) {
      throw CheckedConfiguration.wrong(
          SymbolizeOptions.WRITTEN_TTL, ttl, "longer than " + SymbolizeOptions.PENDING_TTL.key());
    }
    return ttl;
  }
}
