package io.flamelake.ingest.labels;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.flamelake.regexp.RegexpSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.IntUnaryOperator;

/** One relabeling rule, ready to be applied. */
final class CompiledRule {

  private final RelabelRule rule;
  private final Pattern pattern;
  private final Template target;
  private final Template replacement;

  /**
   * @throws IllegalArgumentException when the regular expression is none
   */
  CompiledRule(RelabelRule rule) {
    this.rule = rule;
    pattern = compile(rule.regex());
    target = new Template(rule.targetLabel(), pattern.namedGroups());
    replacement = new Template(rule.replacement(), pattern.namedGroups());
  }

  /**
   * @throws IllegalArgumentException telling why a rule can't be applied
   */
  static void check(RelabelRule rule) {
    compile(rule.regex());
  }

  /** Changes a label set; false when the rule drops it. */
  boolean apply(LabelBuilder labels) {
    String text = text(labels);
    switch (rule.action()) {
      case KEEP:
        return matches(text);
      case DROP:
        return !matches(text);
      case KEEPEQUAL:
        return labels.get(rule.targetLabel()).equals(text);
      case DROPEQUAL:
        return !labels.get(rule.targetLabel()).equals(text);
      default:
        change(labels, text);
        return true;
    }
  }

  private String text(LabelBuilder labels) {
    StringBuilder text = new StringBuilder();
    String separator = "";
    for (String name : rule.sourceLabels()) {
      text.append(separator).append(labels.get(name));
      separator = rule.separator();
      Relabeler.checkRoom(text.length());
    }
    return text.toString();
  }

  private void change(LabelBuilder labels, String text) {
    switch (rule.action()) {
      case REPLACE -> replace(labels, text);
      case HASHMOD -> labels.set(rule.targetLabel(), hashMod(text));
      case LOWERCASE -> labels.set(rule.targetLabel(), mapped(text, Character::toLowerCase));
      case UPPERCASE -> labels.set(rule.targetLabel(), mapped(text, Character::toUpperCase));
      case LABELMAP -> labels.forEach((name, value) -> copy(labels, name, value));
      case LABELDROP -> labels.forEach((name, value) -> deleteIf(matches(name), labels, name));
      case LABELKEEP -> labels.forEach((name, value) -> deleteIf(!matches(name), labels, name));
      default -> throw new IllegalStateException("no action: " + rule.action());
    }
  }

  private void replace(LabelBuilder labels, String text) {
    Matcher match = pattern.matcher(text);
    if (match.find()) {
      String name = target.expand(match);
      if (!name.isEmpty()) {
        labels.set(name, replacement.expand(match));
      }
    }
  }

  private void copy(LabelBuilder labels, String name, String value) {
    Matcher match = pattern.matcher(name);
    if (!match.find()) {
      return;
    }
    StringBuilder renamed = new StringBuilder();
    int end = 0;
    do {
      renamed.append(name, end, match.start()).append(replacement.expand(match));
      end = match.end();
      Relabeler.checkRoom(renamed.length());
    } while (match.find());
    labels.set(renamed.append(name, end, name.length()).toString(), value);
  }

  private static void deleteIf(boolean unwanted, LabelBuilder labels, String name) {
    if (unwanted) {
      labels.delete(name);
    }
  }

  private boolean matches(String text) {
    return pattern.matcher(text).find();
  }

  /** The last 8 bytes of the MD5 sum, big endian, without sign. */
  private String hashMod(String text) {
    byte[] sum = md5().digest(text.getBytes(StandardCharsets.UTF_8));
    long hash = ByteBuffer.wrap(sum).getLong(Long.BYTES);
    return Long.toUnsignedString(Long.remainderUnsigned(hash, rule.modulus()));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** Maps each character by itself: Go knows neither ß as SS nor a sigma at the end of a word. */
  private static String mapped(String text, IntUnaryOperator mapping) {
    return text.codePoints()
        .map(mapping)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Anchored by the same text around it as in Prometheus, so that odd expressions do the same. */
  private static Pattern compile(String regex) {
    try {
      RegexpSize.check(regex);
      return Pattern.compile("^(?s:" + regex + ")$");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regex '" + regex + "' is not RE2: " + e.getDescription(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("regex '" + regex + "' " + e.getMessage(), e);
    }
  }
}
