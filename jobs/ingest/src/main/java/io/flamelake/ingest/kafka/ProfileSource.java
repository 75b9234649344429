package io.flamelake.ingest.kafka;

import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.decode.RawRecord;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The Kafka source of the job. */
public final class ProfileSource {
  /** Profiles of large services are megabytes; a fetch must hold several. */
  private static final int FETCH_BYTES = 64 << 20;

  private ProfileSource() {}

  /**
   * Starts where the consumer group stands, else at the earliest record; a restored job goes on
   * from its checkpoint instead.
   */
  public static KafkaSource<RawRecord> of(IngestConfig config) {
    return builder(config).build();
  }

  /** The same, open to more, such as an end. */
  public static KafkaSourceBuilder<RawRecord> builder(IngestConfig config) {
    Properties properties = new Properties();
    properties.setProperty(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES / 8));
    properties.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
    properties.putAll(config.kafkaProperties());
    return KafkaSource.<RawRecord>builder()
        .setProperties(properties)
        .setBootstrapServers(config.bootstrapServers())
        .setTopics(config.topics())
        .setGroupId(config.groupId())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new RawRecordDeserializer());
  }
}
