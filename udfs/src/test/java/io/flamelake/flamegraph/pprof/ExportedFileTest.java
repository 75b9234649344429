package io.flamelake.flamegraph.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.frames.FrameStacks;
import io.flamelake.flamegraph.frames.FrameStacks.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The file that the ingest job's tests decode is what we write. With {@code
 * -Dflamelake.update=true} it is written anew.
 */
class ExportedFileTest {
  private static final Path FILE =
      Path.of("../jobs/ingest/src/test/resources/pprof/exported.pb.gz");
  private static final Frame LEAF =
      new Frame("leaf", "_Z4leafv", "a.cc", "/bin/app", "b1", 3, 4, 1, 16, true);
  private static final Frame MIDDLE =
      new Frame("middle", "", "b.cc", "/bin/app", "b1", 7, 0, 5, 16, true);
  private static final Frame CALLER =
      new Frame("caller", "", "b.cc", "/bin/app", "b1", 9, 0, 8, 16, false);
  private static final Frame ADDRESS =
      new Frame("", "", "", "/lib/libc.so.6", "", 0, 0, 0, 255, false);
  private static final Frame NOWHERE = FrameStacks.function("main");

  @Test
  void isWhatWeWrite() throws IOException {
    List<Stack> stacks =
        List.of(
            new Stack(List.of(LEAF, MIDDLE, CALLER, NOWHERE), 5),
            new Stack(List.of(CALLER, LEAF, MIDDLE, CALLER, NOWHERE), 7),
            new Stack(List.of(ADDRESS, NOWHERE, NOWHERE), 11),
            new Stack(List.of(FrameStacks.function("")), 13),
            new Stack(List.of(), 17));
    byte[] written =
        PprofProfileTest.written(
            FrameStacks.tree(stacks),
            new PprofHeader("cpu", "nanoseconds", "wall", "microseconds", 100));
    if (Boolean.getBoolean("flamelake.update")) {
      Files.createDirectories(FILE.getParent());
      Files.write(FILE, written);
    }

    assertThat(PprofReader.unzipped(Files.readAllBytes(FILE)))
        .isEqualTo(PprofReader.unzipped(written));
  }
}
