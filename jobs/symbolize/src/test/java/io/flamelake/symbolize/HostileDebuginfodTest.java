package io.flamelake.symbolize;

import static io.flamelake.symbolize.RunningSymbolizer.DEADLINE;
import static io.flamelake.symbolize.RunningSymbolizer.STACKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.stacks.record.RawRecord;
import io.flamelake.symbolize.debuginfod.HostileServer;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.sources.BreakerPolicy;
import io.flamelake.symbolize.sources.RetryPolicy;
import io.flamelake.symbolize.sources.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job with debuginfod servers that do all that servers should not: what the store has is
 * resolved meanwhile, the rest is written once with addresses, and again when the servers are well.
 */
class HostileDebuginfodTest {
  private static final Set<Harm> LIES =
      EnumSet.range(Harm.SENDS_LESS_THAN_IT_SAYS, Harm.SAYS_THAT_IT_IS_HUGE);
  private static final Set<Harm> GARBAGE = EnumSet.range(Harm.SENDS_A_PAGE, Harm.PACKS_UNASKED);
  private static final Set<Harm> FAILURES = EnumSet.range(Harm.NEVER_ANSWERS, Harm.IS_OVERLOADED);

  private static final int GOOD = 60;
  private static final int OF_EACH = 10;
  private static final int NUMBERS = 10_000;

  /** Sources that are well are asked at once, and the breaker does not hide what servers do. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(20), 0);

  private static final BreakerPolicy BREAKER = new BreakerPolicy(20, Duration.ofSeconds(1));

  @TempDir private Path folder;
  private final List<HostileServer> servers = new ArrayList<>();
  private RunningSymbolizer running;
  private SymbolIndex index;

  @BeforeEach
  void starts() throws Exception {
    running = new RunningSymbolizer(folder);
    running.store().put(running.program("convert/clones"));
    index = running.store().index(Programs.CLONES);
    for (Set<Harm> harms : List.of(LIES, GARBAGE, FAILURES)) {
      servers.add(HostileServer.start(connection -> answer(harms, connection)));
    }
  }

  @AfterEach
  void stops() throws Exception {
    for (HostileServer server : servers) {
      server.close();
    }
    running.close();
  }

  @Test
  void resolvesWhatItCanAndRepairsTheRestWhenServersAreWell() throws Exception {
    start("8", "5 s");
    // The job tells of none before it runs.
    await()
        .atMost(DEADLINE)
        .ignoreExceptions()
        .until(() -> running.job().checkpoints("completed") > 0);
    int failedWhileStarting = running.job().checkpoints("failed");
    send(0);
    int bad = OF_EACH * Harm.values().length;
    running.awaitRows(GOOD + bad, bad);
    assertCounted(2 * bad);
    assertThat(rewritten()).isZero();

    servers.get(2).become(connection -> connection.socket().setSoLinger(true, 0));
    awaitCheckpoints(2);
    send(1);
    running.awaitRows(2 * (GOOD + bad), 2 * bad);
    await()
        .atMost(DEADLINE)
        .until(() -> running.job().gauge(of(servers.get(2)) + "breaker_open") == 1);
    assertThat(goodRows()).hasSize(2 * GOOD).noneMatch(RunningSymbolizer::lacks);

    heal();
    running.awaitRows(2 * (GOOD + bad), 0);
    awaitCheckpoints(2);
    running.awaitRows(2 * (GOOD + bad), 0);
    await().atMost(DEADLINE).until(() -> rewritten() == 2 * bad);
    assertThat(running.job().checkpoints("failed")).isEqualTo(failedWhileStarting);
    assertThat(running.job().checkpoints("restored")).isZero();
  }

  /** As many loads as the server may be asked for at once hang, and more wait behind them. */
  @Test
  void doesNotWaitForServersThatNeverAnswer() throws Exception {
    start("1", "1 s");
    List<Harm> slow = List.of(Harm.NEVER_ANSWERS, Harm.SENDS_DROP_BY_DROP, Harm.RESETS);
    List<RawRecord> records = new ArrayList<>();
    slow.forEach(harm -> records.addAll(of(harm, 0)));
    running.kafka().send(records);
    running.awaitRows(records.size(), records.size());
    running.kafka().send(good(0));
    running.awaitRows(records.size() + GOOD, records.size());
    assertThat(goodRows()).hasSize(GOOD).noneMatch(RunningSymbolizer::lacks);
    awaitCheckpoints(2);
    assertThat(rewritten()).isZero();
    assertThat(servers.get(2).requests()).as("one request is under way").hasSize(1);
    assertThat(running.job().checkpoints("restored")).isZero();
  }

