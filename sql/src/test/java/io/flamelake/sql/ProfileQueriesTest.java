package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Queries about one profile, span or trace, against {@link KnownWeb}; worked out by hand. */
class ProfileQueriesTest {
  private static final Map<String, String> WEB =
      Map.of("service", "web", "from", "2026-12-01T00:00:00Z", "to", "2026-12-03T00:00:00Z");

  @Test
  @Answers("profile-samples")
  void aProfileHasTheSamplesOfAllItsTypesAndNoOthers() {
    assertThat(Asked.of("profile-samples", WEB, "profile", "w1"))
        .containsExactly(
            "[%s, main;handle;inner, 100, s1, t1, 201]".formatted(KnownData.CPU),
            "[%s, main;handle;inner, 50, null, null, 201]".formatted(KnownData.CPU),
            "[%s, main;handle;libc.so.6+0x20;libc.so.6+0x10, 40, s3, t2, 204]"
                .formatted(KnownData.CPU),
            "[%s, main;handle, 30, s2, t1, 202]".formatted(KnownData.CPU),
            "[%s, main;rec;rec, 20, null, null, 203]".formatted(KnownData.CPU),
            "[%s, main;handle;inner, 10, s1, t1, 201]".formatted(KnownWeb.SAMPLES),
            "[%s, main;handle, 3, s2, t1, 202]".formatted(KnownWeb.SAMPLES));
    assertThat(Asked.of("profile-samples", WEB, "profile", "w2"))
        .containsExactly("[%s, main;handle, 60, s2, t1, 202]".formatted(KnownData.CPU));
  }

  @Test
  @Answers("profile-samples")
  void aStackWithoutFramesIsTotal() {
    Map<String, String> shop =
        Map.of("service", "shop", "from", "2026-11-21T00:00:00Z", "to", "2026-11-22T00:00:00Z");
    assertThat(Asked.of("profile-samples", shop, "profile", "p3"))
        .contains("[%s, total, 3, null, null, 105]".formatted(KnownData.CPU));
  }

  @Test
  @Answers("profile-flamegraph")
  void aProfileHasAFlameGraphOfEachType() {
    assertThat(Asked.of("profile-flamegraph", WEB, "profile", "w1", "type", KnownWeb.SAMPLES))
        .containsExactly(
            "[0, total, 0, 13]", "[1, main, 0, 13]", "[2, handle, 3, 13]", "[3, inner, 10, 10]");
    assertThat(Asked.of("profile-flamegraph", WEB, "profile", "w3", "type", KnownData.CPU))
        .containsExactly(
            "[0, total, 0, 100]",
            "[1, main, 0, 100]",
            "[2, web+0x30, 80, 80]",
            "[2, handle, 0, 20]",
            "[3, inner, 20, 20]");
  }

  @Test
  @Answers("span-flamegraph")
  void aTraceHasTheSamplesOfAllItsSpans() {
    assertThat(Asked.of("span-flamegraph", WEB, "type", KnownData.CPU, "trace", "t1"))
        .containsExactly(
            "[0, total, 0, 190]",
            "[1, main, 0, 190]",
            "[2, handle, 90, 190]",
            "[3, inner, 100, 100]");
    assertThat(Asked.of("span-flamegraph", WEB, "type", KnownData.CPU, "span", "s2"))
        .containsExactly("[0, total, 0, 90]", "[1, main, 0, 90]", "[2, handle, 90, 90]");
    assertThat(Asked.of("span-flamegraph", WEB, "type", KnownData.CPU))
        .startsWith("[0, total, 0, 230]");
  }

  @Test
  @Answers("top-spans")
  void topSpansAreThoseThatCostMost() {
    String noon = "2026-12-01 12:00:00.000000 UTC";
    assertThat(Asked.of("top-spans", WEB, "type", KnownData.CPU))
        .containsExactly(
            "[t1, s1, %s, %1$s, 100, 24.39, inner, 100.0]".formatted(noon),
            "[t1, s2, %s, %1$s, 90, 21.95, handle, 100.0]".formatted(noon),
            "[t2, s3, %s, %1$s, 40, 9.76, libc.so.6+0x10, 100.0]".formatted(noon));
    assertThat(Asked.of("top-spans", WEB, "type", KnownData.CPU, "trace", "t1", "limit", "1"))
        .containsExactly("[t1, s1, %s, %1$s, 100, 24.39, inner, 100.0]".formatted(noon));
    assertThat(Asked.of("top-spans", WEB, "type", KnownData.CPU, "matchers", "{endpoint=\"/pay\"}"))
        .containsExactly("[t1, s2, %s, %1$s, 60, 100.0, handle, 100.0]".formatted(noon));
  }
}
