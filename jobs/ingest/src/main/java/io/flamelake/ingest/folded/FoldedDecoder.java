package io.flamelake.ingest.folded;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.labels.LabelHeaders;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;

/**
 * Decodes records that are folded stacks, gzip, zstd or plain: the text that the scripts of
 * FlameGraph (brendangregg/FlameGraph, stackcollapse) and async-profiler write, one line for each
 * stack, {@code root;caller;leaf 42}. What the text can't say stands in headers, see {@link
 * FoldedHeaders}; the labels stand in the header {@code labels}.
 */
public final class FoldedDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "folded";

  private final ProfileTeller teller;
  private final LabelHeaders labelHeaders;
  private final FoldedTexts texts;

  /** A decoder that shares its memory of what was told with others of the same thread. */
  public FoldedDecoder(DecoderOptions options, ProfileTeller teller) {
    this.teller = teller;
    labelHeaders = new LabelHeaders(options.limits(), options.series());
    texts = new FoldedTexts(options, FORMAT, teller);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    teller.start();
    FoldedText text;
    try {
      text = text(record);
    } catch (BadRecord e) {
      output.reject(e.rejection());
      return;
    } catch (RuntimeException e) {
      output.reject(Rejection.ofFailure(e, null));
      return;
    }
    texts.decode(text, record, output);
  }

  private FoldedText text(RawRecord record) {
    if (record.value() == null || record.value().length == 0) {
      throw new BadRecord(
          Reason.EMPTY_RECORD, "the record has no value; was it meant to be folded stacks?");
    }
    ProfileLabels labels = labelHeaders.of(record);
    FoldedHeaders headers = FoldedHeaders.of(record);
    return new FoldedText(
        record.value(), labels, null, headers.types(), headers.period(), headers.time());
  }
}
