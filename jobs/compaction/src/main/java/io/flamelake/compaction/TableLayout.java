package io.flamelake.compaction;

import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.rewrite.FileSizes;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.sort.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;

/** What the files of each of our tables are sorted by. */
final class TableLayout {
  private TableLayout() {}

  /**
   * The table's layout; where the table does not know its order yet, for it was created with
   * another one, it is told.
   */
  static Layout of(TableDefinition definition, Table table, FileSizes sizes) {
    SortOrder order = find(definition, table).orElseGet(() -> replace(definition, table));
    return new Layout(rowOrder(definition), order, sizes);
  }

  /** The table's order, if it knows it. */
  static Optional<SortOrder> find(TableDefinition definition, Table table) {
    SortOrder wanted = wanted(definition, table);
    return table.sortOrders().values().stream()
        .filter(order -> order.isSorted() && order.sameOrder(wanted))
        .findFirst();
  }

  /**
   * The columns that the table's own order names, and for stacks what it can't name: their frames
   * from the root, so that stacks that begin alike stand together.
   */
  static RowOrder rowOrder(TableDefinition definition) {
    List<RowOrder.Key> keys = new ArrayList<>();
    definition.sortedBy().forEach(column -> keys.add(new RowOrder.Key(column, false)));
    if (definition.name().equals(StacksTable.DEFINITION.name())) {
      keys.add(new RowOrder.Key("frames", true));
    }
    return new RowOrder(keys);
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
