package io.flamelake.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.labels.RelabelRule;
import io.flamelake.ingest.record.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {
  @Test
  void hasTheDefaultsOfTheDecoder() {
    DecoderOptions decoding = IngestConfig.from(with(Map.of())).decoding();
    assertThat(decoding.limits()).isEqualTo(Limits.defaults());
    assertThat(decoding).isEqualTo(DecoderOptions.defaults());
    assertThat(decoding.cumulativeTypes()).isEqualTo(DecoderOptions.defaults().cumulativeTypes());
    assertThat(decoding.rememberedStacks()).isEqualTo(DecoderOptions.defaults().rememberedStacks());
  }

  @Test
  void takesEveryKey() {
    IngestConfig config =
        IngestConfig.from(
            with(
                Map.of(
                    "kafka.topic", "a;b",
                    "kafka.group-id", "g",
                    "kafka.properties.security.protocol", "SSL",
                    "dedup.ttl", "2 h",
                    "decode.topic-content-type.a", "application/x-pprof",
                    "decode.cumulative-types", "x;y",
                    "limits.profile-size", "1 mb",
                    "limits.depth", "7",
                    "limits.max-age", "1 d",
                    "tables.buckets", "3")));
    assertThat(config.topics()).containsExactly("a", "b");
    assertThat(config.groupId()).isEqualTo("g");
    assertThat(config.kafkaProperties()).isEqualTo(Map.of("security.protocol", "SSL"));
    assertThat(config.keptState().dedupTtl()).isEqualTo(Duration.ofHours(2));
    assertThat(config.decoding().contentTypeOf("a")).isEqualTo("application/x-pprof");
    assertThat(config.decoding().contentTypeOf("b")).isNull();
    assertThat(config.decoding().cumulativeTypes()).isEqualTo(Set.of("x", "y"));
    assertThat(config.decoding().limits().profileBytes()).isEqualTo(1 << 20);
    assertThat(config.decoding().limits().depth()).isEqualTo(7);
    assertThat(config.decoding().limits().maxAge()).isEqualTo(Duration.ofDays(1));
    assertThat(config.buckets()).isEqualTo(3);
  }

  @Test
  void takesTheRulesOfDeltas() {
    IngestConfig config =
        IngestConfig.from(with(Map.of("delta.lateness", "5 s", "kafka.idle-timeout", "7 s")));
    assertThat(config.deltas().lateness()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.deltas().ttl()).isEqualTo(Duration.ofHours(24));
    assertThat(config.idleTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void takesHowMuchIsReadBeyondACheckpoint() {
    assertThat(IngestConfig.from(with(Map.of())).maxUncommittedBytes()).isEqualTo(2L << 30);
    assertThat(
            IngestConfig.from(with(Map.of("kafka.max-uncommitted-bytes", "5 kb")))
                .maxUncommittedBytes())
        .isEqualTo(5 << 10);
  }

  @Test
  void needsABroker() {
    assertThatThrownBy(() -> IngestConfig.from(Map.of("catalog.type", "rest")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("kafka.bootstrap-servers is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "limits.depht, 3, limits.depht is not a key of the ingest job",
    "limits.depth, 0, 'limits.depth is ''0'', but must be at least 1'",
    "limits.depth, many, limits.depth is 'many'",
    "limits.profile-size, 2 gb, limits.profile-size is",
    "kafka.max-uncommitted-bytes, 0, 'kafka.max-uncommitted-bytes is ''0 bytes'', but must be'",
    "limits.profile-size, large, limits.profile-size is 'large'",
    "limits.series-per-service, -1, 'limits.series-per-service is ''-1'', but must be at least 0'",
    "relabel.config, /no/such/file, relabel.config is '/no/such/file'",
    "relabel.configs, a, relabel.configs: there is no list relabel_configs",
    "relabel.configs, '[{target_label: a}, {action: hashmod, target_label: b}]',"
        + " 'relabel.configs: relabel_configs[1] (line 1): hashmod needs a modulus other than 0'",
    "limits.max-age, 0 s, limits.max-age is",
    "limits.max-age, soon, limits.max-age is 'soon'",
    "dedup.ttl, -1 s, dedup.ttl is",
    "first-sight.cache-size, 1000, first-sight.cache-size is '1000'",
    "tables.buckets, 0, tables.buckets is '0'",
    "catalog.type, sql, catalog.type is 'sql'",
  })
  void namesTheKeyAndTheValueThatAreWrong(String key, String value, String message) {
    assertThatThrownBy(() -> IngestConfig.from(with(Map.of(key, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void readsRelabelingRulesFromAFileOrFromItsKey(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("relabel.yaml");
    Files.writeString(
        file,
        """
        relabel_configs:
          - source_labels: [env]
            regex: dev
            action: drop
        """);
    List<RelabelRule> read = rules(Map.of("relabel.config", file.toString()));
    assertThat(read).hasSize(1);
    assertThat(
            rules(Map.of("relabel.configs", "[{source_labels: [env], regex: dev, action: drop}]")))
        .isEqualTo(read);
    assertThat(rules(Map.of())).isEmpty();
  }

  @Test
  void takesRelabelingRulesFromOnePlaceOnly() {
    assertThatThrownBy(() -> rules(Map.of("relabel.config", "a", "relabel.configs", "[]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("relabel.configs and relabel.config are both set");
  }

  @Test
  void takesTypesAndSeriesToLeaveOut() {
    DecoderOptions decoding =
        IngestConfig.from(
                with(Map.of("decode.dropped-types", "a;b", "limits.series-per-service", "0")))
            .decoding();
    assertThat(decoding.droppedTypes()).isEqualTo(Set.of("a", "b"));
    assertThat(decoding.series().seriesPerService()).isZero();
  }

  private static List<RelabelRule> rules(Map<String, String> keys) {
    return IngestConfig.from(with(keys)).decoding().series().relabeling();
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap-servers", "127.0.0.1:9092");
    all.put("catalog.type", "rest");
    all.put("catalog.uri", "http://127.0.0.1:1");
    all.putAll(more);
    return all;
  }
}
