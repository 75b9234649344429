package io.flamelake.symbolize.kafka;

import io.flamelake.symbolize.config.SymbolizeConfig;
import io.flamelake.symbolize.operators.UploadedBuild;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells, as an upload does, which builds were found at a retry. */
public final class UploadSink {
  private UploadSink() {}

  /** A sink that tells each at least once. */
  public static KafkaSink<UploadedBuild> of(SymbolizeConfig config) {
    Properties properties = new Properties();
    properties.putAll(config.stacks().properties());
    return KafkaSink.<UploadedBuild>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(config.stacks().bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new Serializer(config.uploadsTopic()))
        .build();
  }

  private static final class Serializer implements KafkaRecordSerializationSchema<UploadedBuild> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    Serializer(String topic) {
      this.topic = topic;
    }

    /** The value is for people. Build ids are normalised, so nothing in them needs an escape. */
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        UploadedBuild build, KafkaSinkContext context, Long timestamp) {
      String value =
          "{\"build_id\":\"%s\",\"kind\":\"fetched\",\"uploaded_at\":\"%s\"}"
              .formatted(build.buildId(), Instant.ofEpochMilli(build.at()));
      return new ProducerRecord<>(
          topic,
          build.buildId().getBytes(StandardCharsets.UTF_8),
          value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
