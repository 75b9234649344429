package io.flamelake.symbolize.config;

import io.flamelake.stacks.config.CheckedConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The keys that configure the symbolize job, beside {@code catalog.*} and {@code tables.*}. */
public final class SymbolizeOptions {
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka brokers, host:port separated by commas. Required.");

  public static final ConfigOption<String> UNRESOLVED_TOPIC =
      text(
          "kafka.unresolved-topic",
          "stacks-unresolved",
          "Topic that the ingest job sends stacks to, and that this job sends some to once more.");

  public static final ConfigOption<MemorySize> UNRESOLVED_MAX_SIZE =
      bytes(
          "kafka.unresolved-max-size",
          MemorySize.ofMebiBytes(1),
          "Largest record of that topic, the same as of the ingest job.");

  public static final ConfigOption<String> UPLOADS_TOPIC =
      text(
          "kafka.uploads-topic",
          "debuginfo-uploads",
          "Topic that tells which builds new files have come for.");

  public static final ConfigOption<String> GROUP_ID =
      text(
          "kafka.group-id",
          "flamelake-symbolize",
          "Consumer group that committed offsets are kept under.");

  public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
      ConfigOptions.key("kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Further properties of the Kafka consumers and producers, as"
                  + " kafka.properties.KEY=VALUE.");

  public static final ConfigOption<String> STORE =
      optional(
          "store.uri",
          "Folder of the debuginfo store, in any file system that Flink knows:"
              + " s3://bucket/debuginfo, or a path. Required.");

