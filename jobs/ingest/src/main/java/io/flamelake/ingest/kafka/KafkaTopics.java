package io.flamelake.ingest.kafka;

import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.config.IngestOptions;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks whether the topics are there, so that a wrong address stops the job before it starts. */
public final class KafkaTopics {
  private static final int SECONDS = 30;

  private KafkaTopics() {}

  /**
   * Asks the brokers for the topics.
   *
   * @throws IllegalArgumentException naming the key to mend
   */
  public static void check(IngestConfig config) throws InterruptedException {
    Properties properties = new Properties();
    properties.putAll(config.kafkaProperties());
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    try (Admin admin = Admin.create(properties)) {
      admin.describeTopics(config.topics()).allTopicNames().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw wrong(config, e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw wrong(config, e);
    }
  }

  private static IllegalArgumentException wrong(IngestConfig config, Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new IllegalArgumentException(
          "%s is %s, but not all of these topics exist at %s: create them"
              .formatted(IngestOptions.TOPICS.key(), config.topics(), config.bootstrapServers()),
          cause);
    }
    return new IllegalArgumentException(
        "%s is '%s', but no broker answers there: %s"
            .formatted(
                IngestOptions.BOOTSTRAP_SERVERS.key(),
                config.bootstrapServers(),
                cause.getMessage()),
        cause);
  }
}
