package io.flamelake.cli.commands;

import io.flamelake.cli.stack.PortName;
import io.flamelake.cli.stack.UpOptions;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The ports that users may want to fix. */
final class PortOptions {
  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Kafka's port; an error if it is taken. Default: 19092, or a free one.")
  private Integer kafka;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      description = "Port of Flink's web interface. Default: 18081, or a free one.")
  private Integer flink;

  @Option(
      names = "--trino-port",
      paramLabel = "PORT",
      description = "Trino's port. Default: 18080, or a free one.")
  private Integer trino;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      description = "Port of the catalog's PostgreSQL. Default: 15432, or a free one.")
  private Integer postgres;

  UpOptions toUpOptions() {
    Map<PortName, Integer> ports = new EnumMap<>(PortName.class);
    put(ports, PortName.KAFKA, kafka);
    put(ports, PortName.FLINK_REST, flink);
    put(ports, PortName.TRINO, trino);
    put(ports, PortName.POSTGRES, postgres);
    return UpOptions.on(ports);
  }

  private static void put(Map<PortName, Integer> ports, PortName name, Integer port) {
    if (port != null) {
      ports.put(name, port);
    }
  }
}
