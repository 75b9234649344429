package io.flamelake.compaction.rollup;

import io.flamelake.frames.FrameLabel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Types;

/** The functions of stacks, as SQL's {@code distinct_functions} gives them. */
final class StackLabels {
  /** What of a stack is needed. */
  static final Set<String> COLUMNS =
      Set.of(
          "day",
          "service_name",
          "stack_id",
          "frames.element.function",
          "frames.element.mapping",
          "frames.element.address");

  private final FrameLabel label = new FrameLabel();
  private final int function;
  private final int mapping;
  private final int address;

  /**
   * @param columns that stacks are read with
   */
  StackLabels(Schema columns) {
    Types.StructType frame = columns.findType("frames").asListType().elementType().asStructType();
    function = place(frame, "function");
    mapping = place(frame, "mapping");
    address = place(frame, "address");
  }

  /** Each once, that of the leaf first. */
  List<String> of(List<?> frames) {
    Set<String> labels = new LinkedHashSet<>();
    for (Object frame : frames) {
      labels.add(of((StructLike) frame));
    }
    return new ArrayList<>(labels);
  }

  private String of(StructLike frame) {
    return frame == null
        ? FrameLabel.UNKNOWN
        : label.of(text(frame, function), text(frame, mapping), frame.get(address, Long.class));
  }

  private static String text(StructLike frame, int place) {
    CharSequence text = frame.get(place, CharSequence.class);
    return text == null ? null : text.toString();
  }

  private static int place(Types.StructType frame, String name) {
    return frame.fields().indexOf(frame.field(name));
  }
}
