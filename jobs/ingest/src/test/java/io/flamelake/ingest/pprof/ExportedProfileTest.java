package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A profile that the SQL function {@code pprof} wrote (module udfs, {@code ExportedFileTest}). */
class ExportedProfileTest {
  private static final TestFrame LEAF =
      new TestFrame("leaf", "_Z4leafv", "a.cc", 3L, 4L, 1L, "/bin/app", "b1", null, "native", true);
  private static final TestFrame MIDDLE =
      new TestFrame("middle", null, "b.cc", 7L, null, 5L, "/bin/app", "b1", null, "native", true);
  private static final TestFrame CALLER =
      new TestFrame("caller", null, "b.cc", 9L, null, 8L, "/bin/app", "b1", null, "native", false);
  private static final TestFrame ADDRESS =
      new TestFrame(
          null, null, null, null, null, null, "/lib/libc.so.6", null, 255L, "native", false);
  private static final TestFrame MAIN =
      new TestFrame("main", null, null, null, null, null, null, null, null, null, false);
  private static final TestFrame UNKNOWN =
      new TestFrame(null, null, null, null, null, null, null, null, 0L, null, false);

  @Test
  void isDecodedWithAllItsFramesAndValues() throws IOException {
    PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());
    CollectedOutput output = CollectedOutput.of(decoder, Records.of(exported()));

    assertThat(output.rejections).isEmpty();
    // What was merged from many profiles has no time of its own
    assertThat(output.repairs).containsOnlyKeys(Repair.TIME_FROM_KAFKA);
    assertThat(values(output))
        .isEqualTo(
            Map.of(
                List.of(LEAF, MIDDLE, CALLER, MAIN), 5L,
                List.of(CALLER, LEAF, MIDDLE, CALLER, MAIN), 7L,
                List.of(ADDRESS, MAIN, MAIN), 11L,
                List.of(UNKNOWN), 13L,
                List.of(), 17L));
  }

  private static Map<List<TestFrame>, Long> values(CollectedOutput output) {
    Map<Long, List<TestFrame>> stacks = new HashMap<>();
    for (StackDefinition stack : output.stacks) {
      stacks.put(stack.stackId(), TestFrame.read(stack));
    }
    SeriesProfile profile = output.profile();
    Map<List<TestFrame>, Long> values = new HashMap<>();
    for (int at = 0; at < profile.stackCount(); at++) {
      values.put(stacks.get(profile.stackIds()[at]), profile.value(0, at));
    }
    return values;
  }

  private static byte[] exported() throws IOException {
    try (InputStream file =
        ExportedProfileTest.class.getResourceAsStream("/pprof/exported.pb.gz")) {
      return file.readAllBytes();
    }
  }
}
