package io.flamelake.symbolize.files;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.deletes.DeleteGranularity;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.io.BaseTaskWriter;
import org.apache.iceberg.io.OutputFileFactory;

/**
 * Writes rows of {@code stacks}, and deletes of rows by their key: of a row that this writer wrote
 * itself by its position, of all older ones by the key.
 */
final class StacksTaskWriter extends BaseTaskWriter<RowData> {
  private final Schema schema;
  private final Schema keySchema;
  private final RowDataWrapper wrapper;
  private final RowDataWrapper keyWrapper;
  private final PartitionKey partition;
  private final Map<PartitionKey, Delta> deltas = new HashMap<>();

  StacksTaskWriter(
      Table table, Schema keySchema, StacksFiles files, OutputFileFactory names, long fileBytes) {
    super(table.spec(), FileFormat.PARQUET, files, names, table.io(), fileBytes);
    this.schema = table.schema();
    this.keySchema = keySchema;
    RowType type = FlinkSchemaUtil.convert(schema);
    wrapper = new RowDataWrapper(type, schema.asStruct());
    keyWrapper = new RowDataWrapper(FlinkSchemaUtil.convert(keySchema), keySchema.asStruct());
    partition = new PartitionKey(table.spec(), schema);
  }

  @Override
  public void write(RowData row) throws IOException {
    partition.partition(wrapper.wrap(row));
    Delta delta = deltas.get(partition);
    if (delta == null) {
      PartitionKey kept = partition.copy();
      delta = new Delta(kept);
      deltas.put(kept, delta);
    }
    if (row.getRowKind() == RowKind.INSERT) {
      delta.write(row);
    } else {
      delta.delete(row);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      for (Delta delta : deltas.values()) {
        delta.close();
      }
      deltas.clear();
    } finally {
      super.close();
    }
  }

  private final class Delta extends BaseEqualityDeltaWriter {
    Delta(PartitionKey partition) {
      super(partition, schema, keySchema, DeleteGranularity.FILE, dvFileWriter());
    }

    @Override
    protected StructLike asStructLike(RowData row) {
      return wrapper.wrap(row);
    }

    @Override
    protected StructLike asStructLikeKey(RowData key) {
      return keyWrapper.wrap(key);
    }
  }
}
