package io.flamelake.cli.stack;

/**
 * The ports that others connect to, with the number each takes when that is free. A TaskManager has
 * none: were a new one to get the address of one that was killed, the JobManager would take it for
 * that one, and never let it in.
 */
public enum PortName {
  POSTGRES(15432),
  KAFKA(19092),
  KAFKA_CONTROLLER(19093),
  FLINK_REST(18081),
  FLINK_RPC(16123),
  FLINK_BLOB(16124),
  TRINO(18080);

  private final int usual;

  PortName(int usual) {
    this.usual = usual;
  }

  int usual() {
    return usual;
  }

  String key() {
    return "port." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
