package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyFormatsTest {

  private final Decoders decoder = new Decoders(DecoderOptions.defaults());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "heap profile:    1:  2 [  3:  4] @ heapprofile\n",
        "heap profile: 3: 96 [10: 320] @ heap_v2/524288\n 1: 32 [1: 32] @ 0x1 0x2\n",
        "heap_v2/524288\n  t*: 1: 2 [3: 4]\n",
        "--- heapz 1 ---\nformat = java\n",
        "--- heap:\nsampling period=1\n",
        "--- contentionz 1 ---\nformat = java\n",
        "--- contention:\ncycles/second=1\n",
        "--- mutex:\ncycles/second=1\n",
        "--- threadz 1 ---\n",
        "goroutine profile: total 5\n",
        "threadcreate profile: total 5\n"
      })
  void refusesTexts(String text) {
    checkRefused(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesBinaryCpuProfiles() {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ByteBuffer words64 = ByteBuffer.allocate(80).order(order);
      ByteBuffer words32 = ByteBuffer.allocate(40).order(order);
      for (long word : new long[] {0, 3, 0, 10_000, 0, 1, 1, 0x401000, 0, 1}) {
        words64.putLong(word);
        words32.putInt((int) word);
      }
      checkRefused(words64.array());
      checkRefused(words32.array());
    }
  }

  private void checkRefused(byte[] bytes) {
    List<RawRecord> records = new ArrayList<>();
    for (byte[] value : new byte[][] {bytes, Records.gzip(bytes), Records.zstd(bytes)}) {
      records.add(Records.of(value));
      records.add(Records.withHeader(Records.of(value), "content-type", "application/x-pprof"));
    }
    for (RawRecord record : records) {
      CollectedOutput output = CollectedOutput.of(decoder, record);
      assertThat(output.reasons()).containsExactly(Reason.LEGACY_FORMAT);
      assertThat(output.rejections.get(0).message()).contains("pprof -proto");
      assertThat(output.profiles).isEmpty();
    }
  }
}
