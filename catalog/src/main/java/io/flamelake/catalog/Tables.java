package io.flamelake.catalog;

import java.util.List;

/** All tables of the lake. */
public final class Tables {
  /** The namespace they live in, unless configured otherwise. */
  public static final String NAMESPACE = "profiles";

  /** Buckets that services are hashed into, unless chosen otherwise at creation. */
  public static final int DEFAULT_BUCKETS = 8;

  /** The tables that profiles are written into: those that ingest and symbolization need. */
  public static final List<TableDefinition> INGESTED =
      List.of(
          SamplesTable.DEFINITION,
          ProfilesTable.DEFINITION,
          SeriesTable.DEFINITION,
          StacksTable.DEFINITION,
          RejectsTable.DEFINITION);

  /**
   * All tables. Compaction takes them in this order, so that whatever is derived from a table comes
   * behind it.
   */
  public static final List<TableDefinition> ALL =
      List.of(
          SamplesTable.DEFINITION,
          ProfilesTable.DEFINITION,
          SeriesTable.DEFINITION,
          StacksTable.DEFINITION,
          RejectsTable.DEFINITION,
          SamplesHourlyTable.DEFINITION,
          FunctionsHourlyTable.DEFINITION,
          DeletionsTable.DEFINITION,
          MaintenanceTable.DEFINITION);

  private Tables() {}
}
