package io.flamelake.ingest.operators;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.rows.RejectedRecord;
import io.flamelake.stacks.types.StackTypes;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * In: Kafka records. Out: their profiles, one for each series; beside them {@link #STACKS} that
 * this subtask has not sent lately, and {@link #REJECTS}.
 */
public final class DecodeProfiles extends ProcessFunction<RawRecord, SeriesProfile> {
  public static final OutputTag<StackDefinition> STACKS =
      new OutputTag<>("stacks", StackTypes.STACK_DEFINITION);
  public static final OutputTag<RejectedRecord> REJECTS = new OutputTag<>("rejects") {};

  private static final long serialVersionUID = 1L;

  private final DecoderOptions options;
  private transient Decoders decoders;
  private transient DecodeMetrics metrics;

  public DecodeProfiles(DecoderOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    // The decoder's memory of sent stacks starts empty with every attempt, so after a failure all
    // are sent again: only keyed state, which is restored, knows what was written.
    decoders = new Decoders(options);
    metrics = new DecodeMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<SeriesProfile> out) {
    metrics.record(record);
    decoders.decode(record, new Output(record, context, out));
  }

  private static RejectedRecord rejected(RawRecord record, Rejection rejection) {
    return new RejectedRecord(
        record.timestampMillis(),
        rejection.reason().code(),
        rejection.message(),
        record.topic(),
        record.partition(),
        record.offset(),
        RejectedRecord.texts(record.headers()),
        rejection.payload() == null ? record.value() : rejection.payload());
  }

  /** Sends what the decoder tells where it belongs. */
  private final class Output implements ProfileOutput {
    private final RawRecord record;
    private final Context context;
    private final Collector<SeriesProfile> out;

    Output(RawRecord record, Context context, Collector<SeriesProfile> out) {
      this.record = record;
      this.context = context;
      this.out = out;
    }

    @Override
    public void profile(SeriesProfile profile) {
      metrics.profile(profile);
      out.collect(profile);
    }

    @Override
    public void stack(StackDefinition stack) {
      context.output(STACKS, stack);
    }

    @Override
    public void reject(Rejection rejection) {
      metrics.reject(rejection.reason());
      context.output(REJECTS, rejected(record, rejection));
    }

    @Override
    public void repaired(Repair repair, long count) {
      metrics.repaired(repair, count);
    }

    @Override
    public void dropped(Drop drop, long count) {
      metrics.dropped(drop, count);
    }
  }
}
