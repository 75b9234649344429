package io.flamelake.cli.push;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records to one topic and waits until they are stored. */
public final class ProfileProducer implements AutoCloseable {
  private static final String REACH_MILLIS = "15000";

  private final String bootstrap;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Opens a producer; the broker is reached with the first record only. */
  public ProfileProducer(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    try {
      this.producer =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrap,
                  ProducerConfig.CLIENT_ID_CONFIG,
                  "flamelake",
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.LINGER_MS_CONFIG,
                  "5",
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  REACH_MILLIS,
                  ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                  Integer.toString(Topics.MAX_RECORD_BYTES),
                  ProducerConfig.BUFFER_MEMORY_CONFIG,
                  Long.toString(2L * Topics.MAX_RECORD_BYTES)),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    } catch (KafkaException e) {
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw CommandException.usage("'%s' is no Kafka address: %s".formatted(bootstrap, reason));
    }
  }

  /**
   * Sends all and waits for all.
   *
   * @param failed told each record that the broker did not take, and why
   * @return where those stand that it took
   * @throws CommandException if the broker can't be reached
   */
  public List<RecordMetadata> send(List<ProfileRecord> records, BiConsumer<String, String> failed) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    for (ProfileRecord record : records) {
      sent.add(producer.send(kafkaRecord(record)));
    }
    producer.flush();
    List<RecordMetadata> stored = new ArrayList<>(records.size());
    for (int i = 0; i < sent.size(); i++) {
      try {
        stored.add(sent.get(i).get());
      } catch (ExecutionException e) {
        if (stored.isEmpty() && e.getCause() instanceof TimeoutException) {
          throw CommandException.unreachable(unreachable(e.getCause()), e);
        }
        failed.accept(records.get(i).source(), e.getCause().getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw CommandException.failed("interrupted", e);
      }
    }
    return stored;
  }

  private ProducerRecord<byte[], byte[]> kafkaRecord(ProfileRecord record) {
    ProducerRecord<byte[], byte[]> kafka =
        new ProducerRecord<>(topic, null, record.timestampMillis(), null, record.value());
    record
        .headers()
        .forEach((name, text) -> kafka.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return kafka;
  }

  private String unreachable(Throwable cause) {
    return String.valueOf(cause.getMessage()).contains("not present in metadata")
        ? "Kafka at %s has no topic '%s' or does not answer: start it or create the topic"
            .formatted(bootstrap, topic)
        : "Kafka at %s does not answer: %s".formatted(bootstrap, cause.getMessage());
  }

  @Override
  public void close() {
    producer.close();
  }
}
