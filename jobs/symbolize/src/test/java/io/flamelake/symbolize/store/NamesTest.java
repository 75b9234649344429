package io.flamelake.symbolize.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.BuildId;
import io.flamelake.symbolize.index.SymbolIndex;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

/** The names of folders and files in a store. */
class NamesTest {
  private static final Path ROOT = new Path("objects:/store/v1");

  @Property
  void folderOfEachBuildIdIsTwoLevelsBelowTheRootAndGivesItBack(@ForAll long seed) {
    Random random = new Random(seed);
    String buildId = BuildId.normalized(random.nextBoolean() ? digits(random) : parts(random));
    Assume.that(buildId != null);
    Path folder = BuildFolder.path(ROOT, buildId);
    assertThat(folder.getParent().getParent()).isEqualTo(ROOT);
    assertThat(folder.getParent().getName()).isNotIn(".", "..");
    assertThat(BuildFolder.unescaped(folder.getName())).isEqualTo(buildId);
  }

  private static String digits(Random random) {
    return Long.toHexString(random.nextLong() >>> random.nextInt(40));
  }

  private static String parts(Random random) {
    StringBuilder text = new StringBuilder("a/");
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append("aZ9-_/".charAt(random.nextInt(6)));
    }
    return text.append('b').toString();
  }

  @Property
  void namesOfIndexesTellWhatTheyWereMadeOf(
      @ForAll @LongRange(min = 0) long executable,
      @ForAll @LongRange(min = 0, max = 1000) long debuginfo) {
    Assume.that(executable < 1_000_000_000_000_000_000L);
    IndexName name = IndexName.of(executable, debuginfo, 7);
    assertThat(IndexName.parse(name.toString())).isEqualTo(name);
    assertThat(name.supersedes(name)).isFalse();
    assertThat(IndexName.of(executable, debuginfo + 1, 7).supersedes(name)).isTrue();
    assertThat(name.supersedes(IndexName.of(executable + 1, debuginfo, 0))).isFalse();
  }

  @Test
  void takesNoOtherNamesForIndexes() {
    String name = "index-" + SymbolIndex.VERSION + "-1-2-3";
    assertThat(IndexName.parse(name)).isNotNull();
    for (String other :
        new String[] {
          name + ".tmp",
          "x" + name,
          "index-2-1-2",
          "index-2--1-2-3",
          "index-2-1-2-9999999999999999999"
        }) {
      assertThat(IndexName.parse(other)).isNull();
    }
  }
}