  private void start(String loads, String wait) throws Exception {
    running.start(
        Map.of(
            "debuginfod.urls",
            String.join(";", servers.stream().map(each -> each.url().toString()).toList()),
            "debuginfod.max-size",
            "1 mb",
            "debuginfod.timeout",
            "1 h",
            "load.timeout",
            "1 h",
            "load.concurrency",
            loads,
            "look-up.timeout",
            wait,
            "pending.first-retry",
            "2 s",
            "pending.last-retry",
            "4 s"),
        RETRY,
        BREAKER);
  }

  private static void answer(Set<Harm> harms, HostileServer.Connection connection)
      throws Exception {
    Harm harm = harm(harms, connection.path());
    if (harm == null) {
      connection.send(404, "", new byte[0]);
    } else {
      harm.answer().write(connection);
    }
  }

  /** The one that a server does to who asks for this; null: none. */
  private static Harm harm(Set<Harm> harms, String path) {
    return harms.stream().filter(each -> path.contains(each.buildId())).findAny().orElse(null);
  }

  private void send(int round) throws Exception {
    List<RawRecord> records = good(round);
    for (Harm harm : Harm.values()) {
      records.addAll(of(harm, round));
    }
    Collections.shuffle(records, new Random(round));
    running.kafka().send(records);
  }

  private List<RawRecord> good(int round) {
    int first = round * GOOD;
    return new NativeStacks(Programs.CLONES, index).records(STACKS, first, first + GOOD);
  }

  private List<RawRecord> of(Harm harm, int round) {
    int first = NUMBERS * (harm.ordinal() + 1) + round * OF_EACH;
    return new NativeStacks(harm.buildId(), index).records(STACKS, first, first + OF_EACH);
  }

  private List<Record> goodRows() throws Exception {
    return running.rows().stream()
        .filter(row -> (long) row.getField("stack_id") < NUMBERS)
        .toList();
  }

  private double rewritten() throws IOException {
    return running.job().counter("keep-best.flamelake.stacks_rewritten");
  }

  /** Each frame has one reason, and each source shows what it did. */
  private void assertCounted(int frames) throws IOException {
    await().atMost(DEADLINE).until(() -> unresolved() == frames);
    assertThat(unresolved(Unavailable.TIMEOUT)).isGreaterThanOrEqualTo(2.0 * 2 * OF_EACH);
    assertAsked(servers.get(0), Unavailable.UPSTREAM_UNAVAILABLE);
    assertAsked(servers.get(0), Unavailable.MALFORMED);
    assertAsked(servers.get(0), Unavailable.TOO_LARGE);
    assertAsked(servers.get(1), Unavailable.MALFORMED);
    assertAsked(servers.get(2), Unavailable.UPSTREAM_UNAVAILABLE);
    servers.forEach(server -> assertAsked(server, Unavailable.NOT_FOUND));
  }

  private double unresolved() throws IOException {
    double all = 0;
    for (Unavailable reason : Unavailable.values()) {
      all += unresolved(reason);
    }
    return all;
  }

  private double unresolved(Unavailable reason) throws IOException {
    return running.job().counter("count.flamelake.reason." + reason.code() + ".frames_unresolved");
  }

  private void assertAsked(HostileServer server, Unavailable outcome) {
    String gauge = of(server) + "outcome." + outcome.code() + ".source_asked";
    await().atMost(DEADLINE).until(() -> running.job().gauge(gauge) > 0);
  }

  /** The gauges of a server, in the spelling of Flink's REST API. */
  private static String of(HostileServer server) {
    String name = server.url().getAuthority().replaceAll("[.:]", "_");
    return "resolve.flamelake.upstream." + name + ".";
  }

  private void awaitCheckpoints(int more) throws IOException {
    int before = running.job().checkpoints("completed");
    await().atMost(DEADLINE).until(() -> running.job().checkpoints("completed") >= before + more);
  }

  /** Lets the servers have what was wanted. */
  private void heal() throws IOException {
    for (HostileServer server : servers) {
      server.become(
          connection -> {
            Harm harm = harm(EnumSet.allOf(Harm.class), connection.path());
            boolean has = harm != null && connection.path().endsWith("/executable");
            connection.send(has ? 200 : 404, "", has ? harm.wellBehaved() : new byte[0]);
          });
    }
  }
}
