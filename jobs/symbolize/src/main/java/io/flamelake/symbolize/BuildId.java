package io.flamelake.symbolize;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The text by which profiles and files name a build: the hexadecimal digits of a GNU build id or of
 * an htlhash, or what Go's linker writes, parts with slashes between them.
 */
public final class BuildId {
  private static final int MAX = 200;
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{4,128}");
  private static final Pattern GO =
      Pattern.compile("[A-Za-z0-9_-]{1,80}(/[A-Za-z0-9_-]{1,80}){1,7}");

  private BuildId() {}

  /**
   * Brings digits into lower case.
   *
   * @return null if the text can't tell one build from another: neither digits nor parts with
   *     slashes (Bazel writes {@code redacted}), or only one digit again and again
   */
  public static String normalized(String text) {
    if (text == null || text.length() > MAX) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (HEXADECIMAL.matcher(lower).matches()) {
      return lower.chars().allMatch(digit -> digit == lower.charAt(0)) ? null : lower;
    }
    return GO.matcher(text).matches() ? text : null;
  }

  /** Whether it has hexadecimal digits only, as debuginfod servers want it. */
  public static boolean isHexadecimal(String buildId) {
    return HEXADECIMAL.matcher(buildId).matches();
  }
}
