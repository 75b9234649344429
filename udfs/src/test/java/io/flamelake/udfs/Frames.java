package io.flamelake.udfs;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.RowType.field;
import static io.trino.spi.type.VarcharType.VARCHAR;

import io.airlift.slice.Slices;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.RowType;
import java.util.List;

/** Frames as the table has them. */
public final class Frames {
  public static final RowType TYPE =
      RowType.rowType(
          field("function", VARCHAR),
          field("system_name", VARCHAR),
          field("file", VARCHAR),
          field("line", BIGINT),
          field("column", BIGINT),
          field("start_line", BIGINT),
          field("mapping", VARCHAR),
          field("build_id", VARCHAR),
          field("address", BIGINT),
          field("kind", VARCHAR),
          field("inlined", BOOLEAN));

  private Frames() {}

  /** A block of stacks of frames that have nothing but a function. */
  public static ArrayBlock block(List<List<String>> stacks) {
    ArrayBlockBuilder arrays =
        (ArrayBlockBuilder) new ArrayType(TYPE).createBlockBuilder(null, stacks.size());
    for (List<String> stack : stacks) {
      arrays.buildEntry(
          frames ->
              stack.forEach(
                  function ->
                      ((RowBlockBuilder) frames).buildEntry(fields -> write(fields, function))));
    }
    return (ArrayBlock) arrays.buildValueBlock();
  }

  private static void write(List<BlockBuilder> fields, String function) {
    VARCHAR.writeSlice(fields.getFirst(), Slices.utf8Slice(function));
    fields.stream().skip(1).forEach(BlockBuilder::appendNull);
  }
}
