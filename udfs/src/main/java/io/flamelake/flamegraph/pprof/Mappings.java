package io.flamelake.flamegraph.pprof;

import io.flamelake.flamegraph.frames.Frame;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mappings of a profile, in order of first sight; ids count from 1.
 *
 * <p>Each spans all addresses: frames have addresses within the mapped file, and so readers leave
 * them as they are. A limit of 0 would let {@code go tool pprof} take mappings for neighbours and
 * join them.
 */
final class Mappings {
  private static final int MAPPING = 3;
  private static final int ID = 1;
  private static final int MEMORY_LIMIT = 3;
  private static final int FILENAME = 5;
  private static final int BUILD_ID = 6;
  private static final int HAS_FUNCTIONS = 7;
  private static final int HAS_FILENAMES = 8;
  private static final int HAS_LINE_NUMBERS = 9;
  private static final int HAS_INLINE_FRAMES = 10;
  private static final long ALL = -1;

  private record Key(String file, String buildId) {}

  private final StringTable strings;
  private final Map<Key, Mapping> mappings = new LinkedHashMap<>();

  Mappings(StringTable strings) {
    this.strings = strings;
  }

  /**
   * The id of the mapping of a location, 0 if there is none.
   *
   * @param frame the location's outermost frame
   */
  int id(Frame frame, boolean inlines) {
    if (frame.mapping().isEmpty() && frame.buildId().isEmpty()) {
      return 0;
    }
    Mapping mapping =
        mappings.computeIfAbsent(
            new Key(frame.mapping(), frame.buildId()),
            key ->
                new Mapping(
                    mappings.size() + 1, strings.index(key.file()), strings.index(key.buildId())));
    mapping.functions &= !frame.function().isEmpty() || !frame.systemName().isEmpty();
    mapping.files &= !frame.file().isEmpty();
    mapping.lines &= frame.line() != 0;
    mapping.inlines |= inlines;
    return mapping.id;
  }

  ProtoBuffer fields() {
    ProtoBuffer fields = new ProtoBuffer();
    ProtoBuffer message = new ProtoBuffer();
    for (Mapping mapping : mappings.values()) {
      message.clear();
      message.number(ID, mapping.id);
      message.number(MEMORY_LIMIT, ALL);
      message.number(FILENAME, mapping.file);
      message.number(BUILD_ID, mapping.buildId);
      message.number(HAS_FUNCTIONS, mapping.functions ? 1 : 0);
      message.number(HAS_FILENAMES, mapping.files ? 1 : 0);
      message.number(HAS_LINE_NUMBERS, mapping.lines ? 1 : 0);
      message.number(HAS_INLINE_FRAMES, mapping.inlines ? 1 : 0);
      fields.message(MAPPING, message);
    }
    return fields;
  }

  /** What is known of all its locations decides which symbols a reader still looks for. */
  private static final class Mapping {
    private final int id;
    private final int file;
    private final int buildId;
    private boolean functions = true;
    private boolean files = true;
    private boolean lines = true;
    private boolean inlines;

    Mapping(int id, int file, int buildId) {
      this.id = id;
      this.file = file;
      this.buildId = buildId;
    }
  }
}
