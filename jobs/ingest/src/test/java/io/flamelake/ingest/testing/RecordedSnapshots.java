package io.flamelake.ingest.testing;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.pprof.PprofDecoder;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.TemporalitySplit;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.stacks.record.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Cumulative profiles of one process, as recorded one after another. */
public final class RecordedSnapshots {

  private RecordedSnapshots() {}

  /**
   * The files in order.
   *
   * @param prefix as in {@code go/heap}
   */
  public static List<Path> files(String prefix) {
    return ExampleProfiles.all().stream()
        .filter(file -> file.toString().replace('\\', '/').contains("/" + prefix + "-"))
        .toList();
  }

  /** The cumulative types of these profiles, which have one series. */
  public static List<SeriesProfile> decode(Collection<Path> files, String labels) {
    PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());
    return files.stream().map(file -> decode(decoder, file, labels)).toList();
  }

  private static SeriesProfile decode(PprofDecoder decoder, Path file, String labels) {
    byte[] bytes = ExampleProfiles.bytes(file);
    RawRecord record = Records.at(Records.withLabels(Records.of(bytes), labels), sent(bytes));
    SeriesProfile profile = CollectedOutput.of(decoder, record).profile();
    return TemporalitySplit.of(profile).cumulative().orElseThrow();
  }

  /** A moment after the profile was taken. */
  public static long sent(byte[] gzipped) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      return Profile.parseFrom(gzip).getTimeNanos() / 1_000_000 + 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a type grew by from the first profile to the last, by stack; only what did. */
  public static Map<Long, Long> growth(List<SeriesProfile> profiles, int type) {
    Map<Long, Long> growth = new HashMap<>();
    profiles.forEach(
        profile -> DeltaRow.values(profile).forEach((k, v) -> growth.put(k, v.get(type))));
    DeltaRow.values(profiles.get(0)).forEach((k, v) -> growth.merge(k, -v.get(type), Long::sum));
    growth.values().removeIf(value -> value == 0);
    return growth;
  }
}
