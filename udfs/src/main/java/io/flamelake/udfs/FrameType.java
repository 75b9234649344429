package io.flamelake.udfs;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.trino.spi.TrinoException;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.util.List;

/**
 * Where a row type keeps what a frame's label is made of. Fields are found by name, so that a table
 * may get further fields; only {@code function} must be there.
 *
 * @param function index of the field with the function's name
 * @param mapping index of the field with the mapped file's name, or {@link #ABSENT}
 * @param address index of the field with the address, or {@link #ABSENT}
 */
public record FrameType(int function, int mapping, int address) {
  /** Stands for a field that the row type does not have. */
  public static final int ABSENT = -1;

  // The type of a literal NULL, as in ARRAY[NULL]
  private static final String UNKNOWN = "unknown";

  /**
   * Finds the fields.
   *
   * @throws TrinoException if it is no row type of frames; the message says what is missing
   */
  public static FrameType of(Type type) {
    if (type.getTypeSignature().getBase().equals(UNKNOWN)) {
      return new FrameType(ABSENT, ABSENT, ABSENT);
    }
    if (!(type instanceof RowType row)) {
      throw refuse(type, "it is no row");
    }
    int function = find(row, "function", VarcharType.class);
    int address = find(row, "address", BigintType.class);
    if (function == ABSENT) {
      throw refuse(type, "it has no field function");
    }
    return new FrameType(function, find(row, "mapping", VarcharType.class), address);
  }

  /**
   * The index of a field, or {@link #ABSENT}; a literal NULL has none.
   *
   * @throws TrinoException if the field is of another type
   */
  public static int find(Type type, String name, Class<? extends Type> wanted) {
    return type instanceof RowType row ? find(row, name, wanted) : ABSENT;
  }

  private static int find(RowType row, String name, Class<? extends Type> wanted) {
    List<RowType.Field> fields = row.getFields();
    for (int index = 0; index < fields.size(); index++) {
      if (fields.get(index).getName().filter(name::equalsIgnoreCase).isPresent()) {
        Type type = fields.get(index).getType();
        if (!wanted.isInstance(type)) {
          throw refuse(row, "its field %s is %s".formatted(name, type.getDisplayName()));
        }
        return index;
      }
    }
    return ABSENT;
  }

  private static TrinoException refuse(Type type, String reason) {
    return new TrinoException(
        INVALID_FUNCTION_ARGUMENT,
        "A frame must be a row(function varchar, mapping varchar, address bigint, ...) as in stacks.frames, not %s: %s"
            .formatted(type.getDisplayName(), reason));
  }
}
