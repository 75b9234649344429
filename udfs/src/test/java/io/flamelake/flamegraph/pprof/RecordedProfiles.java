package io.flamelake.flamegraph.pprof;

import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.FrameStacks;
import io.flamelake.flamegraph.frames.FrameStacks.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The recorded profiles of Go, Node and Java that the project bundles. */
final class RecordedProfiles {
  private static final Path FOLDER = Path.of("../examples/profiles");

  private RecordedProfiles() {}

  /** One of each kind of each language. */
  static List<Path> files() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith("-00001.pb.gz")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PprofReader read(Path file) {
    try {
      return new PprofReader(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One value of all samples. */
  static List<Stack> stacks(PprofReader profile, int value) {
    return profile.samples(value).entrySet().stream()
        .map(sample -> new Stack(sample.getKey(), sample.getValue()))
        .toList();
  }

  /** A profile of one value, written by us. */
  static byte[] rewritten(PprofReader profile, int value) {
    FlameGraphTree tree = FrameStacks.tree(stacks(profile, value));
    String[] type = profile.sampleTypes().get(value).split(":");
    String[] period = (profile.periodType() + ": ").split(":");
    return PprofProfileTest.written(
        tree, new PprofHeader(type[0], type[1], period[0], period[1].strip(), profile.period()));
  }
}