  public static final ConfigOption<List<String>> DEBUGINFOD_URLS =
      ConfigOptions.key("debuginfod.urls")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Debuginfod servers that are asked for builds that the store does not have, in this"
                  + " order, separated by semicolons.");

  public static final ConfigOption<List<String>> DEBUGINFOD_HOSTS =
      ConfigOptions.key("debuginfod.redirect-hosts")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Hosts that those servers may redirect to, beside themselves, separated by"
                  + " semicolons; *.example.org stands for all below.");

  public static final ConfigOption<Map<String, String>> DEBUGINFOD_HEADERS =
      ConfigOptions.key("debuginfod.headers")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Headers of each request to those servers, as debuginfod.headers.NAME=VALUE, such as"
                  + " Authorization.");

  public static final ConfigOption<String> DEBUGINFOD_TRUSTSTORE =
      optional(
          "debuginfod.truststore",
          "PKCS#12 or JKS file of the certificates that those servers are trusted by, at the same"
              + " path on every TaskManager; unset: those of the JVM.");

  public static final ConfigOption<String> DEBUGINFOD_TRUSTSTORE_PASSWORD =
      optional("debuginfod.truststore-password", "Password of that file.");

  public static final ConfigOption<MemorySize> DEBUGINFOD_MAX_SIZE =
      bytes(
          "debuginfod.max-size",
          MemorySize.ofMebiBytes(4096),
          "Largest file that is taken from a debuginfod server.");

  public static final ConfigOption<Duration> DEBUGINFOD_TIMEOUT =
      time(
          "debuginfod.timeout",
          Duration.ofMinutes(5),
          "After so long a file must have come from a debuginfod server.");

  public static final ConfigOption<String> FOLDER =
      optional(
          "folder.path",
          "Local folder of files by build id (.build-id/ab/cdef.debug, as distributions have it, or"
              + " files named by their build id), asked last.");

  public static final ConfigOption<String> TEMPORARY_FOLDER =
      optional(
          "temporary.folder",
          "Local folder that files are copied to while an index is made of them; unset: that of the"
              + " JVM.");

  public static final ConfigOption<MemorySize> INDEX_MEMORY =
      bytes(
          "index.memory",
          MemorySize.ofMebiBytes(256),
          "Memory of each TaskManager that indexes of builds are kept in; the one used longest ago"
              + " goes first.");

  public static final ConfigOption<MemorySize> INDEX_MAX_SIZE =
      bytes(
          "index.max-size",
          MemorySize.ofMebiBytes(1024),
          "Largest index that is made or loaded, in memory.");

  public static final ConfigOption<Integer> LOADS =
      count(
          "load.concurrency",
          4,
          "Builds that each TaskManager asks one source for at a time; the store, each server and"
              + " the folder count by themselves.");

  public static final ConfigOption<Duration> LOAD_TIMEOUT =
      time(
          "load.timeout",
          Duration.ofMinutes(10),
          "After so long an index must be loaded, or made, from all sources.");

  public static final ConfigOption<Duration> NOT_FOUND_TTL =
      time(
          "not-found.ttl",
          Duration.ofHours(1),
          "How long a TaskManager remembers that no source has a build; an upload ends it sooner.");

  public static final ConfigOption<Duration> LOOK_UP_TIMEOUT =
      time(
          "look-up.timeout",
          Duration.ofSeconds(30),
          "How long a stack waits for indexes before it is written as it is, for the time being.");

  public static final ConfigOption<Integer> LOOK_UP_CAPACITY =
      count("look-up.capacity", 2000, "Stacks that wait for indexes at a time, each subtask.");

  public static final ConfigOption<Duration> PENDING_TTL =
      time(
          "pending.ttl",
          Duration.ofDays(7),
          "How long a stack waits for debuginfo after it was written without; then its row stays as"
              + " it is.");

  public static final ConfigOption<Duration> PENDING_FIRST_RETRY =
      time(
          "pending.first-retry",
          Duration.ofMinutes(1),
          "After so long the sources are asked again for a build that stacks wait for; then after"
              + " twice that, and so on.");

  public static final ConfigOption<Duration> PENDING_LAST_RETRY =
      time("pending.last-retry", Duration.ofHours(1), "The longest time between two such retries.");

  public static final ConfigOption<Integer> PENDING_PORTION =
      count(
          "pending.portion",
          500,
          "Stacks of a build that has come that are sent at a time; checkpoints go in between.");

  public static final ConfigOption<Duration> WRITTEN_TTL =
      time(
          "written.ttl",
          Duration.ofDays(40),
          "How long it is remembered how well a stack was written; longer than pending.ttl, and"
              + " than the ingest job's first-sight.ttl.");

  /** Every option, for the reference documentation. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          UNRESOLVED_TOPIC,
          UNRESOLVED_MAX_SIZE,
          UPLOADS_TOPIC,
          GROUP_ID,
          KAFKA_PROPERTIES,
          STORE,
          DEBUGINFOD_URLS,
          DEBUGINFOD_HOSTS,
          DEBUGINFOD_HEADERS,
          DEBUGINFOD_TRUSTSTORE,
          DEBUGINFOD_TRUSTSTORE_PASSWORD,
          DEBUGINFOD_MAX_SIZE,
          DEBUGINFOD_TIMEOUT,
          FOLDER,
          TEMPORARY_FOLDER,
          INDEX_MEMORY,
          INDEX_MAX_SIZE,
          LOADS,
          LOAD_TIMEOUT,
          NOT_FOUND_TTL,
          LOOK_UP_TIMEOUT,
          LOOK_UP_CAPACITY,
          PENDING_TTL,
          PENDING_FIRST_RETRY,
          PENDING_LAST_RETRY,
          PENDING_PORTION,
          WRITTEN_TTL);

  private SymbolizeOptions() {}

  /**
   * Checks that every key is known.
   *
   * @throws IllegalArgumentException naming the first that is not
   */
  static CheckedConfiguration checked(Map<String, String> given) {
    return new CheckedConfiguration(
        "symbolize", ALL, List.of(KAFKA_PROPERTIES, DEBUGINFOD_HEADERS), given);
  }

  private static ConfigOption<String> text(String key, String otherwise, String description) {
    return ConfigOptions.key(key).stringType().defaultValue(otherwise).withDescription(description);
  }

  private static ConfigOption<String> optional(String key, String description) {
    return ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description);
  }

  private static ConfigOption<Duration> time(String key, Duration otherwise, String description) {
    return ConfigOptions.key(key)
        .durationType()
        .defaultValue(otherwise)
        .withDescription(description);
  }

  private static ConfigOption<MemorySize> bytes(
      String key, MemorySize otherwise, String description) {
    return ConfigOptions.key(key).memoryType().defaultValue(otherwise).withDescription(description);
  }

  private static ConfigOption<Integer> count(String key, int otherwise, String description) {
    return ConfigOptions.key(key).intType().defaultValue(otherwise).withDescription(description);
  }
}
