package io.flamelake.ingest.config;

import io.flamelake.ingest.labels.RelabelConfigs;
import io.flamelake.ingest.labels.RelabelRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** Reads the relabeling rules, from the configuration or from the file that it names. */
final class RelabelRules {

  private static final String FILE_KEY = IngestOptions.RELABEL_CONFIG.key();
  private static final String INLINE_KEY = IngestOptions.RELABEL_CONFIGS.key();

  private RelabelRules() {}

  /**
   * The rules; none where nothing is configured.
   *
   * @throws IllegalArgumentException naming the key, the rule and what is wrong
   */
  static List<RelabelRule> read(Configuration configuration) {
    String file = configuration.get(IngestOptions.RELABEL_CONFIG);
    String inline = configuration.get(IngestOptions.RELABEL_CONFIGS);
    if (file != null && inline != null) {
      throw new IllegalArgumentException(
          INLINE_KEY + " and " + FILE_KEY + " are both set, but only one of them may be");
    }
    if (file != null) {
      return parse(FILE_KEY + " is '" + file + "'", content(file));
    }
    return inline == null ? List.of() : parse(INLINE_KEY, inline);
  }

  private static String content(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          FILE_KEY + " is '" + file + "', but must be a file that can be read as UTF-8: " + e, e);
    }
  }

  private static List<RelabelRule> parse(String where, String yaml) {
    try {
      return RelabelConfigs.parse(yaml);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }
}
