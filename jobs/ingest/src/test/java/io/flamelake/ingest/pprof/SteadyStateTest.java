package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.testing.AllocatedBytes;
import io.flamelake.ingest.testing.CountingOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import org.junit.jupiter.api.Test;

/** A decoder that has seen such profiles before allocates what leaves it, and little more. */
class SteadyStateTest {

  private static final int STACKS = 20_000;
  private static final long OTHER_BYTES = 16_384;

  private final PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());
  private final CountingOutput output = new CountingOutput();

  @Test
  void allocatesNoMoreThanTheProfilesThatLeaveIt() {
    RawRecord record = Records.of(Records.gzip(profile().bytes()));
    for (int i = 0; i < 5; i++) {
      decoder.decode(record, output);
    }
    assertThat(output.stacks()).isEqualTo(STACKS);
    long allocated = AllocatedBytes.by(() -> decoder.decode(record, output));
    // Ids, two values, and the rows that are sorted by series.
    assertThat(allocated).isLessThan(STACKS * (8L + 2 * 8 + 4) + OTHER_BYTES);
    assertThat(output.values()).isEqualTo(6L * 2 * STACKS);
    assertThat(output.stacks()).isEqualTo(STACKS);
  }

  /** Every stack twice, for two sizes, with a label that makes a series. */
  private static PprofBuilder profile() {
    PprofBuilder profile = PprofBuilder.cpu().type("samples", "count");
    for (int i = 0; i < STACKS; i++) {
      String stack = "f" + i % 100 + ";g" + i / 100 + ";root";
      profile.sample(stack, i + 1, 1).label("bytes", 16).label("endpoint", "/e" + i % 7);
      profile.sample(stack, i + 1, 1).label("bytes", 32).label("endpoint", "/e" + i % 7);
    }
    return profile;
  }
}
