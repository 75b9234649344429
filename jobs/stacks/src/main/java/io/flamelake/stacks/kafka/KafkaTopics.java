package io.flamelake.stacks.kafka;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether topics are as a job needs them, so that it stops before it starts if not. */
public final class KafkaTopics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
  private static final int SECONDS = 30;

  private final String serversKey;
  private final String servers;
  private final Admin admin;

  /**
   * Opens a connection.
   *
   * @param serversKey the key that the brokers are configured by
   * @throws IllegalArgumentException naming the key, if a broker's name is wrong
   */
  public KafkaTopics(String serversKey, String servers, Map<String, String> properties) {
    this.serversKey = serversKey;
    this.servers = servers;
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    try {
      admin = Admin.create(all);
    } catch (KafkaException e) {
      throw noAnswer(e);
    }
  }

  /**
   * Asks the brokers for topics.
   *
   * @param key the key that they are configured by
   * @throws IllegalArgumentException naming the key to mend
   */
  public void checkExist(String key, List<String> topics) throws InterruptedException {
    try {
      get(admin.describeTopics(topics).allTopicNames());
    } catch (UnknownTopicOrPartitionException e) {
      throw new IllegalArgumentException(
          "%s is %s, but not all of these topics exist at %s: create them"
              .formatted(key, topics, servers),
          e);
    } catch (KafkaException e) {
      throw noAnswer(e);
    }
  }

  /**
   * Looks whether a topic takes the records that the job may send: one that is refused would stop
   * the job again and again. Who may not ask for it is believed.
   *
   * @param key the key that the size is configured by
   * @throws IllegalArgumentException naming the key to mend
   */
  public void checkTakes(String key, String topic, int bytes) throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      ConfigEntry most =
          get(admin.describeConfigs(List.of(resource)).all())
              .get(resource)
              .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      if (most != null && Integer.parseInt(most.value()) < bytes) {
        throw new IllegalArgumentException(
            "%s is %d bytes, but topic %s takes records of at most %s (its %s): make one fit the other"
                .formatted(key, bytes, topic, most.value(), most.name()));
      }
    } catch (AuthorizationException e) {
      LOG.warn("Nobody tells whether topic {} takes records of {} bytes", topic, bytes, e);
    } catch (KafkaException e) {
      throw noAnswer(e);
    }
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("no answer within " + SECONDS + " s", e);
    }
  }

  private IllegalArgumentException noAnswer(KafkaException cause) {
    return new IllegalArgumentException(
        "%s is '%s', but no broker answers there: %s"
            .formatted(serversKey, servers, cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    admin.close();
  }
}
