package io.flamelake.flamegraph.pprof;

import io.flamelake.flamegraph.frames.Frame;
import java.util.HashMap;
import java.util.Map;

/** The functions of a profile, in order of first sight; ids count from 1. */
final class Functions {
  private static final int FUNCTION = 5;
  private static final int ID = 1;
  private static final int NAME = 2;
  private static final int SYSTEM_NAME = 3;
  private static final int FILENAME = 4;
  private static final int START_LINE = 5;

  private record Key(String name, String systemName, String file, long startLine) {}

  private final StringTable strings;
  private final ProtoBuffer fields = new ProtoBuffer();
  private final ProtoBuffer message = new ProtoBuffer();
  private final Map<Key, Integer> ids = new HashMap<>();

  Functions(StringTable strings) {
    this.strings = strings;
  }

  int id(Frame frame) {
    // What has no name shows the one that the system has for it, as readers of pprof expect
    String name = frame.function().isEmpty() ? frame.systemName() : frame.function();
    // Frames have it only where it is another; pprof's own profiles have it always
    String systemName = frame.systemName().isEmpty() ? name : frame.systemName();
    return ids.computeIfAbsent(
        new Key(name, systemName, frame.file(), frame.startLine()), this::add);
  }

  ProtoBuffer fields() {
    return fields;
  }

  private int add(Key function) {
    int id = ids.size() + 1;
    message.clear();
    message.number(ID, id);
    message.number(NAME, strings.index(function.name()));
    message.number(SYSTEM_NAME, strings.index(function.systemName()));
    message.number(FILENAME, strings.index(function.file()));
    message.number(START_LINE, function.startLine());
    fields.message(FUNCTION, message);
    return id;
  }
}
