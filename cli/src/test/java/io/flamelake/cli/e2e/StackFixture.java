package io.flamelake.cli.e2e;

import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Checkout;
import io.flamelake.cli.stack.JobName;
import io.flamelake.cli.stack.JobStatus;
import io.flamelake.cli.stack.PortName;
import io.flamelake.cli.stack.ServiceName;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.StateFolder;
import io.flamelake.cli.stack.Topics;
import io.flamelake.cli.stack.UpOptions;
import io.flamelake.cli.trino.TrinoAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/**
 * The real stack, started once for all end-to-end tests of a run, in a folder of its own under
 * {@code target/} and on free ports. It stops when the JVM ends; its logs stay. Tests of different
 * classes use it at the same time, each with services of its own; those that stop or kill servers
 * are isolated and come last.
 */
public final class StackFixture {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  // What was pushed is seen after one of them, and nearly every test waits for that.
  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);
  // The clients of Kafka would tell their whole configuration; held, or the level would be lost.
  private static final Logger LOGGING = Logger.getLogger("");
  private static StackFixture shared;

  private final Stack stack;
  private final Addresses addresses;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TrinoAddress trino;

  private StackFixture(Stack stack, Addresses addresses) {
    this.stack = stack;
    this.addresses = addresses;
    this.producer = producer(addresses.kafka());
    this.trino = TrinoAddress.parse(addresses.trino(), "test", TrinoAddress.CATALOG);
  }

  /** The running stack, with tables, topics, views and all jobs. */
  public static synchronized StackFixture shared() {
    if (shared == null) {
      LOGGING.setLevel(Level.OFF);
      shared = start("e2e-stack");
    }
    return shared;
  }

  private static StackFixture start(String name) {
    Checkout checkout = Checkout.current();
    StateFolder state = new StateFolder(checkout.root().resolve("cli/target").resolve(name));
    Stack stack = new Stack(checkout, state);
    if (Files.isDirectory(state.home())) {
      stack.down(System.out::println);
      delete(state.home());
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.down(System.out::println)));
    UpOptions options = UpOptions.on(freePorts()).withCheckpointsEvery(CHECKPOINTS);
    return new StackFixture(stack, stack.up(options, System.out::println));
  }

  /** Where the servers listen. */
  public Addresses addresses() {
    return addresses;
  }

  /** The stack itself. */
  public Stack stack() {
    return stack;
  }

  /** Sends a record as it is to the topic of profiles; the future ends when it is stored. */
  public Future<RecordMetadata> push(byte[] value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.PROFILES, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return producer.send(record);
  }

  /** Sends a pprof profile with its labels as a Prometheus label set. */
  public Future<RecordMetadata> pushPprof(byte[] pprof, String labels) {
    return push(pprof, Map.of("content-type", "application/x-pprof", "labels", labels));
  }

  /** Waits until all that was pushed is stored. */
  public void flush() {
    producer.flush();
  }

  /** The rows of a query in Trino, each as the driver's objects. */
  public List<List<Object>> query(String sql) {
    try (Connection connection = trino.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("query failed: " + sql, e);
    }
  }

  /** The elements of an array that a query answered. */
  static List<Object> elements(Object array) {
    if (array instanceof List<?> list) {
      return List.copyOf(list);
    }
    try {
      return List.of((Object[]) ((Array) array).getArray());
    } catch (SQLException e) {
      throw new IllegalStateException("an array can't be read", e);
    }
  }

  /** The one number that a query answers. */
  public long number(String sql) {
    return ((Number) query(sql).getFirst().getFirst()).longValue();
  }

  /** Waits until a query answers a number. */
  public void awaitNumber(String sql, long expected) {
    Awaitility.await(sql)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> Assertions.assertThat(number(sql)).isEqualTo(expected));
  }

  /** Waits until the jobs run with all their tasks. */
  public void awaitRunningJobs() {
    for (JobName name : UpOptions.usual().jobs()) {
      Awaitility.await("running " + name.title())
          .atMost(PATIENCE)
          .until(() -> stack.job(name).state().equals("RUNNING"));
    }
  }

  /** The ingest job now. */
  public JobStatus job() {
    return stack.job(JobName.INGEST);
  }

  /** Ends the TaskManager as kill -9 does. */
  public void killTaskManager() {
    stack.kill(ServiceName.TASKMANAGER);
  }

  /** Starts a new TaskManager without waiting for it. */
  public void startTaskManager() {
    stack.start(ServiceName.TASKMANAGER);
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            "5",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Integer.toString(Topics.MAX_RECORD_BYTES),
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            Long.toString(2L * Topics.MAX_RECORD_BYTES)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Beside a developer's own stack on the usual ports. */
  private static Map<PortName, Integer> freePorts() {
    Map<PortName, Integer> ports = new EnumMap<>(PortName.class);
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (PortName name : PortName.values()) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        held.add(socket);
        ports.put(name, socket.getLocalPort());
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ports;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
