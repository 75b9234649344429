package io.flamelake.symbolize.dwarf;

import java.util.ArrayList;
import java.util.List;

/** Keeps the first sentences on what can't be read. */
final class Problems {
  private static final int MAX = 20;

  private final List<String> sentences = new ArrayList<>();

  void add(String where, Exception why) {
    if (sentences.size() < MAX) {
      sentences.add(where + ": " + why.getMessage());
    }
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
