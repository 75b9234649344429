package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Queries about functions, lines and calls, against {@link KnownWeb}; worked out by hand. */
class StackQueriesTest {
  private static final Map<String, String> WEB =
      Map.of(
          "service", "web",
          "type", KnownData.CPU,
          "from", "2026-12-01T00:00:00Z",
          "to", "2026-12-03T00:00:00Z");

  private static final Map<String, String> ALL =
      Map.of("type", KnownData.CPU, "from", "2026-11-20T00:00:00Z", "to", "2026-12-03T00:00:00Z");

  @Test
  @Answers("top-functions")
  void topGroupsByFileMappingAndLine() {
    assertThat(Asked.of("top-functions", WEB, "by", "file"))
        .containsExactly(
            "[/src/app.go, 290, 70.73, 70.73, 330, 80.49]",
            "[[web], 80, 19.51, 90.24, 80, 19.51]",
            "[[libc.so.6], 40, 9.76, 100.0, 40, 9.76]",
            "[/src/main.go, 0, 0.0, 100.0, 410, 100.0]");
    assertThat(Asked.of("top-functions", WEB, "by", "mapping", "order", "cumulative"))
        .containsExactly(
            "[web, 370, 90.24, 90.24, 410, 100.0]", "[libc.so.6, 40, 9.76, 100.0, 40, 9.76]");
    assertThat(Asked.of("top-functions", WEB, "by", "line", "limit", "2"))
        .containsExactly(
            "[inner /src/app.go:12, 170, 41.46, 41.46, 170, 41.46]",
            "[handle /src/app.go:31, 90, 21.95, 63.41, 90, 21.95]");
  }

  @Test
  @Answers("top-functions")
  void topByFunctionPutsAddressesOfAFileTogetherAndByLabelDoesNot() {
    assertThat(Asked.of("top-functions", WEB, "by", "function", "focus", "libc"))
        .containsExactly(
            "[[libc.so.6], 40, 9.76, 9.76, 40, 9.76]",
            "[handle, 0, 0.0, 9.76, 40, 9.76]",
            "[main, 0, 0.0, 9.76, 40, 9.76]");
    assertThat(Asked.of("top-functions", WEB, "focus", "libc", "ignore", "none", "limit", "2"))
        .containsExactly(
            "[libc.so.6+0x10, 40, 9.76, 9.76, 40, 9.76]", "[handle, 0, 0.0, 9.76, 40, 9.76]");
    assertThat(Asked.of("top-functions", WEB, "focus", "libc", "ignore", "handle")).isEmpty();
  }

  @Test
  @Answers("top-functions")
  void matchersAreThoseOfPrometheus() {
    assertThat(Asked.of("top-functions", WEB, "matchers", "{env=~\"prod.*\",endpoint=\"\"}"))
        .containsExactly(
            "[inner, 150, 62.5, 62.5, 150, 62.5]",
            "[libc.so.6+0x10, 40, 16.67, 79.17, 40, 16.67]",
            "[handle, 30, 12.5, 91.67, 220, 91.67]",
            "[rec, 20, 8.33, 100.0, 20, 8.33]",
            "[main, 0, 0.0, 100.0, 240, 100.0]",
            "[libc.so.6+0x20, 0, 0.0, 100.0, 40, 16.67]");
  }

  @Test
  @Answers("flamegraph")
  void flamegraphFocusesIgnoresAndLimitsItsNodes() {
    assertThat(Asked.of("flamegraph", WEB, "focus", "handle", "ignore", "libc", "max_nodes", "4"))
        .containsExactly(
            "[0, total, 0, 260]",
            "[1, main, 0, 260]",
            "[2, handle, 90, 260]",
            "[3, inner, 170, 170]");
  }

