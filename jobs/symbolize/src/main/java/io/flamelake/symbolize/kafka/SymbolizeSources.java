package io.flamelake.symbolize.kafka;

import io.flamelake.stacks.kafka.RawRecordDeserializer;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.symbolize.config.SymbolizeConfig;
import io.flamelake.symbolize.operators.UploadedBuild;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The Kafka sources of the job. They start where the consumer group stands, else at the earliest
 * record; a restored job goes on from its checkpoint instead.
 */
public final class SymbolizeSources {
  private SymbolizeSources() {}

  /** Records of the topic of unresolved stacks. */
  public static DataStream<RawRecord> stacks(
      StreamExecutionEnvironment environment, SymbolizeConfig config) {
    return stream(
        environment,
        source(config, config.stacks().name(), new RawRecordDeserializer(bytes -> {})),
        "stacks-source");
  }

  /** Builds that new files have come for. */
  public static DataStream<UploadedBuild> uploads(
      StreamExecutionEnvironment environment, SymbolizeConfig config) {
    return stream(
        environment,
        source(config, config.uploadsTopic(), new UploadDeserializer()),
        "uploads-source");
  }

  private static <T> KafkaSource<T> source(
      SymbolizeConfig config, String topic, KafkaRecordDeserializationSchema<T> deserializer) {
    Properties properties = new Properties();
    properties.putAll(config.stacks().properties());
    return KafkaSource.<T>builder()
        .setProperties(properties)
        .setBootstrapServers(config.stacks().bootstrapServers())
        .setTopics(topic)
        .setGroupId(config.groupId())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(deserializer)
        .build();
  }

  private static <T> DataStream<T> stream(
      StreamExecutionEnvironment environment, KafkaSource<T> source, String name) {
    return environment.fromSource(source, WatermarkStrategy.noWatermarks(), name).uid(name);
  }
}
