package io.flamelake.catalog;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;

/**
 * One table of the lake: what every writer and reader of it agrees on.
 *
 * @param name the table's name within the namespace
 * @param schema columns with field ids that never change between versions
 * @param partitioning the partition fields, in order
 * @param sortedBy the columns that sorted files are ordered by, in order
 * @param properties Iceberg table properties
 */
public record TableDefinition(
    String name,
    Schema schema,
    List<Partition> partitioning,
    List<String> sortedBy,
    Map<String, String> properties) {

  /** How a column's values become partition values. */
  public enum Transform {
    IDENTITY,
    DAY,
    MONTH,
    BUCKET
  }

  /** A partition field. */
  public record Partition(Transform transform, String column) {}

  /**
   * The partition spec.
   *
   * @param buckets into how many buckets services are hashed
   */
  public PartitionSpec spec(int buckets) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    for (Partition partition : partitioning) {
      switch (partition.transform()) {
        case IDENTITY -> spec.identity(partition.column());
        case DAY -> spec.day(partition.column());
        case MONTH -> spec.month(partition.column());
        case BUCKET -> spec.bucket(partition.column(), buckets);
      }
    }
    return spec.build();
  }

  /** The sort order: every column ascending. */
  public SortOrder sortOrder() {
    SortOrder.Builder order = SortOrder.builderFor(schema);
    sortedBy.forEach(order::asc);
    return order.build();
  }
}
