package io.flamelake.benchmarks.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds what a fleet sends to what protobuf's own reader finds in it. */
class FleetTest {
  private static final Path PROFILES = Path.of("../examples/profiles");
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Rates CALM = new Rates(0, 0, 0, 0, 1);

  @Test
  void sendsTheSameBytesForTheSameOptions() {
    Rates lively = new Rates(0.2, 0.05, 0.1, 0.1, 7);
    List<String> first = contents(lively);
    assertThat(contents(lively)).isEqualTo(first);
    assertThat(contents(new Rates(0.2, 0.05, 0.1, 0.1, 8))).isNotEqualTo(first);
  }

  private static List<String> contents(Rates rates) {
    return records(300, FleetOptions.ALL_KINDS, rates).stream()
        .map(r -> r.labels() + r.sentMillis() + new String(r.value(), ISO_8859_1))
        .toList();
  }

  @Test
  void sendsProfilesThatReadAsTheyAreTold() throws Exception {
    for (FleetRecord record :
        records(300, FleetOptions.ALL_KINDS, new Rates(0.1, 0.03, 0.1, 0.1, 3))) {
      Profile profile = profile(record);
      assertThat(profile.getTimeNanos()).isEqualTo(record.timeNanos());
      assertThat(profile.getSampleCount()).isEqualTo(record.samples());
      assertThat(record.labels()).contains("service_name=\"fleet-").contains("instance=\"");
    }
  }

  @Test
  void movesTheTimesOfEachInstanceByTheInterval() {
    Map<Object, List<FleetRecord>> byInstance = byInstance(records(400, List.of("go/cpu"), CALM));
    assertThat(byInstance).hasSize(6);
    for (List<FleetRecord> own : byInstance.values()) {
      for (int i = 0; i < own.size(); i++) {
        FleetRecord record = own.get(i);
        assertThat(record.timeNanos() - own.get(0).timeNanos()).isEqualTo(i * INTERVAL.toNanos());
        assertThat(Instant.ofEpochSecond(0, record.timeNanos()))
            .isBetween(START, START.plus(INTERVAL.multipliedBy(i + 1L)));
      }
    }
  }

  @Test
  void addsAsManyNewStacksAsAsked() throws Exception {
    Set<String> functions = new HashSet<>();
    long told = 0;
    long recorded = 0;
    for (FleetRecord record :
        records(600, List.of("go/cpu", "node/wall"), new Rates(0.01, 0.02, 0, 0, 5))) {
      told += record.newStacks();
      recorded += record.samples() - record.newStacks();
      assertThat(added(profile(record), functions)).isEqualTo(record.newStacks());
    }
    assertThat(functions).hasSize((int) told);
    assertThat(told / (double) recorded).isBetween(0.0195, 0.0205);
  }

  /** How many samples have a function of the fleet as their leaf; each must be a new one. */
  private static int added(Profile profile, Set<String> functions) {
    Map<Long, String> names = new HashMap<>();
    profile
        .getFunctionList()
        .forEach(f -> names.put(f.getId(), profile.getStringTable((int) f.getName())));
    Map<Long, String> leaves = new HashMap<>();
    profile
        .getLocationList()
        .forEach(
            l ->
                leaves.put(
                    l.getId(),
                    l.getLineCount() == 0 ? "" : names.get(l.getLine(0).getFunctionId())));
    int added = 0;
    for (Sample sample : profile.getSampleList()) {
      String leaf = sample.getLocationIdCount() == 0 ? "" : leaves.get(sample.getLocationId(0));
      if (leaf.startsWith("fleet.")) {
        assertThat(functions.add(leaf)).isTrue();
        added++;
      }
    }
    return added;
  }

  @Test
  void countsUpUntilAnInstanceRestarts() throws Exception {
    List<FleetRecord> all = records(1500, List.of("go/mutex"), new Rates(0.05, 0.1, 0, 0, 2));
    int restarts = 0;
    for (List<FleetRecord> own : byInstance(all).values()) {
      long before = 0;
      for (int i = 0; i < own.size(); i++) {
        long total = total(profile(own.get(i)), 0);
        boolean restarted = i > 0 && own.get(i).sender().run() != own.get(i - 1).sender().run();
        if (restarted) {
          assertThat(total).isLessThanOrEqualTo(before);
          assertThat(own.get(i).sender().snapshot()).isZero();
          restarts += total < before ? 1 : 0;
        } else {
          // An interval may pass without contention.
          assertThat(total).isGreaterThanOrEqualTo(before);
        }
        before = total;
      }
    }
    assertThat(restarts).isBetween(30, 110);
  }

  @Test
  void neverLetsAStackCountDownBehindTheEndOfTheRecording() throws Exception {
    List<FleetRecord> own =
        byInstance(records(90, List.of("go/heap"), CALM)).values().iterator().next();
    Map<List<Long>, Long> before = new HashMap<>();
    // The bundled recording has three files.
    for (FleetRecord record : own.subList(2, 15)) {
      Map<List<Long>, Long> now = new HashMap<>();
      for (Sample sample : profile(record).getSampleList()) {
        now.merge(sample.getLocationIdList(), sample.getValue(0), Long::sum);
      }
      before.forEach(
          (stack, count) -> assertThat(now.getOrDefault(stack, 0L)).isGreaterThanOrEqualTo(count));
      assertThat(sum(now)).isGreaterThan(sum(before));
      before = now;
    }
  }

  @Test
  void sendsTheAskedSharesTwiceAndLate() {
    List<FleetRecord> all = records(6000, List.of("node/heap"), new Rates(0, 0, 0.1, 0.05, 4));
    Set<Object> different = new HashSet<>();
    int late = 0;
    for (FleetRecord record : all) {
      different.add(List.of(record.sender(), record.timeNanos()));
      late += record.sentMillis() - record.timeNanos() / 1_000_000 > 30_000 ? 1 : 0;
    }
    assertThat(different.size() / (double) all.size()).isBetween(0.89, 0.93);
    assertThat(late / (double) all.size()).isBetween(0.035, 0.055);
  }

  @Test
  void namesTheKindThatIsNotThere() {
    assertThatThrownBy(() -> new Fleet(PROFILES, options(List.of("cobol/cpu"), CALM)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cobol/cpu");
    assertThatThrownBy(() -> new Rates(2, 0, 0, 0, 0)).hasMessageContaining("restarts is 2.0");
  }

  private static List<FleetRecord> records(int count, List<String> kinds, Rates rates) {
    Fleet fleet = new Fleet(PROFILES, options(kinds, rates));
    List<FleetRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(fleet.next());
    }
    return records;
  }

  private static FleetOptions options(List<String> kinds, Rates rates) {
    return new FleetOptions("fleet", kinds, 3, 2, START, INTERVAL, rates);
  }

  private static Map<Object, List<FleetRecord>> byInstance(List<FleetRecord> records) {
    return records.stream()
        .collect(groupingBy(r -> List.of(r.sender().service(), r.sender().instance())));
  }

  private static Profile profile(FleetRecord record) throws InvalidProtocolBufferException {
    return Profile.parseFrom(Gzip.inflate(record.value()));
  }

  private static long total(Profile profile, int type) {
    return profile.getSampleList().stream().mapToLong(s -> s.getValue(type)).sum();
  }

  private static long sum(Map<List<Long>, Long> values) {
    return values.values().stream().mapToLong(Long::longValue).sum();
  }
}
