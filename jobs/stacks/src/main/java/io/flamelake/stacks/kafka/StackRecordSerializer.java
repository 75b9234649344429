package io.flamelake.stacks.kafka;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.codec.ByteWriter;
import io.flamelake.stacks.codec.StackDefinitionCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records of {@link UnresolvedTopic}. */
final class StackRecordSerializer implements KafkaRecordSerializationSchema<StackDefinition> {
  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  private final String topic;
  private final boolean rewrites;
  private transient StackDefinitionCodec codec;
  private transient ByteWriter writer;

  StackRecordSerializer(String topic, boolean rewrites) {
    this.topic = topic;
    this.rewrites = rewrites;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      StackDefinition stack, KafkaSinkContext context, Long timestamp) {
    if (codec == null) {
      codec = new StackDefinitionCodec();
      writer = new ByteWriter();
    }
    writer.clear();
    codec.write(stack, writer);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key(stack), Arrays.copyOf(writer.bytes(), writer.length()));
    if (rewrites) {
      record.headers().add(StackRecord.REWRITE, NOTHING);
    }
    return record;
  }

  private static byte[] key(StackDefinition stack) {
    long hash = 31L * stack.day() + stack.serviceName().hashCode();
    return ByteBuffer.allocate(Long.BYTES)
        .putLong(stack.stackId() ^ hash * 0x9e3779b97f4a7c15L)
        .array();
  }
}
