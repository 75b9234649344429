package io.flamelake.focus;

/** Names of functions as pprof's prune_from sees them. */
public final class FunctionName {
  private static final String ANONYMOUS = "(anonymous namespace)";
  private static final String CALL_OPERATOR = "operator()";

  private FunctionName() {}

  /**
   * A name without arguments: up to the first parenthesis that is not part of {@code (anonymous
   * namespace)} or {@code operator()}, and without a dot at its start (pprof, {@code
   * profile/prune.go}).
   */
  public static String simplified(String function) {
    String name = function.startsWith(".") ? function.substring(1) : function;
    int position = 0;
    while (position < name.length()) {
      if (name.startsWith(ANONYMOUS, position)) {
        position += ANONYMOUS.length();
      } else if (name.startsWith(CALL_OPERATOR, position)) {
        position += CALL_OPERATOR.length();
      } else if (name.charAt(position) == '(') {
        return name.substring(0, position);
      } else {
        position++;
      }
    }
    return name;
  }
}
