package io.flamelake.compaction.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.catalog.Tables;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactionConfigTest {
  @Test
  void onlyTheCatalogMustBeGiven() {
    CompactionConfig config = config(Map.of());
    assertThat(config.tables()).isEqualTo(Tables.ALL);
    assertThat(config.dryRun()).isFalse();
    assertThat(config.rules().sealDelay()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.space().memoryBytes()).isEqualTo(256L << 20);
  }

  @Test
  void tablesAreChosenByName() {
    assertThat(config(Map.of("compaction.tables", "stacks;samples")).tables())
        .extracting(table -> table.name())
        .containsExactly("samples", "stacks");
  }

  @Test
  void aTableMayHaveAScheduleOfItsOwn() {
    CompactionConfig config =
        config(Map.of("schedule.interval", "5 min", "schedule.stacks", "1 h"));
    assertThat(config.schedule())
        .containsEntry("stacks", Duration.ofHours(1))
        .containsEntry("samples", Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource({
    "schedule.stack, 1 h, 'schedule.stack names no table; they are [samples,'",
    "schedule.stacks, often, 'schedule.stacks is ''often'', but must be a time longer than 0'",
    "schedule.interval, 0 s, 'schedule.interval is ''PT0S'', but must be longer than 0'",
    "compaction.tables, sample, 'compaction.tables is ''sample'', but must be of [samples,'",
    "compaction.sort-memory, 7 mb, 'compaction.sort-memory is ''7 mb'', but must be at least 8 mb'",
    "compaction.sort-memory, much, compaction.sort-memory is 'much':",
    "compaction.max-group-size, 300 mb, 'compaction.max-group-size is ''300 mb'', but must be at'",
    "compaction.open-files, 0, 'compaction.open-files is ''0'', but must be at least 1'",
    "compaction.seal-delay, soon, compaction.seal-delay is 'soon':",
    "retention.sample, 1 d, retention.sample names no table; there are",
    "retention.samples, soon, 'retention.samples: ''soon'' is no age: give one like 30 d'",
    "retention.rules, {x} 1 d, 'retention.rules is ''{x} 1 d'': ''{x}'' is no selector: at'",
    "compaction.sort-memmory, 1 gb, compaction.sort-memmory is not a key of the compaction job",
  })
  void aWrongValueIsNamedWithItsKey(String key, String value, String message) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message.replace("''", "'"));
  }

  private static CompactionConfig config(Map<String, String> more) {
    Map<String, String> given = new HashMap<>(more);
    given.putAll(
        Map.of("catalog.type", "jdbc", "catalog.uri", "jdbc:x", "catalog.warehouse", "local:///"));
    return CompactionConfig.from(given);
  }
}
