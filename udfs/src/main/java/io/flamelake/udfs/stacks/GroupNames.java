package io.flamelake.udfs.stacks;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.flamegraph.LabelTable;
import io.flamelake.flamegraph.frames.FrameBytes;
import io.flamelake.focus.FrameGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names of groups, each made once for equal frames: profiles have few frames and many stacks.
 *
 * <p>Bounded: begins anew once it has seen {@value #MAX_FRAMES} frames. Not safe for use by several
 * threads.
 */
final class GroupNames {
  private static final int MAX_FRAMES = 1 << 14;

  private final FrameGroup group;
  private final FrameBytes key = new FrameBytes();
  private LabelTable frames = new LabelTable();
  private LabelTable names = new LabelTable();
  private int[] nameOfFrame = new int[64];
  private final List<Slice> texts = new ArrayList<>();

  GroupNames(FrameGroup group) {
    this.group = group;
  }

  /** To be called before each stack: what {@link #name} returned before has no meaning then. */
  void startStack() {
    if (frames.size() > MAX_FRAMES) {
      frames = new LabelTable();
      names = new LabelTable();
      texts.clear();
    }
  }

  /** The name of a frame's group: equal numbers are equal names. */
  int name(StackColumns stack, int frame) {
    stack.key(frame, group, key);
    int known = frames.size();
    int id = frames.intern(key.bytes(), 0, key.length());
    if (id == known) {
      if (id == nameOfFrame.length) {
        nameOfFrame = Arrays.copyOf(nameOfFrame, 2 * id);
      }
      nameOfFrame[id] = intern(Slices.utf8Slice(group.label(stack.names(frame))));
    }
    return nameOfFrame[id];
  }

  Slice text(int name) {
    return texts.get(name);
  }

  private int intern(Slice text) {
    int id = names.intern(text.byteArray(), text.byteArrayOffset(), text.length());
    if (id == texts.size()) {
      texts.add(text);
    }
    return id;
  }
}
