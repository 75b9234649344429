package io.flamelake.ingest.files;

import io.flamelake.ingest.profile.SeriesProfile;
import java.util.Set;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;

/**
 * The partition that a profile belongs to, by the transforms of the table's own spec. All rows of a
 * profile go to one partition, so a spec may only use what is the same for all of them.
 */
final class PartitionKeys {
  private static final Set<String> SAME_IN_A_PROFILE = Set.of("time", "service_name", "series_id");

  private final PartitionKey key;
  private final Row row;

  PartitionKeys(Table table, TableColumns columns) {
    check(table, columns);
    key = new PartitionKey(table.spec(), table.schema());
    row = new Row(columns, table.schema().columns().size());
  }

  /**
   * Checks the table's spec.
   *
   * @throws IllegalArgumentException if rows of one profile could belong to several partitions
   */
  static void check(Table table, TableColumns columns) {
    PartitionSpec spec = table.spec();
    for (PartitionField field : spec.fields()) {
      String source = table.schema().findColumnName(field.sourceId());
      int position = table.schema().columns().indexOf(table.schema().findField(field.sourceId()));
      if (!field.transform().isVoid()
          && (position < 0 || !SAME_IN_A_PROFILE.contains(columns.name(position)))) {
        throw new IllegalArgumentException(
            """
            Rows of %s cannot be written: it is partitioned by %s(%s), \
            but partitions may only be of time, service_name and series_id\
            """
                .formatted(table.name(), field.transform(), source));
      }
    }
  }

  /** The key of a profile, good until the next call: to be copied by who keeps it. */
  PartitionKey of(SeriesProfile profile) {
    row.profile = profile;
    key.partition(row);
    return key;
  }

  /** What partition transforms read of a profile. */
  private static final class Row implements StructLike {
    private final TableColumns columns;
    private final int size;
    private SeriesProfile profile;

    Row(TableColumns columns, int size) {
      this.columns = columns;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public <T> T get(int position, Class<T> type) {
      return type.cast(
          switch (columns.name(position)) {
            case "time" -> ProfileRowsFile.micros(profile);
            case "service_name" -> profile.serviceName();
            case "series_id" -> profile.seriesId();
            default -> null;
          });
    }

    @Override
    public <T> void set(int position, T value) {
      throw new UnsupportedOperationException("a profile is only read");
    }
  }
}
