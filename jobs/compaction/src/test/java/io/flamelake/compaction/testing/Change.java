package io.flamelake.compaction.testing;

import io.flamelake.compaction.rewrite.Step;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A change that another writer makes. */
public interface Change {
  void make() throws IOException;

  /** Makes it once, when that step is reached for the first time. */
  default Step.Listener at(Step at) {
    boolean[] made = {false};
    return step -> {
      if (step == at && !made[0]) {
        made[0] = true;
        now();
      }
    };
  }

  /** Makes it where nothing may be thrown that is checked. */
  default void now() {
    try {
      make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
