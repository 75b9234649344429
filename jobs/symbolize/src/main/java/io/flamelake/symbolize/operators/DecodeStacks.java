package io.flamelake.symbolize.operators;

import io.flamelake.stacks.kafka.MalformedStackException;
import io.flamelake.stacks.kafka.StackRecord;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.rows.RejectedRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In: Kafka records of the topic of unresolved stacks. Out: their stacks; beside them {@link
 * #REJECTS}, records that are no stacks.
 */
public final class DecodeStacks extends ProcessFunction<RawRecord, StackToResolve> {
  public static final OutputTag<RejectedRecord> REJECTS = new OutputTag<>("rejects") {};

  /** Why a record is in {@code rejects}. */
  public static final String REASON = "malformed_stack";

  private static final Logger LOG = LoggerFactory.getLogger(DecodeStacks.class);
  private static final long serialVersionUID = 1L;

  private transient StackRecord reader;
  private transient Counter records;
  private transient Counter rejected;

  @Override
  public void open(OpenContext context) {
    reader = new StackRecord();
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    records = SymbolizeMetric.RECORDS.counter(metrics);
    rejected = SymbolizeMetric.REJECTED.counter(metrics);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<StackToResolve> out) {
    records.inc();
    try {
      boolean rewrite = record.headers().containsKey(StackRecord.REWRITE);
      out.collect(StackToResolve.first(reader.read(record.value()), rewrite));
    } catch (MalformedStackException e) {
      rejected.inc();
      LOG.warn(
          "Record {} of partition {} of topic {} goes to rejects: {}",
          record.offset(),
          record.partition(),
          record.topic(),
          e.getMessage());
      context.output(REJECTS, rejected(record, e.getMessage()));
    }
  }

  private static RejectedRecord rejected(RawRecord record, String message) {
    return new RejectedRecord(
        record.timestampMillis(),
        REASON,
        message,
        record.topic(),
        record.partition(),
        record.offset(),
        RejectedRecord.texts(record.headers()),
        record.value());
  }
}
