package io.flamelake.demangle.fuzz;

import java.util.List;
import java.util.Random;

/** Flips, deletes, inserts, repeats and splices characters of names. */
final class Mutator {
  private static final int MOST_MUTATIONS = 4;

  private static final int LONGEST = 1 << 16;

  /** What the grammars give a meaning to, and what they do not. */
  private static final String CHARACTERS =
      "TSIJEQLXRPOKFMADNZCUBGVWYH_0123456789abcdefghijklmnopqrstuvwxyz.@$~ \0é\ud800\uff11";

  /** Numbers at the ends of their ranges. */
  private static final String[] NUMBERS = {
    "_", "0_", "Z_", "ZZZZZ_", "ZZZZZZ_", "zzzzzzzzzz_", "lYGhA16ahyf_", "lYGhA16ahyg_",
    "ZZZZZZZZZZZ_", "0", "1", "99", "65536", "99999999", "999999999", "2147483648"
  };

  private final List<String> names;
  private final Random random;

  Mutator(List<String> names, Random random) {
    this.names = names;
    this.random = random;
  }

  /** A name with one to a few mutations. */
  String next() {
    StringBuilder name = new StringBuilder(name());
    int count = 1 + random.nextInt(MOST_MUTATIONS);
    for (int i = 0; i < count && name.length() > 0; i++) {
      mutate(name);
    }
    return name.toString();
  }

  private String name() {
    return names.get(random.nextInt(names.size()));
  }

  private void mutate(StringBuilder name) {
    int at = random.nextInt(name.length());
    switch (random.nextInt(8)) {
      case 0 -> name.setCharAt(at, character());
      case 1 -> name.setCharAt(at, (char) (name.charAt(at) ^ (1 << random.nextInt(7))));
      case 2 -> name.delete(at, end(name, at, 4));
      case 3 -> name.insert(at, character());
      case 4 -> name.insert(at, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 5 -> repeat(name, at);
      case 6 -> name.insert(at, piece());
      default -> name.replace(at, name.length(), piece());
    }
  }

  private char character() {
    return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
  }

  private int end(CharSequence name, int at, int longest) {
    return Math.min(name.length(), at + 1 + random.nextInt(longest));
  }

  /** Mostly once or a few times, now and then hundreds. */
  private void repeat(StringBuilder name, int at) {
    int end = end(name, at, 12);
    int times = 1 << random.nextInt(random.nextInt(50) == 0 ? 12 : 4);
    if (name.length() + times * (end - at) < LONGEST) {
      name.insert(end, name.substring(at, end).repeat(times));
    }
  }

  /** From somewhere within another name on. */
  private String piece() {
    String other = name();
    int at = random.nextInt(other.length());
    return other.substring(at, random.nextBoolean() ? other.length() : end(other, at, 30));
  }
}
