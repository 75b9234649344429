package io.flamelake.ingest.config;

import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.stacks.config.CheckedConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The keys that configure the ingest job, beside {@code catalog.*} and {@code tables.*}. */
public final class IngestOptions {
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka brokers, host:port separated by commas. Required.");

  public static final ConfigOption<List<String>> TOPICS =
      ConfigOptions.key("kafka.topic")
          .stringType()
          .asList()
          .defaultValues("profiles")
          .withDescription("Topics to read, separated by semicolons.");

  public static final ConfigOption<String> GROUP_ID =
      ConfigOptions.key("kafka.group-id")
          .stringType()
          .defaultValue("flamelake-ingest")
          .withDescription("Consumer group that committed offsets are kept under.");

  public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
      ConfigOptions.key("kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Further properties of the Kafka consumer, and of the producer of unresolved stacks,"
                  + " as kafka.properties.KEY=VALUE.");

  public static final ConfigOption<String> UNRESOLVED_TOPIC =
      ConfigOptions.key("kafka.unresolved-topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Topic for stacks with frames that have a build id but no function, which the"
                  + " symbolize job writes to stacks; unset: they are written as they are.");

  public static final ConfigOption<MemorySize> UNRESOLVED_MAX_SIZE =
      ConfigOptions.key("kafka.unresolved-max-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1))
          .withDescription(
              "Largest record of that topic, at most its max.message.bytes; a stack that does not"
                  + " fit is written as it is.");

  public static final ConfigOption<Duration> IDLE_TIMEOUT =
      ConfigOptions.key("kafka.idle-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "After so long without a record, a partition no longer holds up the deltas of others,"
                  + " and its own last snapshots are taken.");

  public static final ConfigOption<MemorySize> MAX_UNCOMMITTED_BYTES =
      ConfigOptions.key("kafka.max-uncommitted-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(2048))
          .withDescription(
              "How much each reader reads beyond the last completed checkpoint; then it waits for"
                  + " the next one, so that slow commits slow reading.");

  public static final ConfigOption<Duration> DELTA_LATENESS =
      ConfigOptions.key("delta.lateness")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription(
              "How long a cumulative profile waits for earlier ones that come after it; deltas"
                  + " appear this much later.");

  public static final ConfigOption<Duration> DELTA_TTL =
      ConfigOptions.key("delta.ttl")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription(
              "How long the last values of cumulative profiles are kept; the next profile after a"
                  + " longer time is a baseline again.");

  public static final ConfigOption<Duration> DEDUP_TTL =
      ConfigOptions.key("dedup.ttl")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How long a profile is remembered, so that the same one sent again is dropped.");

  public static final ConfigOption<Duration> FIRST_SIGHT_TTL =
      ConfigOptions.key("first-sight.ttl")
          .durationType()
          .defaultValue(Duration.ofDays(32))
          .withDescription(
              "How long it is remembered that a day's series or stack was written; at least as long"
                  + " as late profiles of that day may come.");

  public static final ConfigOption<Integer> REMEMBERED_STACKS =
      ConfigOptions.key("first-sight.cache-size")
          .intType()
          .defaultValue(1 << 17)
          .withDescription(
              "Stacks that each decoder remembers to have sent, a power of two; 16 bytes each.");

  public static final ConfigOption<Integer> MAX_OPEN_PARTITIONS =
      ConfigOptions.key("write.max-open-partitions")
          .intType()
          .defaultValue(64)
          .withDescription(
              "Partitions of samples that each writer has a file open for; beyond that it finishes"
                  + " the one written to longest ago.");

  public static final ConfigOption<String> CONTENT_TYPE =
      ConfigOptions.key("decode.content-type")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Format of records without a header content-type; unset: told by the topic"
                  + " otlp_profiles or their first bytes.");

  public static final ConfigOption<Map<String, String>> TOPIC_CONTENT_TYPES =
      ConfigOptions.key("decode.topic-content-type")
          .mapType()
          .defaultValue(Map.of())
          .withDescription("The same for one topic, as decode.topic-content-type.TOPIC=TYPE.");

  public static final ConfigOption<List<String>> CUMULATIVE_TYPES =
      ConfigOptions.key("decode.cumulative-types")
          .stringType()
          .asList()
          .defaultValues(
              ProfileTypes.DEFAULT_CUMULATIVE_TYPES.stream().sorted().toArray(String[]::new))
          .withDescription(
              "Sample types, or whole profile types, whose values count up from the start of the"
                  + " process, separated by semicolons.");

  public static final ConfigOption<List<String>> DROPPED_TYPES =
      ConfigOptions.key("decode.dropped-types")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Sample types, or whole profile types, that are not written, separated by"
                  + " semicolons.");

