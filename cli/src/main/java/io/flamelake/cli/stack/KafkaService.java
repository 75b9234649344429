package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The broker: one node in KRaft mode. */
final class KafkaService {
  private KafkaService() {}

  static Launch launch(StackSettings settings) {
    Path properties = writeProperties(settings);
    List<String> arguments = jvm(settings, "-Xmx512m", "-Xms64m");
    arguments.add("kafka.Kafka");
    arguments.add(properties.toString());
    return new Launch(
        ServiceName.KAFKA,
        settings.jdks().jobs(),
        arguments,
        Map.of(),
        settings.state().data("kafka"));
  }

  /** Gives a new log folder its cluster id; does nothing to one that has it. */
  static void format(StackSettings settings) {
    if (Files.exists(logs(settings).resolve("meta.properties"))) {
      return;
    }
    List<String> command = jvm(settings, "-Xmx128m");
    command.addFirst(settings.jdks().jobs().toString());
    command.addAll(List.of("kafka.tools.StorageTool", "format", "--standalone"));
    command.addAll(List.of("--ignore-formatted", "-t", newClusterId()));
    command.addAll(List.of("-c", writeProperties(settings).toString()));
    Commands.run(command, settings.state().log("kafka-format"), "formatting Kafka's log folder");
  }

  private static List<String> jvm(StackSettings settings, String... memory) {
    List<String> arguments = new ArrayList<>(List.of(memory));
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-XX:TieredStopAtLevel=1");
    arguments.add("-Dlog4j2.configurationFile=" + settings.checkout().kafkaLogging());
    arguments.add("-cp");
    arguments.add(settings.checkout().kafkaLibs() + "/*");
    return arguments;
  }

  /** The committed file, then what depends on this machine: of two equal keys the last one wins. */
  private static Path writeProperties(StackSettings settings) {
    String broker = Ports.HOST + ":" + settings.port(PortName.KAFKA);
    String controller = Ports.HOST + ":" + settings.port(PortName.KAFKA_CONTROLLER);
    Path file = StateFolder.make(settings.state().data("kafka")).resolve("server.properties");
    String here =
        """

        # This machine
        controller.quorum.bootstrap.servers=%2$s
        listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
        advertised.listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
        log.dirs=%3$s
        """
            .formatted(broker, controller, logs(settings));
    try {
      Files.writeString(file, Files.readString(settings.checkout().kafkaProperties()) + here);
    } catch (IOException e) {
      throw CommandException.failed("can't write " + file + ": " + e.getMessage(), e);
    }
    return file;
  }

  private static Path logs(StackSettings settings) {
    return settings.state().data("kafka").resolve("logs");
  }

  /** Kafka's own spelling of a UUID: its 16 bytes in base64 for URLs, without padding. */
  private static String newClusterId() {
    UUID id = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(16)
            // Kafka refuses ids that start with a dash, which an option would.
            .putLong(id.getMostSignificantBits() & Long.MAX_VALUE)
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
