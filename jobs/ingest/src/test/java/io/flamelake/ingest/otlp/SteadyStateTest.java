package io.flamelake.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.otlp.OtlpDecoder.Encoding;
import io.flamelake.ingest.testing.AllocatedBytes;
import io.flamelake.ingest.testing.CountingOutput;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import org.junit.jupiter.api.Test;

/** A decoder that has seen such profiles before allocates what leaves it, and little more. */
class SteadyStateTest {

  private static final int STACKS = 20_000;
  private static final long OTHER_BYTES = 16_384;

  private final OtlpDecoder decoder =
      new OtlpDecoder(
          DecoderOptions.defaults(),
          Encoding.PROTOBUF,
          new ProfileTeller(DecoderOptions.defaults()));
  private final CountingOutput output = new CountingOutput();

  @Test
  void allocatesNoMoreThanTheProfilesThatLeaveIt() {
    RawRecord record = OtlpBuilder.record(Records.gzip(request().bytes()));
    for (int i = 0; i < 5; i++) {
      decoder.decode(record, output);
    }
    assertThat(output.stacks()).isEqualTo(STACKS);
    long allocated = AllocatedBytes.by(() -> decoder.decode(record, output));
    // Ids, values, and the rows that are sorted by series.
    assertThat(allocated).isLessThan(STACKS * (8L + 8 + 4) + OTHER_BYTES);
    assertThat(output.values()).isEqualTo(6L * STACKS);
    assertThat(output.stacks()).isEqualTo(STACKS);
  }

  /** Every stack twice, for two sizes, with an attribute that makes a series. */
  private static OtlpBuilder request() {
    OtlpBuilder request = OtlpBuilder.cpu();
    for (int i = 0; i < STACKS; i++) {
      String stack = "f" + i % 100 + ";g" + i / 100 + ";root";
      request.sample(stack, i + 1).attribute("endpoint", "/e" + i % 7);
      request.sample(stack).timestamps(3).attribute("endpoint", "/e" + i % 7);
    }
    return request;
  }
}
