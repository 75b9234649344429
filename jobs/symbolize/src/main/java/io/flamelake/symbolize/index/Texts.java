package io.flamelake.symbolize.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Distinct texts, numbered from 0 in the order in which they came. */
final class Texts {
  /** Stands for no text. */
  static final int NONE = -1;

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final long maxChars;
  private long chars;

  Texts(long maxChars) {
    this.maxChars = maxChars;
  }

  /** The id of a text, which is {@link #NONE} for null. */
  int id(String text) {
    if (text == null) {
      return NONE;
    }
    Integer known = ids.get(text);
    if (known != null) {
      return known;
    }
    chars += text.length();
    if (chars > maxChars) {
      throw new IndexLimitException(
          "The names and paths have more than " + maxChars + " characters");
    }
    ids.put(text, texts.size());
    texts.add(text);
    return texts.size() - 1;
  }

  String get(int id) {
    return id == NONE ? null : texts.get(id);
  }

  Strings toStrings() {
    return Strings.of(texts);
  }

  int size() {
    return texts.size();
  }
}
