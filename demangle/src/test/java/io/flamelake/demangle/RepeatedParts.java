package io.flamelake.demangle;

import java.util.Locale;
import java.util.stream.Stream;

/** Long parts that are parsed, or made, again and again. */
final class RepeatedParts {
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** All that a binder of Rust may declare. */
  private static final String LIFETIMES = "FG" + base62(998) + "_Eu";

  private RepeatedParts() {}

  static Stream<String> names() {
    return Stream.of(
            chains(),
            declarations(),
            Stream.of(again("1AIT_NDC" + "1a".repeat(15_000) + "EEE")),
            Stream.of(again("1AIT_1a" + "B1b".repeat(10_000) + "E")),
            Stream.of(again("1AIT_30000" + "a".repeat(30_000) + "E")),
            Stream.of(again("1AIT_Li" + "1".repeat(30_000) + "EE")),
            rust())
        .flatMap(s -> s);
  }

  /** What a constructor is called, or an operand, stands at the end of a long chain of names. */
  private static Stream<String> chains() {
    StringBuilder locals = new StringBuilder("_Z1fZ1gvE1a");
    for (int i = 0; i < 5_000; i++) {
      locals.append("Z1gvE").append(reference(i));
    }
    locals.append('N').append(reference(5_000)).append("C1E");
    return Stream.of(
        "_ZN1A" + "B1b".repeat(21_000) + "C1Ev",
        "_ZN1A" + "IiE".repeat(21_000) + "C1Ev",
        "_ZN1A" + "IiE".repeat(21_000) + "D1Ev",
        "_Z1fIXngonplB1a" + "B1b".repeat(21_000) + "EEvv",
        "_Z1fIXngL_Z1a" + "B1b".repeat(21_000) + "EEEvv",
        locals.toString());
  }

  /** Each is numbered after those before it. */
  private static Stream<String> declarations() {
    return Stream.of("Ty", "TnTy", "TyTnTtE")
        .flatMap(
            part ->
                Stream.of(
                    "_Z1fUl" + part.repeat(60_000 / part.length()) + "vE_",
                    "_Z1f1AITt" + part.repeat(60_000 / part.length()) + "E1BE"));
  }

  /** The part depends on a template parameter that stands for another one in a lambda. */
  private static String again(String part) {
    return "_Z1fIiEv" + part + "UlTy" + "S3_".repeat((65_000 - part.length()) / 3) + "E_";
  }

  private static Stream<String> rust() {
    String crate = "C30000_" + "a".repeat(30_000);
    String text = "KRe" + "41".repeat(15_000) + "_";
    String encoded = "Cu1000_" + "a".repeat(1_000);
    return Stream.of(
        "_RIC1aT" + crate + back(5).repeat(11_000) + "EE",
        "_RIC1aT" + encoded + back(5).repeat(11_000) + "EE",
        "_RIC1a" + text + ("K" + back(5)).repeat(7_000) + "E",
        "_RIC1aTI" + "C1a" + "L_".repeat(12_000) + "E" + back(5).repeat(11_000) + "EE",
        "_RIC1aT" + LIFETIMES.repeat(8_000) + "EE",
        "_RIC1aT" + LIFETIMES + back(5).repeat(11_000) + "EE");
  }

  /** A reference of C++ to what was told so many places after the first. */
  static String reference(int index) {
    String digits = index == 0 ? "" : Integer.toString(index - 1, 36).toUpperCase(Locale.ROOT);
    return "S" + digits + "_";
  }

  /** A back reference of Rust to so many characters behind its {@code _R}; not to the first. */
  static String back(int to) {
    return "B" + base62(to - 1) + "_";
  }

  private static String base62(int number) {
    String last = String.valueOf(DIGITS.charAt(number % 62));
    return number < 62 ? last : base62(number / 62) + last;
  }
}
