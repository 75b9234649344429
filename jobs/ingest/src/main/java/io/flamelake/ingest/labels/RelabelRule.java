package io.flamelake.ingest.labels;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One rule of Prometheus' {@code relabel_configs}, see
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config.
 *
 * @param sourceLabels labels whose values, joined by {@code separator}, are what the rule looks at;
 *     a missing one is an empty string
 * @param regex in RE2 syntax; the whole text must match, and a dot matches the end of a line too
 * @param modulus for {@link Action#HASHMOD}, as 64 bits without sign; else 0
 * @param targetLabel empty where the action has none
 * @param replacement with {@code $1}, {@code $name} and {@code ${name}} for groups of the regex
 */
public record RelabelRule(
    Action action,
    List<String> sourceLabels,
    String separator,
    String regex,
    long modulus,
    String targetLabel,
    String replacement)
    implements Serializable {

  public static final String DEFAULT_SEPARATOR = ";";
  public static final String DEFAULT_REGEX = "(.*)";
  public static final String DEFAULT_REPLACEMENT = "$1";

  /** What a rule does. */
  public enum Action {
    /** Sets the target label to the replacement when the regex matches. */
    REPLACE,
    /** Drops series that do not match. */
    KEEP,
    /** Drops series that match. */
    DROP,
    /** Drops series whose target label is another text. */
    KEEPEQUAL,
    /** Drops series whose target label is the same text. */
    DROPEQUAL,
    /** Sets the target label to a hash of the text, modulo the modulus. */
    HASHMOD,
    /** Copies labels whose name matches to the name that the replacement tells. */
    LABELMAP,
    /** Removes labels whose name matches. */
    LABELDROP,
    /** Removes labels whose name does not match. */
    LABELKEEP,
    /** Sets the target label to the text in lower case. */
    LOWERCASE,
    /** Sets the target label to the text in upper case. */
    UPPERCASE;

    /** The name as configurations write it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RelabelRule {
    // A copy of a JDK class that every Java serializer knows, not List.of's own.
    sourceLabels = new ArrayList<>(sourceLabels);
  }
}
