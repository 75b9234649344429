package io.flamelake.cli.stack;

import java.util.Locale;

/** The Flink jobs of a stack, in the order in which they are started. */
public enum JobName {
  /** From profiles in Kafka to tables. */
  INGEST("io.flamelake.ingest.IngestJob"),
  /** From stacks that have addresses to stacks that have functions. */
  SYMBOLIZE("io.flamelake.symbolize.SymbolizeJob"),
  /** Keeps the tables small, sorted and swept. */
  COMPACTION("io.flamelake.compaction.CompactionJob");

  private final String mainClass;

  JobName(String mainClass) {
    this.mainClass = mainClass;
  }

  /** Its module, its options file, and the last part of its name in Flink. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What people call it. */
  public String title() {
    return id() + " job";
  }

  String flinkName() {
    return "flamelake-" + id();
  }

  String mainClass() {
    return mainClass;
  }
}
