package io.flamelake.flamegraph.pprof;

import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.frames.FrameTable;
import java.util.Arrays;

/**
 * The locations of a profile, in order of first sight; ids count from 1.
 *
 * <p>A location is a frame and those that were inlined into it, one into the other, at one address
 * of one mapped file. Frames without source are locations of their own: a line needs a function.
 */
final class Locations {
  private static final int LOCATION = 4;
  private static final int ID = 1;
  private static final int MAPPING_ID = 2;
  private static final int ADDRESS = 3;
  private static final int LINE = 4;
  private static final int FUNCTION_ID = 1;
  private static final int LINE_NUMBER = 2;
  private static final int COLUMN = 3;

  private final FrameTable frames;
  private final Functions functions;
  private final Mappings mappings;
  private final ProtoBuffer fields = new ProtoBuffer();
  private final ProtoBuffer message = new ProtoBuffer();
  private final ProtoBuffer line = new ProtoBuffer();
  // A path of this tree is the frames of a location, the one that all others are inlined into first
  private final FlameGraphTree paths = new FlameGraphTree();
  private int[] ids = new int[64];
  private int count;

  Locations(FrameTable frames, Functions functions, Mappings mappings) {
    this.frames = frames;
    this.functions = functions;
    this.mappings = mappings;
  }

  /** The location of nothing but a frame. */
  int outermost(int label) {
    return paths.child(FlameGraphTree.ROOT, label);
  }

  /** A location and a further frame, which {@link #isInlined} into its innermost. */
  int inlined(int location, int label) {
    return paths.child(location, label);
  }

  /** Whether a frame was inlined into its caller, and so is of the same location. */
  boolean isInlined(int label, int caller) {
    Frame frame = frames.get(label);
    if (!frame.inlined()) {
      return false;
    }
    Frame into = frames.get(caller);
    return frame.isSymbolized() && into.isSymbolized() && frame.sharesAddress(into);
  }

  /**
   * The id of a location, which is added at first sight.
   *
   * @param path labels that hold those of the location's frames, the outermost first
   * @param start where these start
   * @param end where these end, exclusive
   */
  int id(int location, int[] path, int start, int end) {
    if (location >= ids.length) {
      ids = Arrays.copyOf(ids, Math.max(location + 1, ids.length * 2));
    }
    if (ids[location] == 0) {
      ids[location] = ++count;
      add(path, start, end);
    }
    return ids[location];
  }

  ProtoBuffer fields() {
    return fields;
  }

  private void add(int[] path, int start, int end) {
    Frame outermost = frames.get(path[start]);
    message.clear();
    message.number(ID, count);
    message.number(MAPPING_ID, mappings.id(outermost, end - start > 1));
    message.number(ADDRESS, outermost.address());
    if (outermost.isSymbolized()) {
      for (int at = end - 1; at >= start; at--) {
        addLine(frames.get(path[at]));
      }
    }
    fields.message(LOCATION, message);
  }

  private void addLine(Frame frame) {
    line.clear();
    line.number(FUNCTION_ID, functions.id(frame));
    line.number(LINE_NUMBER, frame.line());
    line.number(COLUMN, frame.column());
    message.message(LINE, line);
  }
}
