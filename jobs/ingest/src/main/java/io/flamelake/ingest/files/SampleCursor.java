package io.flamelake.ingest.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flamelake.ingest.profile.SeriesProfile;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/**
 * The row of {@code samples} that is written next: one object for all rows. What is the same for
 * all rows of a profile is made once for it.
 */
final class SampleCursor {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int MAX_KNOWN = 4_096;

  long timeMicros;
  Binary serviceName;
  Binary profileType;
  long seriesId;
  long stackId;
  long value;
  Binary spanId;
  Binary traceId;

  /**
   * Texts of services and profile types. Parquet's dictionary compares a value with the one it has
   * by their bytes, unless both are the same array.
   */
  private final Map<String, Binary> known = new HashMap<>();

  private SeriesProfile profile;
  private String spanText;
  private String traceText;

  /** Time in microseconds since 1970, cut towards the past. */
  static long micros(SeriesProfile profile) {
    return Math.floorDiv(profile.timeNanos(), NANOS_PER_MICRO);
  }

  void profile(SeriesProfile newProfile) {
    profile = newProfile;
    timeMicros = micros(newProfile);
    serviceName = known(newProfile.serviceName());
    seriesId = newProfile.seriesId();
    spanId = null;
    traceId = null;
    spanText = null;
    traceText = null;
  }

  void type(int type) {
    profileType = known(profile.profileType(type));
  }

  void stack(int stack, long newValue) {
    stackId = profile.stackIds()[stack];
    value = newValue;
    if (profile.spanIds() != null || profile.traceIds() != null) {
      ids(stack);
    }
  }

  /** Samples of one span follow one another, so the text is often the same object. */
  @SuppressWarnings("ReferenceEquality")
  private void ids(int stack) {
    String span = at(profile.spanIds(), stack);
    if (span != spanText) {
      spanText = span;
      spanId = span == null ? null : binary(span);
    }
    String trace = at(profile.traceIds(), stack);
    if (trace != traceText) {
      traceText = trace;
      traceId = trace == null ? null : binary(trace);
    }
  }

  private Binary known(String text) {
    Binary binary = known.get(text);
    if (binary == null) {
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      binary = binary(text);
      known.put(text, binary);
    }
    return binary;
  }

  private static String at(String[] ids, int stack) {
    return ids == null ? null : ids[stack];
  }

  private static Binary binary(String text) {
    return Binary.fromConstantByteArray(text.getBytes(UTF_8));
  }
}
