package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.cli.stack.Checkout;
import io.flamelake.cli.stack.ServiceName;
import io.flamelake.cli.stack.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users start it, in a process of its own, on the running stack. */
class CommandsIT {
  private static final String TYPE = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";

  private static final Pattern EXAMPLE =
      Pattern.compile("```sql\n(.*?)```\n\n```\n(.*?)```\n", Pattern.DOTALL);

  @TempDir static Path folder;
  private static StackFixture stack;
  private static CommandProcess.Result demo;

  @BeforeAll
  static void runsTheDemo() throws Exception {
    stack = StackFixture.shared();
    demo = run("demo");
  }

  @Test
  void theDemoShowsWhatItPushed() {
    assertThat(demo.status()).as(demo.err()).isZero();
    assertThat(demo.err())
        .contains("pushing 33 profiles of go-demo", "Trino sees 64 of 64 profiles");
    assertThat(demo.out())
        .contains("function", "cumulative_percent", "(10 rows)")
        .contains(stack.addresses().kafka(), stack.addresses().trino());
    assertThat(folder.resolve("flamegraph.html")).content().contains("go-demo", "runtime.mallocgc");
  }

  @Test
  void theDemoAnswersWhatTheReadmeAsksAsTheReadmeSays() throws Exception {
    String readme = Files.readString(Checkout.current().root().resolve("README.md"));
    List<MatchResult> examples = EXAMPLE.matcher(readme).results().toList();
    assertThat(examples).hasSize(readme.split("```sql", -1).length - 1).isNotEmpty();
    for (MatchResult example : examples) {
      Path file = Files.writeString(folder.resolve("readme.sql"), example.group(1));
      CommandProcess.Result result = run("sql", "-f", file.toString());
      assertThat(result.out()).as(result.err()).isEqualTo(example.group(2));
    }
  }

  @Test
  void aPushedProfileCanBeAskedFor() throws Exception {
    Path file = Checkout.current().exampleProfiles().resolve("java/cpu-00000.pb.gz");
    String service = "--label=service_name=commands-it";
    CommandProcess.Result push =
        run("push", file.toString(), service, "--name=process_cpu", "--retime");
    assertThat(push.status()).as(push.err()).isZero();
    assertThat(push.out()).startsWith("1 of 1 files are in topic profiles at ");
    stack.awaitNumber(
        "SELECT count(*) FROM profiles.profiles WHERE service_name = 'commands-it'", 1);
    CommandProcess.Result top =
        run("top", "--service=commands-it", "--type=" + TYPE, "--to=now+1m", "--limit=3");
    assertThat(top.out()).endsWith("(3 rows)\n");
  }

  @Test
  void flameGraphsOfAllFormatsHaveTheSameTotal() throws Exception {
    Path json = folder.resolve("graph.json");
    Path folded = folder.resolve("graph.folded");
    for (Path file : List.of(json, folded)) {
      CommandProcess.Result result =
          run("flamegraph", "--service=go-demo", "--type=" + TYPE, "--to=now+1m", "-o=" + file);
      assertThat(result.status()).as(result.err()).isZero();
    }
    long total =
        Files.readAllLines(folded).stream()
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    assertThat(Files.readAllLines(json).get(1)).endsWith("\"value\":" + total + "},");
  }

  @Test
  void aFlameGraphWithoutSamplesNamesTheTypesThatThereAre() throws Exception {
    CommandProcess.Result result =
        run("flamegraph", "--service=go-demo", "--type=wall", "--to=now+1m");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).contains("no samples").contains(TYPE);
  }

  @Test
  void sqlPrintsEachFormat() throws Exception {
    String sql = "SELECT 1 AS a, 'x' AS b, ARRAY[1, 2] AS c";
    assertThat(run("sql", sql).out()).isEqualTo("a  b  c\n-  -  -----\n1  x  [1,2]\n(1 row)\n");
    assertThat(run("sql", sql, "--format=csv").out()).isEqualTo("a,b,c\r\n1,x,\"[1,2]\"\r\n");
    assertThat(run("sql", sql, "--format=json").out())
        .isEqualTo("{\"a\":1,\"b\":\"x\",\"c\":[1,2]}\n");
  }

  @Test
  void sqlFromAFileRunsEveryStatement() throws Exception {
    Path file = Files.writeString(folder.resolve("two.sql"), "SELECT 1 AS a;\nSELECT 2 AS b;\n");
    assertThat(run("sql", "-f", file.toString(), "--format=csv").out())
        .isEqualTo("a\r\n1\r\nb\r\n2\r\n");
  }

  @Test
  void wrongSqlIsOneLine() throws Exception {
    CommandProcess.Result result = run("sql", "SELECT nothing FROM profiles.nowhere");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).startsWith("flamelake: ").contains("nowhere");
  }

  @Test
  void statusShowsEveryServerReady() throws Exception {
    stack.awaitRunningJobs();
    // A server that other tests keep busy may answer too late for one look.
    CommandProcess.Result result =
        await().atMost(Duration.ofMinutes(1)).until(() -> run("status"), r -> r.status() == 0);
    for (ServiceName service : ServiceName.values()) {
      assertThat(result.out()).containsPattern(service.title() + " +ready ");
    }
    assertThat(result.out())
        .contains("Ingest job: RUNNING", "Symbolize job: RUNNING", "Compaction job: RUNNING");
  }

  @Test
  void nothingListensBeyondThisMachine() throws IOException {
    List<Long> pids =
        stack.stack().services().stream().map(ServiceStatus::pid).filter(pid -> pid > 0).toList();
    List<String> own = new ArrayList<>();
    for (long pid : pids) {
      own.addAll(Listening.sockets(pid));
    }
    assertThat(own).hasSizeGreaterThan(6).allMatch(Listening::isLoopback);
  }

  @Test
  void aKafkaThatDoesNotAnswerIsToldSo() throws Exception {
    Path file = Checkout.current().exampleProfiles().resolve("java/cpu-00000.pb.gz");
    CommandProcess.Result result = run("push", file.toString(), "--bootstrap=127.0.0.1:1");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).hasLineCount(1).contains("127.0.0.1:1");
  }

  private static CommandProcess.Result run(String... arguments)
      throws IOException, InterruptedException {
    return CommandProcess.run(stack, folder, arguments);
  }
}
