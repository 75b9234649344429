package io.flamelake.ingest.kafka;

import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.stacks.kafka.RawRecordDeserializer;
import io.flamelake.stacks.record.RawRecord;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The Kafka source of the job. */
public final class ProfileSource {
  /** Profiles of large services are megabytes; a fetch must hold several. */
  private static final int FETCH_BYTES = 64 << 20;

  private static final String NAME = "kafka-source";

  private ProfileSource() {}

  /**
   * Starts where the consumer group stands, else at the earliest record; a restored job goes on
   * from its checkpoint instead.
   */
  public static DataStream<RawRecord> stream(
      StreamExecutionEnvironment environment, IngestConfig config) {
    return stream(environment, config, kafka -> {});
  }

  /**
   * The same, open to more.
   *
   * @param more sets what else is wanted, such as an end
   */
  public static DataStream<RawRecord> stream(
      StreamExecutionEnvironment environment,
      IngestConfig config,
      Consumer<KafkaSourceBuilder<RawRecord>> more) {
    UncommittedBytes uncommitted = new UncommittedBytes(config.maxUncommittedBytes());
    KafkaSourceBuilder<RawRecord> kafka =
        builder(config).setDeserializer(new RawRecordDeserializer(uncommitted));
    more.accept(kafka);
    return environment
        .fromSource(
            new PausingSource(kafka.build(), uncommitted),
            new ProfileWatermarks(config.idleTimeout(), uncommitted, System::currentTimeMillis),
            NAME)
        .uid(NAME);
  }

  private static KafkaSourceBuilder<RawRecord> builder(IngestConfig config) {
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
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
  }
}