  public static final ConfigOption<String> RELABEL_CONFIG =
      ConfigOptions.key("relabel.config")
          .stringType()
          .noDefaultValue()
          .withDescription("YAML file with relabel_configs, read when the job is submitted.");

  public static final ConfigOption<String> RELABEL_CONFIGS =
      ConfigOptions.key("relabel.configs")
          .stringType()
          .noDefaultValue()
          .withDescription("The same rules written here, as a YAML list.");

  public static final ConfigOption<MemorySize> LIMIT_PROFILE_SIZE =
      ConfigOptions.key("limits.profile-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription("Largest uncompressed profile; at most 1 GiB.");

  public static final ConfigOption<Integer> LIMIT_SAMPLES =
      limit("limits.samples", 1_000_000, "Most samples of a profile.");

  public static final ConfigOption<Integer> LIMIT_TABLE_ENTRIES =
      limit("limits.table-entries", 1 << 21, "Most entries of any table of a profile.");

  public static final ConfigOption<Integer> LIMIT_LABELS =
      limit("limits.labels", 64, "Most labels of a series.");

  public static final ConfigOption<Integer> LIMIT_SERIES_PER_SERVICE =
      limit(
          "limits.series-per-service",
          10_000,
          "Most series of a service and day that each decoder keeps apart; 0: any number.");

  public static final ConfigOption<Integer> LIMIT_LABEL_NAME_BYTES =
      limit("limits.label-name-bytes", 1024, "Longest label name, in bytes of UTF-8.");

  public static final ConfigOption<Integer> LIMIT_LABEL_VALUE_BYTES =
      limit("limits.label-value-bytes", 2048, "Longest label value, in bytes of UTF-8.");

  public static final ConfigOption<Integer> LIMIT_DEPTH =
      limit("limits.depth", 1024, "Most frames of a stack; a longer one is cut at the root.");

  public static final ConfigOption<Integer> LIMIT_STRING_BYTES =
      limit("limits.string-bytes", 65_536, "Longest string of a frame; a longer one is cut.");

  public static final ConfigOption<MemorySize> LIMIT_RECORD_STACKS_SIZE =
      ConfigOptions.key("limits.record-stacks-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription("Most that the stacks of one record take which are new to the decoder.");

  public static final ConfigOption<MemorySize> LIMIT_RECORD_LABELS_SIZE =
      ConfigOptions.key("limits.record-labels-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Most that the labels of the series of one record take in memory; further ones become"
                  + " the overflow series of their service.");

  public static final ConfigOption<Duration> LIMIT_MAX_AGE =
      ConfigOptions.key("limits.max-age")
          .durationType()
          .defaultValue(Duration.ofDays(30))
          .withDescription("How far a profile's time may lie before its record's timestamp.");

  public static final ConfigOption<Duration> LIMIT_MAX_AHEAD =
      ConfigOptions.key("limits.max-ahead")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("How far a profile's time may lie after its record's timestamp.");

  /** Every option, for the reference documentation. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          TOPICS,
          GROUP_ID,
          KAFKA_PROPERTIES,
          UNRESOLVED_TOPIC,
          UNRESOLVED_MAX_SIZE,
          IDLE_TIMEOUT,
          MAX_UNCOMMITTED_BYTES,
          DELTA_LATENESS,
          DELTA_TTL,
          DEDUP_TTL,
          FIRST_SIGHT_TTL,
          REMEMBERED_STACKS,
          MAX_OPEN_PARTITIONS,
          CONTENT_TYPE,
          TOPIC_CONTENT_TYPES,
          CUMULATIVE_TYPES,
          DROPPED_TYPES,
          RELABEL_CONFIG,
          RELABEL_CONFIGS,
          LIMIT_PROFILE_SIZE,
          LIMIT_SAMPLES,
          LIMIT_TABLE_ENTRIES,
          LIMIT_LABELS,
          LIMIT_SERIES_PER_SERVICE,
          LIMIT_LABEL_NAME_BYTES,
          LIMIT_LABEL_VALUE_BYTES,
          LIMIT_DEPTH,
          LIMIT_STRING_BYTES,
          LIMIT_RECORD_STACKS_SIZE,
          LIMIT_RECORD_LABELS_SIZE,
          LIMIT_MAX_AGE,
          LIMIT_MAX_AHEAD);

  private IngestOptions() {}

  /**
   * Checks that every key is known.
   *
   * @throws IllegalArgumentException naming the first that is not
   */
  static CheckedConfiguration checked(Map<String, String> given) {
    return new CheckedConfiguration(
        "ingest", ALL, List.of(KAFKA_PROPERTIES, TOPIC_CONTENT_TYPES), given);
  }

  private static ConfigOption<Integer> limit(String key, int otherwise, String description) {
    return ConfigOptions.key(key).intType().defaultValue(otherwise).withDescription(description);
  }
}
