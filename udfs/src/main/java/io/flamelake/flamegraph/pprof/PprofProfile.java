package io.flamelake.flamegraph.pprof;

import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.FrameTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * A flame graph of frames as one pprof profile (message {@code perftools.profiles.Profile}): a
 * sample for each stack that has a value of its own, a location for each frame with those that were
 * inlined into it.
 *
 * <p>Equal stacks and values give equal bytes, in whatever order they were added.
 */
public final class PprofProfile {
  private static final int SAMPLE_TYPE = 1;
  private static final int SAMPLE = 2;
  private static final int PERIOD_TYPE = 11;
  private static final int PERIOD = 12;
  private static final int TYPE = 1;
  private static final int UNIT = 2;
  private static final int LOCATION_ID = 1;
  private static final int VALUE = 2;

  private final StringTable strings = new StringTable();
  private final ProtoBuffer head = new ProtoBuffer();
  private final ProtoBuffer samples = new ProtoBuffer();
  private final ProtoBuffer message = new ProtoBuffer();
  private final ProtoBuffer packed = new ProtoBuffer();
  private final Mappings mappings = new Mappings(strings);
  private final Functions functions = new Functions(strings);
  private final Locations locations;
  // By level: the frame, its location up to it, and the level where that starts
  private int[] path = new int[64];
  private int[] ofPath = new int[64];
  private int[] starts = new int[64];

  private PprofProfile(FlameGraphTree tree) {
    locations = new Locations(new FrameTable(tree), functions, mappings);
  }

  /**
   * Writes the profile with gzip around it, as files and servers have it.
   *
   * @param tree its labels are {@link io.flamelake.flamegraph.frames.FrameBytes}
   * @throws ArithmeticException if the sum of the values leaves the range of a long
   */
  public static void write(FlameGraphTree tree, PprofHeader header, OutputStream out)
      throws IOException {
    PprofProfile profile = new PprofProfile(tree);
    profile.head(header);
    tree.forEachRowByLabel(profile::row);
    GZIPOutputStream gzip = new GZIPOutputStream(out);
    profile.writeTo(gzip);
    gzip.finish();
  }

  private void head(PprofHeader header) {
    valueType(SAMPLE_TYPE, header.sampleType(), header.sampleUnit());
    if (!header.periodType().isEmpty() || !header.periodUnit().isEmpty()) {
      valueType(PERIOD_TYPE, header.periodType(), header.periodUnit());
    }
    head.number(PERIOD, header.period());
  }

  private void valueType(int field, String type, String unit) {
    message.clear();
    message.number(TYPE, strings.index(type));
    message.number(UNIT, strings.index(unit));
    head.message(field, message);
  }

  private void writeTo(OutputStream out) throws IOException {
    head.writeTo(out);
    samples.writeTo(out);
    mappings.fields().writeTo(out);
    locations.fields().writeTo(out);
    functions.fields().writeTo(out);
    strings.fields().writeTo(out);
  }

  private void row(int level, int label, long self, long value) {
    if (level > 0) {
      enter(level, label);
    }
    if (self != 0) {
      sample(level, self);
    }
  }

  private void enter(int level, int label) {
    if (level == path.length) {
      path = Arrays.copyOf(path, level * 2);
      ofPath = Arrays.copyOf(ofPath, level * 2);
      starts = Arrays.copyOf(starts, level * 2);
    }
    path[level] = label;
    if (level > 1 && locations.isInlined(label, path[level - 1])) {
      ofPath[level] = locations.inlined(ofPath[level - 1], label);
      starts[level] = starts[level - 1];
    } else {
      ofPath[level] = locations.outermost(label);
      starts[level] = level;
    }
  }

  private void sample(int level, long value) {
    packed.clear();
    for (int end = level; end > 0; end = starts[end] - 1) {
      packed.varint(locations.id(ofPath[end], path, starts[end], end + 1));
    }
    message.clear();
    if (level > 0) {
      message.message(LOCATION_ID, packed);
    }
    packed.clear();
    packed.varint(value);
    message.message(VALUE, packed);
    samples.message(SAMPLE, message);
  }
}
