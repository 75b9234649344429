package io.flamelake.symbolize.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolizeConfigTest {
  @Test
  void needsABrokerAndAStoreAndHasDefaultsForTheRest() {
    SymbolizeConfig config = SymbolizeConfig.from(with(Map.of()));
    assertThat(config.stacks().name()).isEqualTo("stacks-unresolved");
    assertThat(config.uploadsTopic()).isEqualTo("debuginfo-uploads");
    assertThat(config.sources().store()).startsWith("file:///var/debuginfo");
    assertThat(config.sources().upstreamNames()).containsExactly("store");
    assertThat(config.pending().ttl()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void takesEveryKindOfSource() {
    SourceConfig sources =
        SymbolizeConfig.from(
                with(
                    Map.of(
                        "store.uri", "s3://bucket/debuginfo",
                        "debuginfod.urls", "https://one.example.org;http://two.example.org:8002/x",
                        "debuginfod.redirect-hosts", "*.cdn.example.org",
                        "debuginfod.headers.Authorization", "Bearer t",
                        "folder.path", "/usr/lib/debug")))
            .sources();
    assertThat(sources.store()).isEqualTo("s3://bucket/debuginfo");
    assertThat(sources.upstreamNames())
        .isEqualTo(List.of("store", "one.example.org", "two.example.org:8002/x", "folder"));
    assertThat(sources.debuginfod().headers()).isEqualTo(Map.of("Authorization", "Bearer t"));
    assertThat(sources.debuginfod().redirectHosts()).containsExactly("*.cdn.example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "store.uri, debuginfo, 'store.uri is ''debuginfo'', but must be an address'",
    "store.uri, ' ', 'store.uri is missing'",
    "kafka.bootstrap-servers, ' ', 'kafka.bootstrap-servers is missing'",
    "debuginfod.urls, ftp://a, 'debuginfod.urls is ''ftp://a'', but must be http(s)://host'",
    "debuginfod.truststore, /none, 'debuginfod.truststore is ''/none'', but must be a file of'",
    "look-up.capacity, 0, 'look-up.capacity is ''0'', but must be at least 1'",
    "look-up.timeout, soon, 'look-up.timeout is ''soon'': '",
    "written.ttl, 7 d, 'written.ttl is ''PT168H'', but must be longer than pending.ttl'",
    "pending.last-retry, 1 s, 'pending.last-retry is ''PT1S'', but must be at least pending.first'",
    "kafka.unresolved-max-size, 1 kb, 'kafka.unresolved-max-size is ''1024'', but must be from'",
    "pending.tll, 1 d, 'pending.tll is not a key of the symbolize job'"
  })
  void namesTheKeyThatIsWrong(String key, String value, String message) {
    assertThatThrownBy(() -> SymbolizeConfig.from(with(Map.of(key, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message.strip());
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap-servers", "127.0.0.1:1");
    all.put("store.uri", "/var/debuginfo/");
    all.put("catalog.type", "rest");
    all.put("catalog.uri", "http://127.0.0.1:2");
    all.putAll(more);
    return all;
  }
}
