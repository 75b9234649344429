package io.flamelake.stacks.testing;

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

/**
 * The tables of keys in {@code docs/configuration.md}. With {@code -Dflamelake.update=true} they
 * are written anew.
 */
public final class OptionsReference {
  private static final Path PAGE = Path.of("../../docs/configuration.md");
  private static final String END = "<!-- end -->\n";

  private OptionsReference() {}

  /**
   * Checks that the page lists every key with its default.
   *
   * @param marker what stands in a comment before the table
   */
  public static void check(String marker, Collection<ConfigOption<?>> options) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- generated from " + marker + " -->\n";
    assertThat(page).contains(begin);
    int start = page.indexOf(begin) + begin.length();
    int end = page.indexOf(END, start);
    if (Boolean.getBoolean("flamelake.update")) {
      page = page.substring(0, start) + markdown(options) + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END, start);
    }
    assertThat(page.substring(start, end)).isEqualTo(markdown(options));
  }

  private static String markdown(Collection<ConfigOption<?>> options) {
    return options.stream()
        .map(OptionsReference::row)
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
