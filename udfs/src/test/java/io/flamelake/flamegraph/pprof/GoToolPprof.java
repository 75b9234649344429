package io.flamelake.flamegraph.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs {@code go tool pprof}, with no node or edge left out of its reports. */
public final class GoToolPprof {
  private static final Pattern TOP_ROW =
      Pattern.compile(
          " *(-?\\d+)\\D* +\\S+ +\\S+ +(-?\\d+)\\D*? +\\S+% +(.*?)( \\((partial-)?inline\\))?");

  private final Path home;

  /** One whose home is this folder. */
  public GoToolPprof(Path home) {
    this.home = home;
  }

  /** Skips the tests that call this where Go isn't installed. */
  public static void assumeInstalled() {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "go")));
    assumeTrue(installed, "go is not on the path: apt-get install golang-go");
  }

  /** What a function has in the report. */
  public record Amounts(long flat, long cumulative) {}

  /** The functions of the report {@code -top} that have any amount, in this unit. */
  public Map<String, Amounts> top(String unit, List<String> options)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-top", "-functions", "-unit=" + unit));
    all.addAll(options);
    List<String> lines = run(all);
    Map<String, Amounts> functions = new HashMap<>();
    int head = lines.indexOf("      flat  flat%   sum%        cum   cum%");
    assertThat(head).as(String.join("\n", lines)).isNotNegative();
    for (String line : lines.subList(head + 1, lines.size())) {
      Matcher row = TOP_ROW.matcher(line);
      assertThat(row.matches()).as(line).isTrue();
      Amounts amounts = new Amounts(Long.parseLong(row.group(1)), Long.parseLong(row.group(2)));
      if (!amounts.equals(new Amounts(0, 0))) {
        functions.put(row.group(3), amounts);
      }
    }
    return functions;
  }

  /** The lines of a report. */
  List<String> run(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("go", "tool", "pprof", "-symbolize=none"));
    command.addAll(List.of("-nodefraction=0", "-edgefraction=0", "-nodecount=1000000"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return Arrays.asList(text.split("\n"));
  }
}
