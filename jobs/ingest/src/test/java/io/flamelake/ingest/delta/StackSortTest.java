package io.flamelake.ingest.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StackSortTest {
  private final StackSort sort = new StackSort();

  @Property
  void sortsAsTheLibraryDoesAndKnowsWhereEachStood(@ForAll long[] ids) {
    sort.sort(ids);
    long[] expected = ids.clone();
    Arrays.sort(expected);
    for (int rank = 0; rank < ids.length; rank++) {
      assertThat(sort.id(rank)).isEqualTo(expected[rank]);
      assertThat(ids[sort.place(rank)]).isEqualTo(expected[rank]);
    }
  }
}
