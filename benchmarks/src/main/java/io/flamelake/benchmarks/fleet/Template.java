package io.flamelake.benchmarks.fleet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A recorded profile, taken apart as far as is needed to put a time and samples behind it: of a
 * field that stands twice, a reader takes the last, and it adds up the parts of a table.
 */
final class Template {
  /** Fields of pprof's messages (google/pprof, proto/profile.proto). */
  private static final int SAMPLE_TYPE = 1;

  private static final int SAMPLE = 2;
  private static final int LOCATION = 4;
  private static final int FUNCTION = 5;
  private static final int STRING_TABLE = 6;
  private static final int TIME_NANOS = 9;
  private static final int LINE = 4;

  /** Sample types whose values count up from the start of the process. */
  private static final Set<String> CUMULATIVE =
      Set.of("alloc_objects", "alloc_space", "contentions", "delay");

  /** Ids of what is added start here: recorders count theirs from 1. */
  private static final long FIRST_NEW_ID = 1L << 40;

  private final byte[] gzip;
  private final List<byte[]> samples = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private int strings;

  Template(byte[] gzip) {
    this.gzip = gzip;
    parse(Gzip.inflate(gzip));
  }

  private void parse(byte[] plain) {
    List<Integer> typeTexts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    Fields in = Fields.read(plain);
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SAMPLE_TYPE << 3 | Fields.BYTES -> typeTexts.add(firstVarint(in.message()));
        case SAMPLE << 3 | Fields.BYTES -> samples.add(in.message().rest());
        case STRING_TABLE << 3 | Fields.BYTES ->
            texts.add(new String(in.message().rest(), StandardCharsets.UTF_8));
        default -> in.skip(tag);
      }
    }
    strings = texts.size();
    typeTexts.forEach(text -> types.add(texts.get(text)));
  }

  private static int firstVarint(Fields message) {
    message.tag();
    return (int) message.varint();
  }

  int samples() {
    return samples.size();
  }

  boolean countsUp() {
    return types.stream().anyMatch(CUMULATIVE::contains);
  }

  /**
   * The profile at another time.
   *
   * @param newStacks how many samples are added, each the stack of a recorded one, called by a
   *     function that nobody has seen
   * @param serial tells the added functions from those of all other profiles
   */
  byte[] at(long timeNanos, int newStacks, long serial) {
    Fields out = Fields.write();
    out.varintField(TIME_NANOS, timeNanos);
    for (int i = 0; i < newStacks; i++) {
      long id = FIRST_NEW_ID + i;
      String name = "fleet.New" + Long.toHexString(serial) + '_' + i;
      out.bytesField(STRING_TABLE, name.getBytes(StandardCharsets.US_ASCII));
      Fields function = Fields.write();
      function.varintField(1, id);
      function.varintField(2, strings + i);
      function.varintField(3, strings + i);
      out.bytesField(FUNCTION, function);
      Fields line = Fields.write();
      line.varintField(1, id);
      line.varintField(2, i + 1L);
      Fields location = Fields.write();
      location.varintField(1, id);
      location.bytesField(LINE, line);
      out.bytesField(LOCATION, location);
      // Ids may stand as a list or one by one, in any mixture: the new one becomes the leaf.
      Fields sample = Fields.write();
      sample.varintField(1, id);
      byte[] recorded = samples.get((int) Math.floorMod(serial + i, (long) samples.size()));
      sample.bytes(recorded, 0, recorded.length);
      out.bytesField(SAMPLE, sample);
    }
    return Gzip.append(gzip, out.written());
  }

  /**
   * The profile with values that have counted up further.
   *
   * @param more a value v becomes v + v * more / of, which grows with {@code more}
   */
  Template countedUp(int more, int of) {
    Fields in = Fields.read(Gzip.inflate(gzip));
    Fields out = Fields.write();
    while (in.hasMore()) {
      int start = in.position();
      int tag = in.tag();
      if (tag == (SAMPLE << 3 | Fields.BYTES)) {
        out.bytesField(SAMPLE, countedUp(in.message(), more, of));
      } else {
        in.skip(tag);
        out.copy(in, start);
      }
    }
    return new Template(Gzip.deflate(out.written()));
  }

  private Fields countedUp(Fields sample, int more, int of) {
    Fields out = Fields.write();
    int type = 0;
    while (sample.hasMore()) {
      int start = sample.position();
      int tag = sample.tag();
      if (tag >>> 3 != 2) {
        sample.skip(tag);
        out.copy(sample, start);
      } else if ((tag & 7) == Fields.VARINT) {
        out.varintField(2, countedUp(sample.varint(), type++, more, of));
      } else {
        Fields values = sample.message();
        while (values.hasMore()) {
          out.varintField(2, countedUp(values.varint(), type++, more, of));
        }
      }
    }
    return out;
  }

  private long countedUp(long value, int type, int more, int of) {
    return CUMULATIVE.contains(types.get(type)) ? value + value * more / of : value;
  }
}
