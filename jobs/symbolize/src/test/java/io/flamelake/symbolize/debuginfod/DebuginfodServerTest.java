package io.flamelake.symbolize.debuginfod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebuginfodServerTest {
  @Test
  void readsAListAsElfutilsDoes() {
    assertThat(
            DebuginfodServer.parseList(
                " https://debuginfod.debian.net  http://10.0.0.1:8002/ ima:enforcing\n"))
        .containsExactly(
            URI.create("https://debuginfod.debian.net"), URI.create("http://10.0.0.1:8002/"));
    assertThat(DebuginfodServer.parseList("  ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a",
        "debuginfod.org",
        "http://",
        "https://u:p@a",
        "https://a?b",
        "http:// a"
      })
  void refusesWhatIsNoServer(String text) {
    assertThatThrownBy(() -> DebuginfodServer.of(URI.create(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void asksBelowThePathOfTheServer() {
    assertThat(DebuginfodServer.of(URI.create("http://a/b/")).file("00ff", "debuginfo"))
        .isEqualTo(URI.create("http://a/b/buildid/00ff/debuginfo"));
    assertThat(DebuginfodServer.of(URI.create("http://a")).file("00ff", "executable"))
        .isEqualTo(URI.create("http://a/buildid/00ff/executable"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.org/x, true",
    "https://A.ORG/x, true",
    "http://a.org/x, false",
    "https://a.org:444/x, false",
    "https://mirror.net/x, true",
    "https://mirror.net:8443/x, true",
    "https://x.mirror.net/x, false",
    "https://cdn.b.org/x, true",
    "https://b.org/x, false",
    "https://evilb.org/x, false",
    "https://u@a.org/x, false",
    "ftp://a.org/x, false"
  })
  void allowsItselfAndTheHostsThatAreNamed(String target, boolean allowed) {
    DebuginfodServer server =
        new DebuginfodServer(
            URI.create("https://a.org"), List.of("mirror.net", "*.b.org"), Map.of(), null);
    assertThat(server.allows(URI.create(target))).isEqualTo(allowed);
  }
}
