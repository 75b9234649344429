package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.ingest.testing.proto.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RejectsIT {
  private static final String RECORDED = "node/wall-00004";

  @Test
  void keepsEveryBadRecordWithItsReasonAndEveryGoodOneInTheTables() throws Exception {
    StackFixture stack = StackFixture.shared();
    String lastFailure = stack.job().lastFailure();
    Map<String, byte[]> bad = badRecords();
    byte[] good = Pprof.bundled(RECORDED);
    int goods = 0;
    Instant start = Instant.now().minusSeconds(100);
    push(stack, Pprof.at(start, good), "good");
    goods++;
    for (Map.Entry<String, byte[]> record : bad.entrySet()) {
      push(stack, record.getValue(), "bad-" + record.getKey());
      push(stack, Pprof.at(start.plusSeconds(goods), good), "good");
      goods++;
    }
    stack.flush();
    int wanted = goods;
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> goodProfiles(stack) == wanted && rejects(stack).size() == bad.size());

    ProfileOracle oracle = new ProfileOracle(Pprof.parse(good));
    assertThat(
            stack.number(
                "SELECT sum(value) FROM profiles.samples WHERE service_name = 'rejects-good'"))
        .isEqualTo(goods * (oracle.sum(0) + oracle.sum(1)));
    assertThat(rejects(stack))
        .isEqualTo(
            Map.of(
                "bad-truncated", "malformed_gzip",
                "bad-random", "unsupported_format",
                "bad-empty", "empty_record",
                "bad-bomb", "profile_size_limit",
                "bad-index", "invalid_reference",
                "bad-labels", "malformed_labels"));
    assertThat(messages(stack)).allSatisfy(message -> assertThat(message).hasSizeGreaterThan(30));
    assertThat(payload(stack, "bad-random")).isEqualTo(bad.get("random"));
    assertThat(stack.job().state()).isEqualTo("RUNNING");
    assertThat(stack.job().lastFailure()).isEqualTo(lastFailure);
  }

  private static Map<String, byte[]> badRecords() throws Exception {
    byte[] good = Pprof.at(Instant.now(), Pprof.bundled(RECORDED));
    byte[] random = new byte[1_000];
    new Random(1).nextBytes(random);
    Map<String, byte[]> bad = new LinkedHashMap<>();
    bad.put("truncated", Arrays.copyOf(good, good.length / 2));
    bad.put("random", random);
    bad.put("empty", new byte[0]);
    bad.put("bomb", Pprof.gzip(new byte[100 << 20]));
    bad.put("index", indexOutOfRange());
    bad.put("labels", good);
    return bad;
  }

  /** A profile whose first location names a function that is not there. */
  private static byte[] indexOutOfRange() throws Exception {
    Profile.Builder profile = Pprof.parse(Pprof.bundled(RECORDED)).toBuilder();
    profile.setTimeNanos(Pprof.nanos(Instant.now()));
    profile.getLocationBuilder(0).getLineBuilder(0).setFunctionId(999_999);
    return Pprof.gzip(profile.build().toByteArray());
  }

  private static void push(StackFixture stack, byte[] value, String name) {
    Map<String, String> headers = new HashMap<>();
    headers.put("case", name);
    headers.put(
        "labels",
        name.equals("bad-labels")
            ? "{service_name="
            : "{service_name=\"rejects-%s\"}".formatted(name));
    if (!name.equals("bad-random")) {
      headers.put("content-type", "application/x-pprof");
    }
    stack.push(value, headers);
  }

  private static long goodProfiles(StackFixture stack) {
    return stack.number(
        "SELECT count(DISTINCT time) FROM profiles.profiles WHERE service_name = 'rejects-good'");
  }

  private static Map<Object, Object> rejects(StackFixture stack) {
    Map<Object, Object> reasons = new HashMap<>();
    for (List<Object> row :
        stack.query(
            "SELECT headers['case'], reason FROM profiles.rejects WHERE element_at(headers, 'case')"
                + " LIKE 'bad-%'")) {
      reasons.put(row.get(0), row.get(1));
    }
    return reasons;
  }

  private static List<String> messages(StackFixture stack) {
    return stack
        .query(
            "SELECT message FROM profiles.rejects WHERE element_at(headers, 'case') LIKE 'bad-%'")
        .stream()
        .map(row -> (String) row.getFirst())
        .toList();
  }

  private static byte[] payload(StackFixture stack, String name) {
    return (byte[])
        stack
            .query(
                "SELECT payload FROM profiles.rejects WHERE element_at(headers, 'case') = '%s'"
                    .formatted(name))
            .getFirst()
            .getFirst();
  }
}
