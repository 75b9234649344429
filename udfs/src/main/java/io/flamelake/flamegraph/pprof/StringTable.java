package io.flamelake.flamegraph.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/** The strings of a profile, in order of first sight; the first is the empty one. */
final class StringTable {
  private static final int STRING = 6;

  private final ProtoBuffer fields = new ProtoBuffer();
  private final Map<String, Integer> indexes = new HashMap<>();

  StringTable() {
    index("");
  }

  int index(String text) {
    return indexes.computeIfAbsent(
        text,
        added -> {
          fields.bytes(STRING, added.getBytes(UTF_8));
          return indexes.size();
        });
  }

  ProtoBuffer fields() {
    return fields;
  }
}
