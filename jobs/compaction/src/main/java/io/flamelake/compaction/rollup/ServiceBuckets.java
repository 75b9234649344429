package io.flamelake.compaction.rollup;

import java.util.Optional;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SerializableFunction;

/** The buckets of services that a table is partitioned by, as other tables may be too. */
final class ServiceBuckets {
  private static final String SERVICE = "service_name";

  /** As Iceberg writes it: bucket[8]. */
  private final String transform;

  private final SerializableFunction<CharSequence, Integer> function;
  private CharSequence last = "";
  private int lastBucket;

  private ServiceBuckets(String transform, SerializableFunction<CharSequence, Integer> function) {
    this.transform = transform;
    this.function = function;
    lastBucket = function.apply(last);
  }

  /** Those of a table's current partitioning; one for all services if it has none. */
  @SuppressWarnings("unchecked") // a bucket of texts is a function of them
  static ServiceBuckets of(Table table) {
    return field(table.spec(), table)
        .map(
            field ->
                new ServiceBuckets(
                    field.transform().toString(),
                    ((Transform<CharSequence, Integer>) field.transform())
                        .bind(Types.StringType.get())))
        .orElseGet(() -> new ServiceBuckets("", service -> 0));
  }

  /** The bucket of a service. */
  int of(CharSequence service) {
    if (!last.equals(service)) {
      last = service.toString();
      lastBucket = function.apply(last);
    }
    return lastBucket;
  }

  /** The bucket that a file's services are of; every one if its partition does not tell. */
  int of(ContentFile<?> file, Table table) {
    PartitionSpec spec = table.specs().get(file.specId());
    Optional<PartitionField> field = field(spec, table);
    if (field.isEmpty() || !field.get().transform().toString().equals(transform)) {
      return Unit.EVERY_BUCKET;
    }
    return file.partition().get(spec.fields().indexOf(field.get()), Integer.class);
  }

  /** Whether a table's current partitioning has the same. */
  boolean areOf(Table table) {
    return of(table).transform.equals(transform);
  }

  /** Rows of a table with these buckets that are of one, or of every one. */
  Expression filter(int bucket) {
    if (bucket == Unit.EVERY_BUCKET || transform.isEmpty()) {
      return Expressions.alwaysTrue();
    }
    int count = Integer.parseInt(transform.replaceAll("\\D", ""));
    return Expressions.equal(Expressions.bucket(SERVICE, count), bucket);
  }

  private static Optional<PartitionField> field(PartitionSpec spec, Table table) {
    int service = table.schema().findField(SERVICE).fieldId();
    return spec.fields().stream()
        .filter(field -> field.sourceId() == service)
        .filter(field -> field.transform().toString().startsWith("bucket["))
        .findFirst();
  }
}
