package io.flamelake.ingest.folded;

import io.flamelake.ingest.decode.ContainerTime;
import io.flamelake.ingest.profile.TypeSet;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.stacks.record.RawRecord;
import java.nio.charset.StandardCharsets;

/**
 * What the headers of a record say of its folded stacks; all of them may be missing.
 *
 * @param types header {@code sample-type}, {@code type/unit}, else {@code samples/count}; and
 *     header {@code period-type}, {@code type/unit}
 * @param period header {@code period}, in the unit of the period type
 * @param time headers {@code time-nanos}, since 1970-01-01 UTC, and {@code duration-nanos}; 0 when
 *     missing
 */
record FoldedHeaders(TypeSet types, long period, ContainerTime time) {

  private static final String SAMPLE_TYPE = "sample-type";
  private static final String PERIOD_TYPE = "period-type";
  private static final String[] SAMPLES = {
    FoldedText.SAMPLES.sampleTypes()[0], FoldedText.SAMPLES.sampleUnits()[0]
  };
  private static final String[] NO_PERIOD = {null, null};
  private static final int MAX_HEADER_BYTES = 1024;

  /**
   * Reads the headers.
   *
   * @throws BadRecord when one is malformed
   */
  static FoldedHeaders of(RawRecord record) {
    String[] sample = type(record, SAMPLE_TYPE, SAMPLES);
    String[] period = type(record, PERIOD_TYPE, NO_PERIOD);
    return new FoldedHeaders(
        new TypeSet(new String[] {sample[0]}, new String[] {sample[1]}, period[0], period[1]),
        number(record, "period"),
        new ContainerTime(number(record, "time-nanos"), number(record, "duration-nanos")));
  }

  private static String[] type(RawRecord record, String header, String[] missing) {
    String text = text(record, header);
    if (text == null) {
      return missing;
    }
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1 || text.indexOf(':') >= 0) {
      throw bad(header, text, "a type and its unit, such as cpu/nanoseconds");
    }
    return new String[] {text.substring(0, slash), text.substring(slash + 1)};
  }

  private static long number(RawRecord record, String header) {
    String text = text(record, header);
    if (text == null) {
      return 0;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a negative number is.
    }
    throw bad(header, text, "a number that is not negative");
  }

  private static String text(RawRecord record, String header) {
    byte[] value = record.headers().get(header);
    if (value == null || value.length == 0) {
      return null;
    }
    if (value.length > MAX_HEADER_BYTES) {
      throw bad(header, "…", "at most " + MAX_HEADER_BYTES + " bytes");
    }
    return new String(value, StandardCharsets.UTF_8).strip();
  }

  private static BadRecord bad(String header, String text, String wanted) {
    return new BadRecord(
        Reason.MALFORMED_FOLDED,
        "the header `" + header + "` is " + BadRecord.quote(text) + ", but must be " + wanted);
  }
}
