package io.flamelake.ingest.labels;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A label set while rules change it. An empty value is a missing label. Labels are walked in the
 * order in which Prometheus' builder walks them: those that nothing touched by name, then those
 * set, in the order in which they were first set. It decides which of two labels with one new name
 * wins.
 */
final class LabelBuilder {

  private final Map<String, String> base = new TreeMap<>(Series.BY_UTF8);
  private final Map<String, String> set = new LinkedHashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private long setChars;

  LabelBuilder(Map<String, String> labels) {
    labels.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            base.put(name, value);
          }
        });
  }

  String get(String name) {
    String value = set.get(name);
    if (value == null && !deleted.contains(name)) {
      value = base.get(name);
    }
    return value == null ? "" : value;
  }

  void set(String name, String value) {
    setChars += name.length() + value.length();
    Relabeler.checkRoom(setChars);
    if (value.isEmpty()) {
      delete(name);
    } else {
      set.put(name, value);
    }
  }

  void delete(String name) {
    set.remove(name);
    deleted.add(name);
  }

  /** Walks the labels as they are now, whatever the walker sets or deletes. */
  void forEach(BiConsumer<String, String> walker) {
    labels().forEach(walker);
  }

  /** The labels as they are now. */
  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    base.forEach(
        (name, value) -> {
          if (!deleted.contains(name) && !set.containsKey(name)) {
            labels.put(name, value);
          }
        });
    labels.putAll(set);
    return labels;
  }
}
