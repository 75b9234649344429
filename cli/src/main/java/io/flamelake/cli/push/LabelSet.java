package io.flamelake.cli.push;

import io.flamelake.cli.errors.CommandException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Labels as {@code --label name=value} gives them and as a record's {@code labels} header holds
 * them: a Prometheus label set, {@code {service_name="api",env="prod"}}.
 */
public record LabelSet(Map<String, String> labels) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.]*");

  public LabelSet {
    labels = new TreeMap<>(labels);
  }

  /**
   * Checks the names.
   *
   * @throws CommandException if one is no label name
   */
  public static LabelSet of(Map<String, String> labels) {
    for (String name : labels.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw CommandException.usage(
            "'%s' is no label name: it needs letters, digits, _ and . and no digit first"
                .formatted(name));
      }
    }
    return new LabelSet(labels);
  }

  /** These labels and one more, which wins over one of the same name. */
  public LabelSet with(String name, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(name, value);
    return of(more);
  }

  /** As in Prometheus' text format: values escape backslash, quote and line feed. */
  public String text() {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
