package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per record, or part of one, that could not be taken: nothing is dropped silently. */
public final class RejectsTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "rejects",
          new Schema(
              required(1, "time", Types.TimestampType.withZone(), "Kafka timestamp of the record"),
              required(2, "reason", Types.StringType.get(), "Reason, the counter's name"),
              required(3, "message", Types.StringType.get(), "What is wrong and what to do"),
              required(4, "kafka_topic", Types.StringType.get(), "Where it came from"),
              required(5, "kafka_partition", Types.IntegerType.get(), "Where it came from"),
              required(6, "kafka_offset", Types.LongType.get(), "Where it came from"),
              required(
                  7,
                  "headers",
                  Types.MapType.ofRequired(8, 9, Types.StringType.get(), Types.StringType.get()),
                  "Headers of the record"),
              optional(
                  10,
                  "payload",
                  Types.BinaryType.get(),
                  "The record's value, or the part of it that was not used"),
              required(11, "bytes", Types.LongType.get(), "Length of payload")),
          Partitioning.BY_TIME,
          List.of("time"),
          // Bounds of payloads would only make manifests large.
          TableProperties.with(Map.of("write.metadata.metrics.column.payload", "counts")));

  private RejectsTable() {}
}
