package io.flamelake.stacks.kafka;

import io.flamelake.stacks.StackDefinition;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The topic of stacks that have frames without a function but with a build id. A record's value is
 * a stack as {@link io.flamelake.stacks.codec.StackDefinitionCodec} writes it; its key is a hash of
 * day, service and stack id, so that all records of a stack are in one partition.
 *
 * @param properties further properties of the producer
 * @param maxRecordBytes the most that a record may take
 */
public record UnresolvedTopic(
    String bootstrapServers, String name, Map<String, String> properties, int maxRecordBytes)
    implements Serializable {

  /** More than key, headers and what Kafka wraps records in take, also when nothing compresses. */
  private static final int RECORD_ROOM = 4 << 10;

  private static final String LINGER_MILLIS = "50";
  private static final String BATCH_BYTES = Integer.toString(256 << 10);

  /** Whether a stack fits into a record. */
  public boolean fits(StackDefinition stack) {
    long bytes = RECORD_ROOM + stack.frames().length + textBytes(stack.serviceName());
    for (String buildId : stack.buildIds()) {
      bytes += textBytes(buildId);
    }
    return bytes <= maxRecordBytes;
  }

  /** At most so many bytes of UTF-8 and their length. */
  private static long textBytes(String text) {
    return 3L * text.length() + Integer.BYTES + 1;
  }

  /**
   * A sink that writes each stack at least once: all of them are at the broker before a checkpoint
   * is complete.
   *
   * @param rewrites whether rows of these stacks are written already, so that they are to be
   *     replaced
   */
  public KafkaSink<StackDefinition> sink(boolean rewrites) {
    Properties producer = new Properties();
    producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    producer.putAll(properties);
    producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxRecordBytes));
    return KafkaSink.<StackDefinition>builder()
        .setKafkaProducerConfig(producer)
        .setBootstrapServers(bootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new StackRecordSerializer(name, rewrites))
        .build();
  }
}
