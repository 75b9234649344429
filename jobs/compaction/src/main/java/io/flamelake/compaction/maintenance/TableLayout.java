package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.rewrite.FileRules;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.sort.RowOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;

/** What the files of each of our tables are sorted by. */
public final class TableLayout {
  /** Tables of many small rows, whose types our writer knows. */
  private static final Set<String> BY_COLUMN =
      Stream.of(
              SamplesTable.DEFINITION,
              ProfilesTable.DEFINITION,
              SamplesHourlyTable.DEFINITION,
              FunctionsHourlyTable.DEFINITION)
          .map(TableDefinition::name)
          .collect(Collectors.toSet());

  private static final String FACTS_LEVEL = "17";

  /** Takes up to twice the time of 17, for a fortieth less where stacks are deep. */
  private static final String STACKS_LEVEL = "19";

  /**
   * Profiles and stacks repeat much of what others have, some far away in the file: a page is what
   * compression sees at once. What is compacted is written seldom, and read and kept for long.
   */
  private static final Map<String, String> LARGE_PAGES =
      Map.of(
          TableProperties.PARQUET_PAGE_SIZE_BYTES, String.valueOf(8 << 20),
          TableProperties.PARQUET_PAGE_ROW_LIMIT, "400000",
          TableProperties.PARQUET_DICT_SIZE_BYTES, String.valueOf(16 << 20));

  private static final RowOrder.Key TIME = RowOrder.Key.of("time");
  private static final RowOrder.Key SERIES = RowOrder.Key.of("series_id");
  private static final RowOrder.Key STACK = RowOrder.Key.of("stack_id");

  private TableLayout() {}

  /**
   * The table's layout; where the table does not know its order yet, for it was created with
   * another one, it is told.
   */
  public static Layout of(TableDefinition definition, Table table, FileRules files) {
    SortOrder order = find(definition, table).orElseGet(() -> replace(definition, table));
    return new Layout(usual(definition), choice(definition), order, files);
  }

  /** The table's order, if it knows it. */
  public static Optional<SortOrder> find(TableDefinition definition, Table table) {
    SortOrder wanted = wanted(definition, table);
    return table.sortOrders().values().stream()
        .filter(order -> order.isSorted() && order.sameOrder(wanted))
        .findFirst();
  }

  /**
   * The columns that the table's own order names, and what it does not name: of stacks their frames
   * from the root, so that stacks that begin alike stand together; of samples what tells rows of a
   * type apart, whose order is not the same in all files.
   */
  public static RowOrder rowOrder(TableDefinition definition) {
    if (definition.name().equals(StacksTable.DEFINITION.name())) {
      return order(definition, new RowOrder.Key("frames", RowOrder.By.FROM_END));
    }
    if (definition.name().equals(SamplesTable.DEFINITION.name())) {
      return order(definition, TIME, SERIES, STACK);
    }
    return order(definition);
  }

  /** How rows of a table may be arranged, if there is a choice: see {@code docs/compaction.md}. */
  public static Optional<Layout.Choice> choice(TableDefinition definition) {
    if (!definition.name().equals(SamplesTable.DEFINITION.name())) {
      return Optional.empty();
    }
    // By quarters of a day, so that a query of an hour need not read all of it.
    RowOrder.Key quarter = new RowOrder.Key(TIME.column(), RowOrder.By.QUARTER_OF_DAY);
    return Optional.of(
        new SampleOrders(
            usual(definition),
            largePages(
                order(definition, quarter, SERIES, STACK, TIME),
                new Layout.Columns(Set.of(STACK.column())),
                FACTS_LEVEL)));
  }

  /** How rows of a table are arranged where there is no choice. */
  public static Layout.Arrangement usual(TableDefinition definition) {
    RowOrder order = rowOrder(definition);
    String name = definition.name();
    if (name.equals(StacksTable.DEFINITION.name())) {
      return largePages(order, new Layout.Columns(), STACKS_LEVEL);
    }
    return BY_COLUMN.contains(name)
        ? largePages(order, new Layout.Columns(), FACTS_LEVEL)
        : new Layout.Arrangement(order);
  }

  /** Differences are an encoding of pages of version 2. */
  private static Layout.Arrangement largePages(
      RowOrder order, Layout.Columns format, String level) {
    Map<String, String> properties = new HashMap<>(LARGE_PAGES);
    properties.put(TableProperties.PARQUET_COMPRESSION_LEVEL, level);
    properties.put(
        TableProperties.PARQUET_PAGE_VERSION, format.differences().isEmpty() ? "v1" : "v2");
    return new Layout.Arrangement(order, format, properties);
  }

  private static RowOrder order(TableDefinition definition, RowOrder.Key... more) {
    return new RowOrder(
        Stream.concat(definition.sortedBy().stream().map(RowOrder.Key::of), Arrays.stream(more))
            .toList());
  }

  private static SortOrder wanted(TableDefinition definition, Table table) {
    SortOrder.Builder order = SortOrder.builderFor(table.schema());
    definition.sortedBy().forEach(order::asc);
    return order.build();
  }

  private static SortOrder replace(TableDefinition definition, Table table) {
    ReplaceSortOrder replace = table.replaceSortOrder();
    definition.sortedBy().forEach(replace::asc);
    replace.commit();
    return find(definition, table).orElseThrow();
  }
}
