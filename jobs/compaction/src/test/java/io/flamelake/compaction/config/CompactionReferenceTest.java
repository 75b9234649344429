package io.flamelake.compaction.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dflamelake.update=true} to write the generated part of the page anew. */
class CompactionReferenceTest {
  private static final Path PAGE = Path.of("../../docs/configuration.md");
  private static final String START = "<!-- generated from CompactionOptions -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void thePageListsEveryKeyWithItsDefault() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    String rest = page.substring(page.indexOf(END, start));
    if (Boolean.getBoolean("flamelake.update")) {
      Files.writeString(PAGE, page.substring(0, start) + table() + rest);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page.substring(0, start) + table() + rest);
  }

  private static String table() {
    return CompactionOptions.ALL.stream()
        .map(option -> "| `%s` | %s | %s |\n".formatted(option.key(), usual(option), what(option)))
        .collect(Collectors.joining("", "| key | default | what |\n|---|---|---|\n", ""));
  }

  private static String usual(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value instanceof Duration duration) {
      return "`" + TimeUtils.formatWithHighestUnit(duration) + "`";
    }
    if (value instanceof List<?> list) {
      return "`" + list.stream().map(String::valueOf).collect(Collectors.joining(";")) + "`";
    }
    return value == null ? "" : "`" + value + "`";
  }

  private static String what(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(block -> ((TextElement) block).getFormat())
        .collect(Collectors.joining());
  }
}
