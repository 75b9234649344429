package io.flamelake.udfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Stacks of few functions, so that many share their frames from the root; the same each time. */
public final class RandomStacks {
  private static final int MAX_DEPTH = 90;
  private static final int FUNCTIONS = 3;

  private RandomStacks() {}

  /** As many, leaf first; some have no frames. */
  public static List<List<String>> make(int count) {
    Random random = new Random(7);
    List<List<String>> stacks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> stack = new ArrayList<>();
      int depth = random.nextInt(MAX_DEPTH);
      for (int frame = 0; frame < depth; frame++) {
        stack.add("function" + random.nextInt(FUNCTIONS));
      }
      stacks.add(stack);
    }
    return stacks;
  }

  /** Every second one from the first on that is named. */
  public static List<List<String>> everySecond(List<List<String>> stacks, int first) {
    List<List<String>> chosen = new ArrayList<>();
    for (int i = first; i < stacks.size(); i += 2) {
      chosen.add(stacks.get(i));
    }
    return chosen;
  }
}
