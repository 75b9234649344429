package io.flamelake.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dflamelake.update=true} to write the generated part of the page anew. */
class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("../../docs/configuration.md");
  private static final String START = "<!-- generated from IngestOptions -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void theDocumentationListsEveryKeyWithItsDefault() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("flamelake.update")) {
      page = page.substring(0, start) + markdown() + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }
    assertThat(page.substring(start, end)).isEqualTo(markdown());
  }

  private static String markdown() {
    return IngestOptions.ALL.stream()
        .map(ConfigurationReferenceTest::row)
        .collect(Collectors.joining("", "| key | default | what |\n|---|---|---|\n", ""));
  }

  private static String row(ConfigOption<?> option) {
    return "| `%s` | %s | %s |\n"
        .formatted(option.key(), otherwise(option.defaultValue()), description(option));
  }

  private static String otherwise(Object value) {
    if (value == null || value.equals(Map.of()) || value.equals(List.of())) {
      return "";
    }
    if (value instanceof java.time.Duration duration) {
      return "`" + TimeUtils.formatWithHighestUnit(duration) + "`";
    }
    if (value instanceof Collection<?> values) {
      return "`" + values.stream().map(String::valueOf).collect(Collectors.joining(";")) + "`";
    }
    return "`" + value + "`";
  }

  private static String description(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(block -> ((TextElement) block).getFormat())
        .collect(Collectors.joining());
  }
}
