package io.flamelake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeCatalogTest {
  private static final TableIdentifier SAMPLES = TableIdentifier.of("profiles", "samples");

  @TempDir private Path folder;

  @Test
  void createsAllTablesOnceAndFindsThemTheNextTime() {
    try (LakeCatalog lake = LakeCatalog.open(options())) {
      assertThat(lake.createOrCheckTables(8))
          .containsExactlyElementsOf(Tables.ALL.stream().map(TableDefinition::name).toList());
      assertThat(lake.createOrCheckTables(8)).isEmpty();
    }
    try (LakeCatalog again = LakeCatalog.open(options())) {
      assertThat(again.createOrCheckTables(8)).isEmpty();
    }
  }

  @Test
  void partitionsByDayAndService() {
    try (LakeCatalog lake = LakeCatalog.open(options())) {
      lake.createOrCheckTables(4);
      Table samples = lake.table(SamplesTable.DEFINITION);
      assertThat(samples.spec().fields().stream().map(f -> f.transform().toString()))
          .containsExactly("day", "bucket[4]");
      assertThat(samples.location()).startsWith("local:///warehouse");
    }
  }

  @Test
  void acceptsTablesThatSomebodyMadeWithOtherBucketsOrByHour() {
    catalog()
        .buildTable(SAMPLES, SamplesTable.DEFINITION.schema())
        .withPartitionSpec(
            PartitionSpec.builderFor(SamplesTable.DEFINITION.schema())
                .hour("time")
                .bucket("service_name", 64)
                .build())
        .withProperties(SamplesTable.DEFINITION.properties())
        .create();
    try (LakeCatalog lake = LakeCatalog.open(options())) {
      assertThat(lake.createOrCheckTables(8))
          .doesNotContain("samples")
          .hasSize(Tables.ALL.size() - 1);
    }
  }

  @Test
  void refusesATableThatDiffersAndNamesEveryDifference() {
    Schema other =
        new Schema(
            Types.NestedField.required(1, "time", Types.TimestampType.withZone()),
            Types.NestedField.optional(2, "service_name", Types.StringType.get()),
            Types.NestedField.required(3, "value", Types.IntegerType.get()),
            Types.NestedField.required(4, "flavour", Types.StringType.get()));
    catalog().createTable(SAMPLES, other);
    try (LakeCatalog lake = LakeCatalog.open(options())) {
      assertThatThrownBy(() -> lake.createOrCheckTables(8))
          .isInstanceOf(TableMismatchException.class)
          .hasMessageContaining("profiles.samples")
          .hasMessageContaining("column service_name is nullable, but must be not null")
          .hasMessageContaining("column value has type int, but must be long")
          .hasMessageContaining("column stack_id is missing")
          .hasMessageContaining("column flavour is not ours")
          .hasMessageContaining("partitioned by []");
    }
  }

  @Test
  void refusesAFrameFieldOfAnotherType() {
    Schema ours = StacksTable.DEFINITION.schema();
    Types.StructType frame =
        Types.StructType.of(
            StacksTable.FRAME.fields().stream()
                .map(
                    field ->
                        field.name().equals("line")
                            ? Types.NestedField.optional(13, "line", Types.StringType.get())
                            : field)
                .toList());
    List<Types.NestedField> columns =
        ours.columns().stream()
            .map(
                column ->
                    column.name().equals("frames")
                        ? Types.NestedField.required(
                            4, "frames", Types.ListType.ofRequired(5, frame))
                        : column)
            .toList();
    Schema other = new Schema(columns);
    catalog()
        .buildTable(TableIdentifier.of("profiles", "stacks"), other)
        .withPartitionSpec(
            PartitionSpec.builderFor(other).identity("day").bucket("service_name", 8).build())
        .create();
    try (LakeCatalog lake = LakeCatalog.open(options())) {
      assertThatThrownBy(() -> lake.createOrCheckTables(8))
          .isInstanceOf(TableMismatchException.class)
          .hasMessageContaining("column frames.element.line has type string, but must be long");
    }
  }

  private Catalog catalog() {
    Catalog catalog = options().loader().loadCatalog();
    ((org.apache.iceberg.catalog.SupportsNamespaces) catalog)
        .createNamespace(options().namespace(), Map.of());
    return catalog;
  }

  private CatalogOptions options() {
    return CatalogOptions.from(
        Map.of(
            "catalog.type", "jdbc",
            "catalog.uri", "jdbc:sqlite:" + folder.resolve("catalog.db"),
            "catalog.warehouse", "local:///warehouse",
            "catalog.io-impl", "io.flamelake.catalog.LocalFileIO",
            "catalog.local.root", folder.toString()));
  }
}
