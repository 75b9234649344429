package io.flamelake.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.FlameGraphDiff;
import io.flamelake.flamegraph.FlameGraphDiffRow;
import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.pprof.GoToolPprof;
import io.flamelake.flamegraph.pprof.GoToolPprof.Amounts;
import io.flamelake.flamegraph.pprof.PprofReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code go tool pprof} has the same amounts for the functions of recorded profiles, whose stacks
 * are filtered or compared. Where Go isn't installed, {@link StackFilterTest} still compares with a
 * model of its source.
 */
class GoToolPprofFiltersTest {
  private static final Path PROFILES = Path.of("../examples/profiles").toAbsolutePath();

  @TempDir private Path folder;

  @BeforeAll
  static void findGo() {
    GoToolPprof.assumeInstalled();
  }

  @ParameterizedTest
  @CsvSource({
    "go/cpu-00001, focus, gcBgMark",
    "go/cpu-00001, focus, 'mgcmark\\.go'",
    "go/cpu-00001, ignore, '^runtime\\.'",
    "go/cpu-00001, ignore, gosvc",
    "go/cpu-00001, hide, '^runtime\\.'",
    "go/cpu-00001, hide, 'sort\\.go$'",
    "go/cpu-00001, show, '^(main|encoding)'",
    "go/cpu-00001, show_from, 'mallocgc|json'",
    "go/cpu-00001, prune_from, 'mallocgc|json'",
    "java/cpu-00001, focus, 'Hash'",
    "java/cpu-00001, ignore, 'java\\.util'",
    "java/cpu-00001, hide, '^java\\.'",
    "java/cpu-00001, show, 'java\\.util'",
    "java/cpu-00001, show_from, 'run$'",
    "java/cpu-00001, prune_from, 'java\\.util'",
    "node/wall-00001, focus, 'node:'",
    "node/wall-00001, ignore, 'node:'",
    "node/wall-00001, hide, 'node:internal'",
    "node/wall-00001, show, 'node:'",
    "node/wall-00001, show_from, 'process'",
    "node/wall-00001, prune_from, 'process'",
  })
  void filtersAsGoToolPprof(String name, String option, String regexp) throws Exception {
    Path file = PROFILES.resolve(name + ".pb.gz");
    FlameGraphTree tree = new FlameGraphTree();
    long[] left = {0};
    nanoseconds(file)
        .forEach(
            (frames, value) -> {
              List<String> kept = filtered(frames, option, regexp);
              if (kept != null) {
                tree.add(kept, value);
                left[0]++;
              }
            });
    assertThat(left[0]).as("stacks that match").isPositive();

    Map<String, Amounts> expected =
        new GoToolPprof(folder)
            .top("nanoseconds", List.of("-" + option + "=" + regexp, index(file), file.toString()));
    assertThat(functions(tree, false)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "go/cpu-00001, go/cpu-00005",
    "java/cpu-00001, java/cpu-00004",
    "node/wall-00001, node/wall-00008",
  })
  void comparesAsItsDiffBase(String base, String other) throws Exception {
    Path baseFile = PROFILES.resolve(base + ".pb.gz");
    Path otherFile = PROFILES.resolve(other + ".pb.gz");
    FlameGraphTree tree = new FlameGraphTree();
    nanoseconds(baseFile).forEach((frames, value) -> tree.add(labels(frames), value));
    nanoseconds(otherFile).forEach((frames, value) -> addRight(tree, labels(frames), value));

    Map<String, Amounts> expected =
        new GoToolPprof(folder)
            .top(
                "nanoseconds",
                List.of("-diff_base=" + baseFile, index(otherFile), otherFile.toString()));
    assertThat(functions(tree, true)).isEqualTo(expected);
  }

  /** The labels of what is left of a stack; null if the stack is left out. */
  private static List<String> filtered(List<Frame> frames, String option, String regexp) {
    StackMatches matches = TestFrame.matches(testFrames(frames), regexp);
    if (option.equals("focus") || option.equals("ignore")) {
      return StackFilter.matches(matches) == option.equals("focus") ? labels(frames) : null;
    }
    FrameSelection kept = StackFilter.valueOf(option.toUpperCase(Locale.ROOT)).apply(matches);
    return kept.size() == 0
        ? null
        : IntStream.range(0, kept.size())
            .mapToObj(i -> frames.get(kept.positions()[i]).function())
            .toList();
  }

  private static List<TestFrame> testFrames(List<Frame> frames) {
    return frames.stream()
        .map(f -> new TestFrame(f.function(), f.file(), f.mapping(), f.inlined()))
        .toList();
  }

  private static List<String> labels(List<Frame> frames) {
    return frames.stream().map(Frame::function).toList();
  }

  /** The amounts of all functions with any: of the left side, or right less left. */
  private static Map<String, Amounts> functions(FlameGraphTree tree, boolean difference) {
    Map<String, long[]> sums = new HashMap<>();
    List<String> path = new ArrayList<>();
    for (FlameGraphDiffRow row : FlameGraphDiff.absolute(tree).rows()) {
      if (row.level() == 0) {
        continue;
      }
      path.subList((int) row.level() - 1, path.size()).clear();
      Set<String> above = new HashSet<>(path);
      path.add(row.label());
      long[] sum = sums.computeIfAbsent(row.label(), label -> new long[2]);
      sum[0] += difference ? row.selfRight() - row.self() : row.self();
      if (!above.contains(row.label())) {
        sum[1] += difference ? row.valueRight() - row.value() : row.value();
      }
    }
    Map<String, Amounts> functions = new HashMap<>();
    sums.forEach((label, sum) -> functions.put(label, new Amounts(sum[0], sum[1])));
    functions.values().removeIf(new Amounts(0, 0)::equals);
    return functions;
  }

  private static void addRight(FlameGraphTree tree, List<String> leafFirst, long value) {
    int node = FlameGraphTree.ROOT;
    for (String label : leafFirst.reversed()) {
      byte[] utf8 = label.getBytes(StandardCharsets.UTF_8);
      node = tree.child(node, tree.intern(utf8, 0, utf8.length));
    }
    tree.addSelfRight(node, value);
  }

  private static Map<List<Frame>, Long> nanoseconds(Path file) throws Exception {
    PprofReader profile = new PprofReader(Files.readAllBytes(file));
    return profile.samples(indexOfNanoseconds(profile));
  }

  private static String index(Path file) throws Exception {
    return "-sample_index=" + indexOfNanoseconds(new PprofReader(Files.readAllBytes(file)));
  }

  private static int indexOfNanoseconds(PprofReader profile) {
    return IntStream.range(0, profile.sampleTypes().size())
        .filter(i -> profile.sampleTypes().get(i).endsWith(":nanoseconds"))
        .findFirst()
        .orElseThrow();
  }
}
