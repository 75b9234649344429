package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Queries about types, series and labels, against {@link KnownWeb}; worked out by hand.
 *
 * <p>They answer what the APIs of Parca (ProfileTypes, Labels, Values) and Pyroscope (ProfileTypes,
 * LabelNames, LabelValues, Series) answer, with matchers and a time range.
 */
class LabelQueriesTest {
  private static final Map<String, String> WEB =
      Map.of("service", "web", "from", "2026-12-01T00:00:00Z", "to", "2026-12-03T00:00:00Z");

  private static final Map<String, String> ALL =
      Map.of("from", "2026-11-20T00:00:00Z", "to", "2026-12-03T00:00:00Z");

  @Test
  @Answers("label-names")
  void labelNamesAreThoseOfTheSeriesThatMatch() {
    assertThat(Asked.of("label-names", ALL, "matchers", "{env=~\"prod.*\"}"))
        .containsExactly(
            "[endpoint, 1, 1]",
            "[env, 1, 2]",
            "[pod, 1, 2]",
            "[service.version, 1, 2]",
            "[service_name, 1, 2]");
    assertThat(Asked.of("label-names", WEB, "type", KnownWeb.SAMPLES))
        .containsExactly(
            "[env, 1, 1]", "[pod, 1, 1]", "[service.version, 1, 1]", "[service_name, 1, 1]");
  }

  @Test
  @Answers("label-values")
  void labelValuesAreThoseOfTheSeriesThatMatch() {
    assertThat(Asked.of("label-values", WEB, "label", "pod"))
        .containsExactly("[web-1, 2]", "[web-2, 1]", "[web-3, 1]");
    assertThat(Asked.of("label-values", WEB, "label", "pod", "type", KnownData.CPU))
        .containsExactly("[web-1, 2]", "[web-2, 1]");
    assertThat(
            Asked.of(
                "label-values", ALL, "label", "service_name", "matchers", "{env!~\"|prod.*\"}"))
        .containsExactly("[cart, 1]", "[web, 2]");
  }

  @Test
  @Answers("label-sets")
  void labelSetsAreTheCombinationsThatThereAre() {
    assertThat(Asked.of("label-sets", WEB, "names", "env, service.version"))
        .containsExactly(
            "[{\"env\":\"prod-eu\",\"service.version\":\"1.0\"}, 2]",
            "[{\"env\":\"staging\",\"service.version\":\"1.1\"}, 2]",
            "[{}, 1]");
    assertThat(
            Asked.of(
                "label-sets", ALL, "names", "service_name", "type", KnownData.CPU, "limit", "2"))
        .containsExactly("[{\"service_name\":\"cart\"}, 1]", "[{\"service_name\":\"shop\"}, 3]");
  }

  @Test
  @Answers("series")
  void seriesOfATypeAreThoseWithProfiles() {
    assertThat(Asked.of("series", WEB, "type", KnownData.CPU, "matchers", "{env=\"staging\"}"))
        .containsExactly(
            "[13, web, {\"env\":\"staging\",\"pod\":\"web-2\",\"service.version\":\"1.1\","
                + "\"service_name\":\"web\"}, 2026-12-02, 2026-12-02]");
  }

  @Test
  @Answers("profile-types")
  void profileTypesHaveTheirParts() {
    assertThat(Asked.of("profile-types", WEB, "to", "2026-12-02T00:00:00Z"))
        .containsExactly(
            "[%s, process_cpu, cpu, nanoseconds, cpu, nanoseconds, delta, 1, 2, 2,"
                    .formatted(KnownData.CPU)
                + " 2026-12-01 12:00:00.000000 UTC, 2026-12-01 12:00:00.000000 UTC]",
            "[%s, process_cpu, samples, count, cpu, nanoseconds, delta, 1, 1, 1,"
                    .formatted(KnownWeb.SAMPLES)
                + " 2026-12-01 12:00:00.000000 UTC, 2026-12-01 12:00:00.000000 UTC]");
    assertThat(Asked.of("profile-types", ALL, "matchers", "{endpoint!=\"\"}")).hasSize(1);
  }

  @Test
  @Answers("services")
  void servicesAreThoseWithATypeAndLabels() {
    assertThat(Asked.of("services", ALL, "type", KnownData.CPU, "matchers", "{env!=\"\"}"))
        .containsExactly(
            "[cart, 1, 1, 1, 2026-11-21 00:00:00.000000 UTC, 2026-11-21 00:00:00.000000 UTC]",
            "[web, 1, 3, 3, 2026-12-01 12:00:00.000000 UTC, 2026-12-02 12:00:00.000000 UTC]");
  }

  @Test
  @Answers("cardinality")
  void cardinalityCountsByServiceAndDay() {
    assertThat(Asked.of("cardinality", WEB))
        .containsExactly(
            "[web, 2026-12-01, 2, 0, 4, 1, 3, 6, 2.0, 2]",
            "[web, 2026-12-02, 3, 1, 3, 1, 2, 4, 2.0, 2]");
    assertThat(
            Asked.of(
                "cardinality",
                Map.of("from", "2026-11-21T12:00:00Z", "to", "2026-11-22T00:00:00Z")))
        .containsExactly(
            "[cart, 2026-11-21, 1, 0, 1, 0, 1, 2, 2.0, 2]",
            "[shop, 2026-11-21, 2, 0, 5, 2, 11, 22, 2.0, 2]");
  }

  /** Without pods, series 13 and 15 would be one. */
  @Test
  @Answers("label-cardinality")
  void labelCardinalityTellsWhatALabelMakes() {
    assertThat(Asked.of("label-cardinality", WEB))
        .containsExactly(
            "[pod, 3, 4, 80.0, 3, web-1, 2]",
            "[endpoint, 1, 1, 20.0, 1, /pay, 1]",
            "[env, 2, 4, 80.0, 4, staging, 2]",
            "[flamelake_overflow, 1, 1, 20.0, 1, true, 1]",
            "[service.version, 2, 4, 80.0, 4, 1.1, 2]",
            "[service_name, 1, 5, 100.0, 5, web, 5]");
    assertThat(Asked.of("label-cardinality", WEB, "matchers", "{env=\"staging\"}"))
        .startsWith("[pod, 2, 2, 100.0, 1, web-3, 1]");
  }
}