  @Test
  @Answers("source-lines")
  void sourceLinesOfAFileAndOfAFunction() {
    assertThat(Asked.of("source-lines", WEB, "file", "app.go"))
        .containsExactly(
            "[/src/app.go, 12, inner, 170, 41.46, 170, 41.46]",
            "[/src/app.go, 30, handle, 0, 0.0, 210, 51.22]",
            "[/src/app.go, 31, handle, 90, 21.95, 90, 21.95]",
            "[/src/app.go, 40, rec, 30, 7.32, 30, 7.32]",
            "[/src/app.go, 41, rec, 0, 0.0, 30, 7.32]");
    assertThat(Asked.of("source-lines", WEB, "function", "handle", "file", "/src/app.go"))
        .containsExactly(
            "[/src/app.go, 30, handle, 0, 0.0, 210, 51.22]",
            "[/src/app.go, 31, handle, 90, 21.95, 90, 21.95]");
    assertThat(Asked.of("source-lines", WEB, "file", "pp.go")).isEmpty();
  }

  @Test
  @Answers("callgraph")
  void callgraphOfAFunctionHasItsCallersAndCallees() {
    assertThat(Asked.of("callgraph", WEB, "function", "handle"))
        .containsExactly(
            "[main, handle, 300, 73.17]",
            "[handle, inner, 170, 41.46]",
            "[handle, libc.so.6+0x20, 40, 9.76]");
    assertThat(Asked.of("callgraph", WEB, "by", "mapping"))
        .containsExactly("[null, web, 410, 100.0]", "[web, libc.so.6, 40, 9.76]");
    assertThat(Asked.of("callgraph", WEB, "focus", "rec", "limit", "2"))
        .containsExactly("[null, main, 30, 7.32]", "[main, rec, 30, 7.32]");
  }

  @Test
  @Answers("sandwich")
  void sandwichGrowsFromTheFunctionToBothSides() {
    assertThat(Asked.of("sandwich", WEB, "function", "handle"))
        .containsExactly(
            "[callees, 0, handle, 90, 300]",
            "[callees, 1, inner, 170, 170]",
            "[callees, 1, libc.so.6+0x20, 0, 40]",
            "[callees, 2, libc.so.6+0x10, 40, 40]",
            "[callers, 0, handle, 0, 300]",
            "[callers, 1, main, 300, 300]");
  }

  @Test
  @Answers("sandwich")
  void sandwichTakesTheOutermostCallOfAFunctionThatCallsItself() {
    assertThat(Asked.of("sandwich", WEB, "function", "rec", "side", "callees"))
        .containsExactly("[callees, 0, rec, 0, 30]", "[callees, 1, rec, 30, 30]");
    assertThat(Asked.of("sandwich", WEB, "function", "rec", "side", "callers"))
        .containsExactly("[callers, 0, rec, 0, 30]", "[callers, 1, main, 30, 30]");
    assertThat(Asked.of("sandwich", WEB, "function", "nobody")).isEmpty();
  }

  @Test
  @Answers("hottest-functions")
  void hottestFunctionsShareOutAmongServices() {
    assertThat(Asked.of("hottest-functions", ALL, "order", "cumulative", "limit", "2"))
        .containsExactly(
            "[main, 2, 0, 0.0, 492, 82.69, web, 0, 410, 83.33]",
            "[main, 2, 0, 0.0, 492, 82.69, shop, 0, 82, 16.67]",
            "[handle, 1, 90, 15.13, 300, 50.42, web, 90, 300, 100.0]");
    assertThat(Asked.of("hottest-functions", ALL, "limit", "1", "matchers", "{env!=\"\"}"))
        .containsExactly("[inner, 1, 170, 34.0, 170, 34.0, web, 170, 170, 100.0]");
  }

  @Test
  @Answers("missing-debuginfo")
  void missingDebuginfoIsToldByFile() {
    assertThat(Asked.of("missing-debuginfo", WEB))
        .containsExactly(
            "[web, /bin/web, b2, 1, 20.0, 80, 19.51, 80, 19.51]",
            "[web, /lib/libc.so.6, b1, 1, 20.0, 40, 9.76, 40, 9.76]");
    assertThat(Asked.of("missing-debuginfo", ALL, "limit", "3"))
        .endsWith("[shop, /lib/libc.so.6, b1, 1, 20.0, 7, 8.24, 7, 8.24]");
  }
}
