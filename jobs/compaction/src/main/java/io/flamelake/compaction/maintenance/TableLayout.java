package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.rewrite.FileSizes;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.sort.RowOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;

/** What the files of each of our tables are sorted by. */
public final class TableLayout {
  private static final RowOrder.Key TIME = RowOrder.Key.of("time");
  private static final RowOrder.Key SERIES = RowOrder.Key.of("series_id");
  private static final RowOrder.Key STACK = RowOrder.Key.of("stack_id");

  private TableLayout() {}

  /**
   * The table's layout; where the table does not know its order yet, for it was created with
   * another one, it is told.
   */
  public static Layout of(TableDefinition definition, Table table, FileSizes sizes) {
    SortOrder order = find(definition, table).orElseGet(() -> replace(definition, table));
    return new Layout(usual(definition), choice(definition), order, sizes);
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

  /** By quarters of a day, so that a query of an hour need not read all of it. */
  private static Optional<Layout.Choice> choice(TableDefinition definition) {
    if (!definition.name().equals(SamplesTable.DEFINITION.name())) {
      return Optional.empty();
    }
    RowOrder.Key quarter = new RowOrder.Key(TIME.column(), RowOrder.By.QUARTER_OF_DAY);
    return Optional.of(
        new SampleOrders(
            usual(definition),
            new Layout.Arrangement(order(definition, quarter, STACK, TIME, SERIES)),
            new Layout.Arrangement(
                order(definition, quarter, SERIES, STACK, TIME),
                new Layout.Deltas(Set.of(STACK.column())),
                Map.of())));
  }

  /**
   * How rows of a table are arranged where there is no choice. Frames of neighbours are alike over
   * long stretches, so larger pages and more work find more of it. A stack is read with all of its
   * service, not page by page.
   */
  public static Layout.Arrangement usual(TableDefinition definition) {
    RowOrder order = rowOrder(definition);
    return definition.name().equals(StacksTable.DEFINITION.name())
        ? new Layout.Arrangement(
            order,
            new Layout.Columns(),
            Map.of(
                TableProperties.PARQUET_COMPRESSION_LEVEL,
                "17",
                TableProperties.PARQUET_PAGE_SIZE_BYTES,
                String.valueOf(8 << 20),
                TableProperties.PARQUET_PAGE_ROW_LIMIT,
                "200000",
                TableProperties.PARQUET_DICT_SIZE_BYTES,
                String.valueOf(16 << 20)))
        : new Layout.Arrangement(order);
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
