package io.flamelake.udfs.stacks;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.flamelake.udfs.FrameType;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.util.List;

/**
 * Where a row type keeps what stacks are filtered and grouped by; {@link FrameType#ABSENT} for
 * fields that it does not have.
 *
 * @param type the type of a frame
 */
record StackFields(
    Type type, int function, int file, int line, int mapping, int kind, int inlined) {
  /**
   * Finds the fields.
   *
   * @throws TrinoException if it is no row type of frames
   */
  static StackFields of(Type type) {
    FrameType frame = FrameType.of(type);
    return new StackFields(
        type,
        frame.function(),
        find(type, "file", VarcharType.class),
        find(type, "line", BigintType.class),
        frame.mapping(),
        find(type, "kind", VarcharType.class),
        find(type, "inlined", BooleanType.class));
  }

  private static int find(Type type, String name, Class<? extends Type> wanted) {
    List<RowType.Field> fields = type instanceof RowType row ? row.getFields() : List.of();
    for (int index = 0; index < fields.size(); index++) {
      if (fields.get(index).getName().filter(name::equalsIgnoreCase).isPresent()) {
        if (!wanted.isInstance(fields.get(index).getType())) {
          throw new TrinoException(
              INVALID_FUNCTION_ARGUMENT,
              "A frame must be a row as in stacks.frames, not %s: its field %s is %s"
                  .formatted(
                      type.getDisplayName(), name, fields.get(index).getType().getDisplayName()));
        }
        return index;
      }
    }
    return FrameType.ABSENT;
  }
}
