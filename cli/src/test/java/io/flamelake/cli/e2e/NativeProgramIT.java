package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.cli.Flamelake;
import io.flamelake.cli.query.NamedQuery;
import io.flamelake.ingest.testing.proto.Profile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Profiles of a native program without symbols: of one service before its debugging information is
 * uploaded, of another after it. Both end up with the frames that llvm-symbolizer tells.
 */
class NativeProgramIT {
  private static final String TYPE = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";

  @TempDir static Path folder;
  private static StackFixture stack;
  private static NativeProgram program;
  private static Map<Long, List<String>> answers;

  @BeforeAll
  static void uploadsDebuginfoBetweenTwoProfiles() throws Exception {
    stack = StackFixture.shared();
    program = new NativeProgram(1, folder);
    answers = NativeProgram.answers();
    push("native-before", 0);
    awaitUnresolved("native-before", "= 1");
    assertThat(missing()).contains(program.buildId(), "/opt/router/bin/router");
    assertThat(program.upload(stack)).startsWith("0\n").contains("announced 2 build ids");
    push("native-after", 1);
    awaitUnresolved("native-before", "= 0");
    awaitUnresolved("native-after", "= 0");
  }

  private static void push(String service, int number) throws Exception {
    byte[] profile = Pprof.at(Instant.now().minusSeconds(60), program.profile(number));
    String labels = "{service_name=\"%s\",__name__=\"process_cpu\"}".formatted(service);
    stack.pushPprof(profile, labels).get();
  }

  /** Waits until the stacks are there, and some or none of them miss functions of the program. */
  private static void awaitUnresolved(String service, String some) {
    String condition =
        "SELECT count_if(stacks > 0 AND missing %s) FROM (SELECT count(*) AS stacks,"
                .formatted(some)
            + " least(1, count_if(contains(build_ids, '%s'))) AS missing"
                .formatted(program.buildId())
            + " FROM profiles.stacks WHERE service_name = '%s')".formatted(service);
    await(service)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> stack.number(condition) == 1);
  }

  private static String missing() {
    StringWriter said = new StringWriter();
    Flamelake.commandLine()
        .setOut(new PrintWriter(said))
        .execute(
            "debuginfo",
            "missing",
            "--service=native-before",
            "--to=now+1m",
            "--format=csv",
            "--trino=" + stack.addresses().trino());
    return said.toString();
  }

  @Test
  void stacksWrittenBeforeTheUploadAreRepaired() throws Exception {
    check("native-before", 0);
  }

  @Test
  void stacksThatComeAfterTheUploadAreSymbolizedAtOnce() throws Exception {
    check("native-after", 1);
  }

  private static void check(String service, int number) throws Exception {
    Profile profile = Pprof.parse(program.profile(number));
    Map<List<String>, Long> expected = NativeStacks.expected(profile, answers);
    assertThat(NativeStacks.actual(stack, service)).isEqualTo(expected);
    assertThat(
            stack.number(
                "SELECT count(*) - count(DISTINCT (day, stack_id)) FROM profiles.stacks WHERE"
                    + " service_name = '%s'".formatted(service)))
        .isZero();
  }

  @Test
  void theFlameGraphShowsInlinedFunctions() {
    Instant now = Instant.now();
    String sql =
        NamedQuery.sql(
            "flamegraph",
            Map.of(
                "service",
                "native-before",
                "type",
                TYPE,
                "from",
                now.minusSeconds(3600).toString(),
                "to",
                now.plusSeconds(60).toString(),
                "matchers",
                "{}"));
    assertThat(stack.query(sql))
        .extracting(row -> row.get(1))
        .contains(
            "router::Tree<3>::search(router::Point<3> const&, int, int, int, int&, float&) const",
            "float router::squaredDistance<3>(router::Point<3> const&, router::Point<3> const&)");
    assertThat(
            stack.number(
                "SELECT count(*) FROM profiles.stacks CROSS JOIN UNNEST(frames) WHERE"
                    + " service_name = 'native-before' AND inlined AND line > 0"))
        .isGreaterThan(100);
  }

  @Test
  void whatNobodyUploadedIsStillMissing() {
    assertThat(missing()).contains("libc.so.6").doesNotContain(program.buildId());
  }
}
