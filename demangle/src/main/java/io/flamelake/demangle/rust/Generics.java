package io.flamelake.demangle.rust;

/** Generic arguments within a text, which is all that the legacy scheme tells of them. */
final class Generics {
  private Generics() {}

  /** The text without the arguments of names: not without {@code <T as Trait>}. */
  static String without(String text) {
    if (text.indexOf('<') < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<' && (depth > 0 || startsArguments(kept))) {
        depth++;
      } else if (c == '>' && depth > 0 && !isArrow(text, i)) {
        depth--;
      } else if (depth == 0) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  /** Whether a name precedes, other than {@code for}, behind which lifetimes are declared. */
  private static boolean startsArguments(StringBuilder kept) {
    int length = kept.length();
    if (length == 0 || !Character.isJavaIdentifierPart(kept.charAt(length - 1))) {
      return false;
    }
    boolean isFor = length >= 3 && kept.substring(length - 3).equals("for");
    return !isFor || (length > 3 && Character.isJavaIdentifierPart(kept.charAt(length - 4)));
  }

  /** Hyphens are written as full stops. */
  private static boolean isArrow(String text, int at) {
    char before = at == 0 ? 0 : text.charAt(at - 1);
    return before == '-' || before == '.' || before == '=';
  }
}
