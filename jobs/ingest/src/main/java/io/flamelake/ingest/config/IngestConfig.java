package io.flamelake.ingest.config;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.CreateTables;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.labels.SeriesRules;
import io.flamelake.ingest.record.Limits;
import io.flamelake.stacks.config.CheckedConfiguration;
import io.flamelake.stacks.kafka.UnresolvedTopic;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.MemorySize;

/**
 * What the job runs with, checked.
 *
 * @param kafkaProperties further properties of the consumer
 * @param unresolvedTopic where stacks go that wait for symbols; null: nowhere
 * @param idleTimeout after which a partition without records is not waited for
 * @param maxUncommittedBytes how much a reader reads beyond the last completed checkpoint
 * @param maxOpenPartitions files that a writer of samples has open at a time
 * @param buckets for tables that are created
 */
public record IngestConfig(
    String bootstrapServers,
    List<String> topics,
    String groupId,
    Map<String, String> kafkaProperties,
    UnresolvedTopic unresolvedTopic,
    DecoderOptions decoding,
    KeptState keptState,
    Duration idleTimeout,
    long maxUncommittedBytes,
    DeltaRules deltas,
    int maxOpenPartitions,
    CatalogOptions catalog,
    int buckets) {

  /** How long keyed state is kept. */
  public record KeptState(Duration dedupTtl, Duration firstSightTtl) implements Serializable {}

  /**
   * How deltas of cumulative profiles are taken.
   *
   * @param lateness how long a profile waits for earlier ones
   * @param ttl how long the last values are kept
   */
  public record DeltaRules(Duration lateness, Duration ttl) implements Serializable {}

  private static final long LARGEST_PROFILE = 1 << 30;
  private static final MemorySize SMALLEST_RECORD = new MemorySize(16 << 10);
  private static final MemorySize LARGEST_RECORD = MemorySize.ofMebiBytes(1024);

  /**
   * Checks keys and values.
   *
   * @throws IllegalArgumentException naming the key, its value and what it must be
   */
  public static IngestConfig from(Map<String, String> given) {
    CheckedConfiguration keys = IngestOptions.checked(given);
    return new IngestConfig(
        keys.servers(IngestOptions.BOOTSTRAP_SERVERS),
        keys.value(IngestOptions.TOPICS),
        keys.value(IngestOptions.GROUP_ID),
        keys.value(IngestOptions.KAFKA_PROPERTIES),
        unresolvedTopic(keys),
        decoding(keys),
        new KeptState(
            keys.positive(IngestOptions.DEDUP_TTL), keys.positive(IngestOptions.FIRST_SIGHT_TTL)),
        keys.positive(IngestOptions.IDLE_TIMEOUT),
        keys.bytes(IngestOptions.MAX_UNCOMMITTED_BYTES),
        new DeltaRules(
            keys.positive(IngestOptions.DELTA_LATENESS), keys.positive(IngestOptions.DELTA_TTL)),
        keys.count(IngestOptions.MAX_OPEN_PARTITIONS),
        CatalogOptions.from(given),
        CreateTables.buckets(given));
  }

  private static UnresolvedTopic unresolvedTopic(CheckedConfiguration keys) {
    String topic = keys.text(IngestOptions.UNRESOLVED_TOPIC);
    int bytes = keys.bytes(IngestOptions.UNRESOLVED_MAX_SIZE, SMALLEST_RECORD, LARGEST_RECORD);
    return topic == null
        ? null
        : new UnresolvedTopic(
            keys.servers(IngestOptions.BOOTSTRAP_SERVERS),
            topic,
            keys.value(IngestOptions.KAFKA_PROPERTIES),
            bytes);
  }

  private static DecoderOptions decoding(CheckedConfiguration keys) {
    return new DecoderOptions(
        limits(keys),
        new HashSet<>(keys.value(IngestOptions.CUMULATIVE_TYPES)),
        keys.value(IngestOptions.CONTENT_TYPE),
        keys.value(IngestOptions.TOPIC_CONTENT_TYPES),
        rememberedStacks(keys),
        new HashSet<>(keys.value(IngestOptions.DROPPED_TYPES)),
        new SeriesRules(RelabelRules.read(keys.all()), seriesPerService(keys)));
  }

  private static Limits limits(CheckedConfiguration keys) {
    long bytes = keys.value(IngestOptions.LIMIT_PROFILE_SIZE).getBytes();
    if (bytes < 1 || bytes > LARGEST_PROFILE) {
      throw CheckedConfiguration.wrong(
          IngestOptions.LIMIT_PROFILE_SIZE, bytes, "from 1 byte to 1 GiB");
    }
    return new Limits(
        (int) bytes,
        keys.count(IngestOptions.LIMIT_SAMPLES),
        keys.count(IngestOptions.LIMIT_TABLE_ENTRIES),
        keys.count(IngestOptions.LIMIT_LABELS),
        keys.count(IngestOptions.LIMIT_LABEL_NAME_BYTES),
        keys.count(IngestOptions.LIMIT_LABEL_VALUE_BYTES),
        keys.count(IngestOptions.LIMIT_DEPTH),
        keys.count(IngestOptions.LIMIT_STRING_BYTES),
        keys.bytes(IngestOptions.LIMIT_RECORD_STACKS_SIZE),
        keys.bytes(IngestOptions.LIMIT_RECORD_LABELS_SIZE),
        keys.positive(IngestOptions.LIMIT_MAX_AGE),
        keys.positive(IngestOptions.LIMIT_MAX_AHEAD));
  }

  private static int rememberedStacks(CheckedConfiguration keys) {
    int stacks = keys.count(IngestOptions.REMEMBERED_STACKS);
    if (Integer.bitCount(stacks) != 1) {
      throw CheckedConfiguration.wrong(IngestOptions.REMEMBERED_STACKS, stacks, "a power of two");
    }
    return stacks;
  }

  private static int seriesPerService(CheckedConfiguration keys) {
    int series = keys.value(IngestOptions.LIMIT_SERIES_PER_SERVICE);
    if (series < 0) {
      throw CheckedConfiguration.wrong(
          IngestOptions.LIMIT_SERIES_PER_SERVICE, series, "at least 0");
    }
    return series;
  }
}
