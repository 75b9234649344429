package io.flamelake.compaction.testing;

import io.flamelake.compaction.rewrite.Step;
import java.util.Random;

/** Nothing, the death of the process at some step, or a change of another writer at some step. */
public final class Disturbance implements Step.Listener {
  private enum Kind {
    NOTHING,
    DEATH,
    CHANGE
  }

  /** A process that dies: nothing is caught, nothing tidied up. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Change change;
  private final Kind kind;
  private int left;

  /**
   * @param steps it comes at one of the first so many
   */
  public Disturbance(Random random, int steps, Change change) {
    this.change = change;
    kind = Kind.values()[random.nextInt(Kind.values().length)];
    left = random.nextInt(steps);
  }

  @Override
  public void reached(Step step) {
    if (kind != Kind.NOTHING && left-- == 0) {
      if (kind == Kind.DEATH) {
        throw new Death();
      }
      change.now();
    }
  }

  /** Whether the process is to die. */
  public boolean isDeath() {
    return kind == Kind.DEATH;
  }

  /** Whether another writer is to make a change. */
  public boolean isChange() {
    return kind == Kind.CHANGE;
  }
}
