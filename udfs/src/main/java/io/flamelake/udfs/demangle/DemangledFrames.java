package io.flamelake.udfs.demangle;

import static io.trino.spi.type.VarcharType.VARCHAR;

import io.airlift.slice.Slice;
import io.flamelake.demangle.DemangleMode;
import io.flamelake.udfs.FrameType;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.util.Objects;
import java.util.Optional;

/**
 * Demangles the functions of frames: out of their system names where these are the mangled ones, as
 * what was demangled before may lack what a mode asks for. All other fields stay as they are.
 */
final class DemangledFrames {
  private final int function;
  private final int systemName;

  DemangledFrames(Type frame) {
    this.function = FrameType.of(frame).function();
    this.systemName = FrameType.find(frame, "system_name", VarcharType.class);
  }

  Block demangle(Block frames, DemangleMode mode) {
    if (mode == DemangleMode.NONE
        || !(frames.getUnderlyingValueBlock() instanceof RowBlock rows)
        || frames.getPositionCount() == 0) {
      return frames;
    }
    Block functions = rows.getFieldBlock(function);
    Block systemNames = systemName == FrameType.ABSENT ? functions : rows.getFieldBlock(systemName);
    int count = frames.getPositionCount();
    VariableWidthBlockBuilder names = new VariableWidthBlockBuilder(null, count, 0);
    boolean[] isNull = new boolean[count];
    int[] positions = new int[count];
    boolean changed = false;
    for (int frame = 0; frame < count; frame++) {
      int row = frames.getUnderlyingValuePosition(frame);
      positions[frame] = row;
      isNull[frame] = frames.isNull(frame);
      Slice old = isNull[frame] ? null : text(functions, row);
      Slice name = isNull[frame] ? null : name(old, text(systemNames, row), mode);
      changed |= !Objects.equals(name, old);
      if (name == null) {
        names.appendNull();
      } else {
        names.writeEntry(name);
      }
    }
    return changed ? rows(rows, positions, isNull, names.buildValueBlock()) : frames;
  }

  private static Slice name(Slice function, Slice systemName, DemangleMode mode) {
    if (systemName != null) {
      Slice demangled = Names.demangle(systemName, mode);
      if (!demangled.equals(systemName)) {
        return demangled;
      }
    }
    return function == null ? null : Names.demangle(function, mode);
  }

  private static Slice text(Block block, int row) {
    return block.isNull(row) ? null : VARCHAR.getSlice(block, row);
  }

  private Block rows(RowBlock rows, int[] positions, boolean[] isNull, Block functions) {
    Block[] fields = new Block[rows.getFieldBlocks().size()];
    for (int field = 0; field < fields.length; field++) {
      fields[field] =
          field == function
              ? functions
              : rows.getFieldBlock(field).getPositions(positions, 0, positions.length);
    }
    return RowBlock.fromNotNullSuppressedFieldBlocks(positions.length, Optional.of(isNull), fields);
  }
}
