package io.flamelake.benchmarks.sql;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;

import io.airlift.slice.Slices;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Made-up stacks, all of one depth, leaf first; the same each time. */
final class StackBlocks {
  static final RowType FRAME =
      RowType.from(
          List.of(
              RowType.field("function", VARCHAR),
              RowType.field("mapping", VARCHAR),
              RowType.field("address", BIGINT)));

  private static final int FUNCTIONS = 5_000;
  private static final int CALLEES = 6;

  /** One call in so many is not that of the callee before it. */
  private static final int OTHERS = 8;

  /** Which functions follow one another. */
  enum Shape {
    /** Each function calls a few others, the first of them most often, as in a program. */
    CALLS {
      @Override
      int callee(int caller, Random random) {
        int callee = 0;
        while (callee < CALLEES - 1 && random.nextInt(OTHERS) == 0) {
          callee++;
        }
        return (int) ((caller * 31L + callee * 977L + 1) % FUNCTIONS);
      }
    },

    /** Any function calls any other, so that stacks share hardly any caller. */
    UNLIKE {
      @Override
      int callee(int caller, Random random) {
        return random.nextInt(FUNCTIONS);
      }
    };

    abstract int callee(int caller, Random random);
  }

  private StackBlocks() {}

  /** As many blocks of so many stacks each. */
  static List<ArrayBlock> make(Shape shape, int blocks, int stacks, int depth) {
    Random random = new Random(11);
    Block functions = functions();
    List<ArrayBlock> made = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      made.add(block(shape, random, functions, stacks, depth));
    }
    return made;
  }

  private static ArrayBlock block(
      Shape shape, Random random, Block functions, int stacks, int depth) {
    int frames = stacks * depth;
    int[] ids = new int[frames];
    int[] offsets = new int[stacks + 1];
    for (int stack = 0; stack < stacks; stack++) {
      int function = 0;
      for (int frame = (stack + 1) * depth - 1; frame >= stack * depth; frame--) {
        ids[frame] = function;
        function = shape.callee(function, random);
      }
      offsets[stack + 1] = (stack + 1) * depth;
    }
    Block rows =
        RowBlock.fromFieldBlocks(
            frames,
            new Block[] {
              DictionaryBlock.create(frames, functions, ids),
              RunLengthEncodedBlock.create(VARCHAR, Slices.utf8Slice("/usr/bin/service"), frames),
              RunLengthEncodedBlock.create(BIGINT, null, frames)
            });
    return ArrayBlock.fromElementBlock(stacks, Optional.empty(), offsets, rows);
  }

  private static Block functions() {
    VariableWidthBlockBuilder names = new VariableWidthBlockBuilder(null, FUNCTIONS, 0);
    for (int function = 0; function < FUNCTIONS; function++) {
      names.writeEntry(
          Slices.utf8Slice("github.com/acme/shop/cart.(*Basket).step%d".formatted(function)));
    }
    return names.buildValueBlock();
  }
}
