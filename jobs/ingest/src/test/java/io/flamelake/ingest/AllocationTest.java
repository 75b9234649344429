package io.flamelake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.files.ProfileRowsWriter;
import io.flamelake.ingest.pprof.PprofDecoder;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.TemporalitySplit;
import io.flamelake.ingest.testing.AllocatedBytes;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.ExampleProfiles;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.types.SeriesProfileSerializer;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.LocalLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each step of a profile's way allocates, once it has seen such profiles: the arrays that
 * leave it and a little for each profile, but no object for a sample. Prints the figures that
 * {@code docs/performance.md} shows.
 */
class AllocationTest {
  private static final int ROUNDS = 20;

  /** A moment after the profiles were recorded. */
  private static final Instant SENT = Instant.parse("2026-11-21T20:00:00Z");

  /** An id and its share of the array of rows that the decoder sorts by series. */
  private static final double BYTES_OF_A_STACK = 8 + 4;

  private static final double BYTES_OF_A_VALUE = 8;

  /** Records, labels, strings of types and the like. */
  private static final double BYTES_OF_A_PROFILE = 4_000;

  /** Parquet copies each compressed page, and keeps it until the row group is complete. */
  private static final double BYTES_OF_PAGES = 16;

  @TempDir private Path folder;

  private final List<RawRecord> records =
      ExampleProfiles.all().stream()
          .filter(file -> file.toString().contains("go/cpu-"))
          .map(ExampleProfiles::bytes)
          .map(bytes -> Records.at(Records.of(bytes), SENT.toEpochMilli()))
          .toList();
  private final PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());
  private final List<SeriesProfile> profiles = decoded();
  private final long stacks = profiles.stream().mapToLong(SeriesProfile::stackCount).sum();
  private final long values = profiles.stream().mapToLong(p -> p.values().length).sum();

  @Test
  void noStepMakesAnObjectForASample() throws Exception {
    double arrays = stacks * BYTES_OF_A_STACK + values * BYTES_OF_A_VALUE;
    double most = arrays + profiles.size() * BYTES_OF_A_PROFILE;
    assertThat(allocated("decode", () -> decoded().size())).isLessThan(most);
    assertThat(allocated("split by temporality", this::split))
        .isLessThan(profiles.size() * BYTES_OF_A_PROFILE);
    SeriesProfileSerializer serializer = new SeriesProfileSerializer();
    DataOutputSerializer out = new DataOutputSerializer(1 << 20);
    assertThat(allocated("serialize", () -> serialize(serializer, out)))
        .isLessThan(profiles.size() * BYTES_OF_A_PROFILE);
    byte[] bytes = out.getCopyOfBuffer();
    assertThat(allocated("deserialize", () -> deserialize(serializer, bytes))).isLessThan(most);
    try (LocalLake lake = new LocalLake(folder)) {
      ProfileRowsWriter writer =
          new ProfileRowsWriter(ProfileRows.SAMPLES, lake.table(SamplesTable.DEFINITION), 0, 0, 16);
      assertThat(allocated("write rows", () -> write(writer))).isLessThan(values * BYTES_OF_PAGES);
      writer.abort();
    }
  }

  /** Bytes for all profiles once, after rounds that fill caches and grow buffers. */
  private double allocated(String step, Callable<?> work) throws Exception {
    repeat(work);
    double bytes = AllocatedBytes.by(() -> repeat(work)) / (double) ROUNDS;
    System.out.printf(
        "%-22s %8.0f bytes a profile %8.2f bytes a value%n",
        step, bytes / profiles.size(), bytes / values);
    return bytes;
  }

  private static void repeat(Callable<?> work) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      work.call();
    }
  }

  private List<SeriesProfile> decoded() {
    List<SeriesProfile> all = new ArrayList<>();
    for (RawRecord record : records) {
      all.addAll(CollectedOutput.of(decoder, record).profiles);
    }
    return all;
  }

  private long split() {
    return profiles.stream().filter(p -> TemporalitySplit.of(p).others().isPresent()).count();
  }

  private int serialize(SeriesProfileSerializer serializer, DataOutputSerializer out)
      throws IOException {
    out.clear();
    for (SeriesProfile profile : profiles) {
      serializer.serialize(profile, out);
    }
    return out.length();
  }

  private long deserialize(SeriesProfileSerializer serializer, byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    long seen = 0;
    for (int i = 0; i < profiles.size(); i++) {
      seen += serializer.deserialize(in).stackCount();
    }
    return seen;
  }

  private long write(ProfileRowsWriter writer) throws IOException {
    long rows = 0;
    for (SeriesProfile profile : profiles) {
      rows += writer.write(profile);
    }
    return rows;
  }
}
