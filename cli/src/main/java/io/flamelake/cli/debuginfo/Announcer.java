package io.flamelake.cli.debuginfo;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.json.JsonText;
import io.flamelake.symbolize.store.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tells the symbolize job which builds have debugging information now, one record each: the key is
 * the build id; the value is for people.
 */
public final class Announcer {
  private static final String REACH_MILLIS = "15000";

  private final String bootstrap;
  private final String topic;

  public Announcer(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
  }

  /**
   * Announces what these files complete and waits until it is stored.
   *
   * @return how many builds were announced
   * @throws CommandException if the broker can't be reached or does not take all
   */
  public int announce(List<StoredFile> files) {
    Map<String, String> messages = messages(files, Instant.now());
    try (KafkaProducer<String, String> producer = producer()) {
      List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
      messages.forEach(
          (buildId, text) -> sent.add(producer.send(new ProducerRecord<>(topic, buildId, text))));
      producer.flush();
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
      return messages.size();
    } catch (ExecutionException e) {
      throw CommandException.unreachable(
          "Kafka at %s does not take what was to be announced in topic %s: %s"
              .formatted(bootstrap, topic, e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  /** By build id; of several files of a build the last one that was stored. */
  static Map<String, String> messages(List<StoredFile> files, Instant now) {
    Map<String, String> messages = new LinkedHashMap<>();
    for (StoredFile file : files) {
      for (String buildId : file.announce()) {
        messages.put(buildId, message(buildId, file, now));
      }
    }
    return messages;
  }

  private static String message(String buildId, StoredFile file, Instant now) {
    return "{\"build_id\":%s,\"kind\":%s,\"bytes\":%d,\"uploaded_at\":%s}"
        .formatted(
            JsonText.quote(buildId),
            JsonText.quote(file.kind().fileName()),
            file.bytes(),
            JsonText.quote(now.toString()));
  }

  private KafkaProducer<String, String> producer() {
    try {
      return new KafkaProducer<>(
          Map.of(
              ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
              bootstrap,
              ProducerConfig.CLIENT_ID_CONFIG,
              "flamelake",
              ProducerConfig.ACKS_CONFIG,
              "all",
              ProducerConfig.MAX_BLOCK_MS_CONFIG,
              REACH_MILLIS),
          new StringSerializer(),
          new StringSerializer());
    } catch (KafkaException e) {
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw CommandException.usage("'%s' is no Kafka address: %s".formatted(bootstrap, reason));
    }
  }
}
