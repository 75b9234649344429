package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the embedded broker. */
public final class Topics {
  /** The topic that producers write to. */
  public static final String PROFILES = "profiles";

  /** The topic of stacks that the symbolize job has to look at. */
  public static final String STACKS_UNRESOLVED = "stacks-unresolved";

  /** The topic of builds whose debugging information was uploaded. */
  public static final String DEBUGINFO_UPLOADS = "debuginfo-uploads";

  /** The largest record in bytes, on the topic and in our producer: one profile is one record. */
  public static final int MAX_RECORD_BYTES = 64 << 20;

  private static final int PARTITIONS = 4;
  private static final long RETENTION_BYTES_A_PARTITION = 4L << 30;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  // A client of a new process on a busy machine takes seconds until it has asked.
  private static final Duration LOOK = Duration.ofSeconds(10);

  private Topics() {}

  /** Creates those topics that do not exist. */
  static void ensure(String bootstrap) {
    List<NewTopic> wanted =
        Stream.of(PROFILES, STACKS_UNRESOLVED, DEBUGINFO_UPLOADS).map(Topics::topic).toList();
    try (Admin admin = admin(bootstrap)) {
      Map<String, KafkaFuture<Void>> created = admin.createTopics(wanted).values();
      for (Map.Entry<String, KafkaFuture<Void>> topic : created.entrySet()) {
        await(topic.getKey(), topic.getValue());
      }
    } catch (TimeoutException e) {
      throw CommandException.unreachable("Kafka at " + bootstrap + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
        .configs(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(MAX_RECORD_BYTES),
                // Profiles pushed with their own, perhaps old, time must stay: size alone limits.
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "CreateTime",
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.RETENTION_BYTES_CONFIG,
                Long.toString(RETENTION_BYTES_A_PARTITION)));
  }

  private static void await(String topic, KafkaFuture<Void> created)
      throws InterruptedException, TimeoutException {
    try {
      created.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw CommandException.failed(
            "can't create the topic %s: %s".formatted(topic, e.getCause().getMessage()), e);
      }
    }
  }

  /** Whether the broker answers. */
  static boolean isReady(String bootstrap) {
    try (Admin admin = admin(bootstrap)) {
      return !admin.describeCluster().nodes().get(LOOK.toSeconds(), TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000",
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000"));
  }
}
