package io.flamelake.ingest.config;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.CreateTables;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.labels.SeriesRules;
import io.flamelake.ingest.record.Limits;
import io.flamelake.stacks.kafka.UnresolvedTopic;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
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
  private static final long SMALLEST_RECORD = 16 << 10;

  /**
   * Checks keys and values.
   *
   * @throws IllegalArgumentException naming the key, its value and what it must be
   */
  public static IngestConfig from(Map<String, String> given) {
    Configuration configuration = IngestOptions.checked(given);
    String bootstrapServers = value(configuration, IngestOptions.BOOTSTRAP_SERVERS);
    if (bootstrapServers == null || bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          IngestOptions.BOOTSTRAP_SERVERS.key() + " is missing: give host:port of a Kafka broker");
    }
    return new IngestConfig(
        bootstrapServers,
        value(configuration, IngestOptions.TOPICS),
        value(configuration, IngestOptions.GROUP_ID),
        value(configuration, IngestOptions.KAFKA_PROPERTIES),
        unresolvedTopic(configuration),
        decoding(configuration),
        new KeptState(
            positive(configuration, IngestOptions.DEDUP_TTL),
            positive(configuration, IngestOptions.FIRST_SIGHT_TTL)),
        positive(configuration, IngestOptions.IDLE_TIMEOUT),
        bytes(configuration, IngestOptions.MAX_UNCOMMITTED_BYTES),
        new DeltaRules(
            positive(configuration, IngestOptions.DELTA_LATENESS),
            positive(configuration, IngestOptions.DELTA_TTL)),
        count(configuration, IngestOptions.MAX_OPEN_PARTITIONS),
        CatalogOptions.from(given),
        CreateTables.buckets(given));
  }

  private static UnresolvedTopic unresolvedTopic(Configuration configuration) {
    String topic = value(configuration, IngestOptions.UNRESOLVED_TOPIC);
    long bytes = bytes(configuration, IngestOptions.UNRESOLVED_MAX_SIZE);
    if (bytes < SMALLEST_RECORD || bytes > LARGEST_PROFILE) {
      throw wrong(IngestOptions.UNRESOLVED_MAX_SIZE, bytes, "from 16 KiB to 1 GiB");
    }
    return topic == null || topic.isBlank()
        ? null
        : new UnresolvedTopic(
            value(configuration, IngestOptions.BOOTSTRAP_SERVERS),
            topic,
            value(configuration, IngestOptions.KAFKA_PROPERTIES),
            (int) bytes);
  }

  private static DecoderOptions decoding(Configuration configuration) {
    return new DecoderOptions(
        limits(configuration),
        new HashSet<>(value(configuration, IngestOptions.CUMULATIVE_TYPES)),
        value(configuration, IngestOptions.CONTENT_TYPE),
        value(configuration, IngestOptions.TOPIC_CONTENT_TYPES),
        rememberedStacks(configuration),
        new HashSet<>(value(configuration, IngestOptions.DROPPED_TYPES)),
        new SeriesRules(RelabelRules.read(configuration), seriesPerService(configuration)));
  }

  private static Limits limits(Configuration configuration) {
    long bytes = value(configuration, IngestOptions.LIMIT_PROFILE_SIZE).getBytes();
    if (bytes < 1 || bytes > LARGEST_PROFILE) {
      throw wrong(IngestOptions.LIMIT_PROFILE_SIZE, bytes, "from 1 byte to 1 GiB");
    }
    return new Limits(
        (int) bytes,
        count(configuration, IngestOptions.LIMIT_SAMPLES),
        count(configuration, IngestOptions.LIMIT_TABLE_ENTRIES),
        count(configuration, IngestOptions.LIMIT_LABELS),
        count(configuration, IngestOptions.LIMIT_LABEL_NAME_BYTES),
        count(configuration, IngestOptions.LIMIT_LABEL_VALUE_BYTES),
        count(configuration, IngestOptions.LIMIT_DEPTH),
        count(configuration, IngestOptions.LIMIT_STRING_BYTES),
        bytes(configuration, IngestOptions.LIMIT_RECORD_STACKS_SIZE),
        bytes(configuration, IngestOptions.LIMIT_RECORD_LABELS_SIZE),
        positive(configuration, IngestOptions.LIMIT_MAX_AGE),
        positive(configuration, IngestOptions.LIMIT_MAX_AHEAD));
  }

  private static int rememberedStacks(Configuration configuration) {
    int stacks = count(configuration, IngestOptions.REMEMBERED_STACKS);
    if (Integer.bitCount(stacks) != 1) {
      throw wrong(IngestOptions.REMEMBERED_STACKS, stacks, "a power of two");
    }
    return stacks;
  }

  private static int seriesPerService(Configuration configuration) {
    int series = value(configuration, IngestOptions.LIMIT_SERIES_PER_SERVICE);
    if (series < 0) {
      throw wrong(IngestOptions.LIMIT_SERIES_PER_SERVICE, series, "at least 0");
    }
    return series;
  }

  private static int count(Configuration configuration, ConfigOption<Integer> option) {
    int count = value(configuration, option);
    if (count < 1) {
      throw wrong(option, count, "at least 1");
    }
    return count;
  }

  private static long bytes(Configuration configuration, ConfigOption<MemorySize> option) {
    MemorySize size = value(configuration, option);
    if (size.getBytes() < 1) {
      throw wrong(option, size, "at least 1 byte");
    }
    return size.getBytes();
  }

  private static Duration positive(Configuration configuration, ConfigOption<Duration> option) {
    Duration duration = value(configuration, option);
    if (duration.toMillis() < 1) {
      throw wrong(option, duration, "longer than 0");
    }
    return duration;
  }

  private static <T> T value(Configuration configuration, ConfigOption<T> option) {
    try {
      return configuration.get(option);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is '%s': %s"
              .formatted(
                  option.key(), configuration.toMap().get(option.key()), rootCause(e).getMessage()),
          e);
    }
  }

  private static Throwable rootCause(Throwable e) {
    return e.getCause() == null ? e : rootCause(e.getCause());
  }

  private static IllegalArgumentException wrong(ConfigOption<?> option, Object value, String must) {
    return new IllegalArgumentException(
        "%s is '%s', but must be %s".formatted(option.key(), value, must));
  }
}
