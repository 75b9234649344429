package io.flamelake.cli.stack;

/** The servers of the stack, in the order in which they are started. */
public enum ServiceName {
  /** Holds the Iceberg catalog. */
  POSTGRES("postgres", "PostgreSQL"),
  /** The broker. */
  KAFKA("kafka", "Kafka"),
  /** Flink's coordinator, with its REST interface. */
  JOBMANAGER("flink-jobmanager", "Flink JobManager"),
  /** Flink's worker, which runs the ingest job. */
  TASKMANAGER("flink-taskmanager", "Flink TaskManager"),
  /** The SQL engine. */
  TRINO("trino", "Trino");

  private final String id;
  private final String title;

  ServiceName(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** As in file names and on the command line. */
  public String id() {
    return id;
  }

  /** As people write it. */
  public String title() {
    return title;
  }
}
