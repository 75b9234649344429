package io.flamelake.ingest.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenStacksTest {

  @Test
  void remembersAStackOfADayAndService() {
    SeenStacks seen = new SeenStacks(64);
    assertThat(seen.isNew(1, 2, 3, 4)).isTrue();
    assertThat(seen.isNew(1, 2, 3, 4)).isFalse();
    assertThat(seen.isNew(2, 2, 3, 4)).isTrue();
    assertThat(seen.isNew(1, 3, 3, 4)).isTrue();
    assertThat(seen.isNew(1, 2, 3, 5)).isTrue();
    assertThat(seen.isNew(1, 2, 3, 4)).isFalse();
  }

  @Test
  void remembersMostOfWhatFits() {
    SeenStacks seen = new SeenStacks(1 << 12);
    int forgotten = 0;
    for (int round = 0; round < 2; round++) {
      Random random = new Random(5);
      for (int i = 0; i < 1 << 10; i++) {
        forgotten += seen.isNew(1, 2, random.nextLong(), i) && round == 1 ? 1 : 0;
      }
    }
    assertThat(forgotten).isLessThan(20);
  }

  @Test
  void neverTakesANewStackForAKnownOne() {
    SeenStacks seen = new SeenStacks(8);
    for (int i = 1; i < 10_000; i++) {
      assertThat(seen.isNew(1, 2, i, i)).isTrue();
    }
  }
}
