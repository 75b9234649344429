package io.flamelake.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.testing.AllocatedBytes;
import io.flamelake.ingest.testing.JfrRecordings;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirstBytesTest {

  private static final byte[] PPROF = PprofBuilder.cpu().sample("a;b", 1).bytes();

  private final FirstBytes firstBytes = new FirstBytes();

  @ParameterizedTest
  @EnumSource
  void areThoseOfARecordingPlainOrGzip(JfrRecordings recording) {
    assertThat(firstBytes.areJfr(recording.gzip())).isTrue();
    assertThat(firstBytes.areJfr(recording.plain())).isTrue();
  }

  @Test
  void areThoseOfARecordingWhoseMagicIsSplitBetweenMembers() {
    byte[] split = Records.join(gzip(""), gzip("FL"), gzip("R"), gzip("\0..."));
    assertThat(firstBytes.areJfr(split)).isTrue();
  }

  @Test
  void areNoRecordingsWhenTheyAreOtherOrTooFew() {
    for (String content : new String[] {"", "FLR", "FLR.", "xFLR\0"}) {
      assertThat(firstBytes.areJfr(gzip(content))).as(content).isFalse();
    }
    assertThat(firstBytes.areJfr(gzip("FLR\0"))).isTrue();
    assertThat(firstBytes.areJfr(PPROF)).isFalse();
    assertThat(firstBytes.areJfr(Records.gzip(PPROF))).isFalse();
  }

  @Test
  void areNoRecordingWhenTheGzipDataEndsBefore() {
    byte[] whole = gzip("FLR\0");
    // The header's ten, and less than one for each byte of the content.
    for (int length = 2; length < 10 + 4; length++) {
      assertThat(firstBytes.areJfr(Arrays.copyOf(whole, length))).as("%d bytes", length).isFalse();
    }
    assertThat(firstBytes.areJfr(whole)).isTrue();
  }

  @Test
  void makeNoStreamForEachRecord() {
    byte[] value = Records.gzip(PPROF);
    firstBytes.areJfr(value);
    assertThat(AllocatedBytes.by(() -> firstBytes.areJfr(value))).isLessThan(128);
  }

  private static byte[] gzip(String content) {
    return Records.gzip(content.getBytes(StandardCharsets.ISO_8859_1));
  }
}
