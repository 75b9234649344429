package io.flamelake.cli.stack;

/** Every port that the stack listens on, with the number it takes when that is free. */
public enum PortName {
  POSTGRES(15432),
  KAFKA(19092),
  KAFKA_CONTROLLER(19093),
  FLINK_REST(18081),
  FLINK_RPC(16123),
  FLINK_BLOB(16124),
  TASKMANAGER_RPC(16125),
  TASKMANAGER_DATA(16126),
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
