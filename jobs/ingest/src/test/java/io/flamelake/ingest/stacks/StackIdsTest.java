package io.flamelake.ingest.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.stacks.FrameKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Ids are stored: those pinned here by value must be the same in every version. The values were
 * worked out with xxHash's own C library from the description in {@link StackIds}.
 */
class StackIdsTest {

  private final Texts texts = new Texts(1 << 16);
  private final Frames frames = new Frames(texts);
  private final StackIds ids = new StackIds(16);

  StackIdsTest() {
    texts.reset(new byte[0], 0);
  }

  @Test
  void pinsIdsForEver() {
    int main = add(this::main);
    int kernel = add(f -> f.address = 0xffff_8000_1234_5678L);
    int library = add(this::library);
    int named = frames.truncated();
    assertThat(stack()).containsExactly(3244421341483603138L, -2572389313945884993L);
    assertThat(stack(main)).containsExactly(6853160160594644996L, -1616176368823195516L);
    int untold = add(also(f -> f.systemName = Texts.NONE));
    assertThat(stack(untold)).containsExactly(-4026377739779024715L, -714539408991413549L);
    assertThat(stack(library, main)).containsExactly(-9200389729422733218L, 999215126169453545L);
    assertThat(stack(kernel, library, main, named))
        .containsExactly(6960541902419321766L, 4612591916712904024L);
  }

  @Test
  void hashesTheNumbersThatTheDocumentationTells() {
    int main = add(this::main);
    long names = xxh3(0, h("main.main"), h("main.main"), h("/src/main.go"));
    assertThat(id(main)).isEqualTo(xxh3(1, xxh3(0, names, 40), 42, h("/bin/app")));
    int library = add(this::library);
    assertThat(id(library)).isEqualTo(xxh3(2, h("abc123"), 0x1234));
    int kernel = add(f -> f.address = -8);
    assertThat(id(kernel)).isEqualTo(xxh3(3, h(""), -8));
    assertThat(stack(kernel, main)[0]).isEqualTo(xxh3(0, id(kernel), id(main)));
    assertThat(stack(kernel, main)[1]).isEqualTo(xxh3(0x666c616d656c616bL, id(kernel), id(main)));
  }

  @Test
  void hasNoSystemNameWhereItIsTheFunctionsName() {
    int name = text("main.main");
    int other = text("_main");
    assertThat(frames.systemName(name, text("main.main"))).isEqualTo(Texts.NONE);
    assertThat(frames.systemName(name, Texts.NONE)).isEqualTo(Texts.NONE);
    assertThat(frames.systemName(name, other)).isEqualTo(other);
    assertThat(frames.systemName(Texts.NONE, Texts.NONE)).isEqualTo(Texts.NONE);
    long names = xxh3(0, h("main.main"), h(""), h("/src/main.go"));
    assertThat(id(add(also(f -> f.systemName = frames.systemName(f.function, f.systemName)))))
        .isEqualTo(xxh3(1, xxh3(0, names, 40), 42, h("/bin/app")));
  }

  @Test
  void takesEveryPartOfTheIdentityIntoTheId() {
    Set<Long> distinct = new HashSet<>();
    distinct.add(id(add(this::main)));
    distinct.add(id(add(also(f -> f.function = text("other")))));
    distinct.add(id(add(also(f -> f.systemName = text("other")))));
    distinct.add(id(add(also(f -> f.file = text("other")))));
    distinct.add(id(add(also(f -> f.mapping = text("other")))));
    distinct.add(id(add(also(f -> f.line++))));
    distinct.add(id(add(also(f -> f.startLine++))));
    distinct.add(id(add(also(f -> f.symbolized = false))));
    assertThat(distinct).hasSize(8);
  }

  @Test
  void leavesOtherPartsOutOfTheId() {
    long id = id(add(this::main));
    assertThat(id(add(also(f -> f.column = 9)))).isEqualTo(id);
    assertThat(id(add(also(f -> f.inlined = true)))).isEqualTo(id);
    assertThat(id(add(also(f -> f.kind = FrameKind.GO.code())))).isEqualTo(id);
    assertThat(id(add(also(f -> f.buildId = text("other"))))).isEqualTo(id);
    long byBuildId = id(add(this::library));
    int moved = add(((Consumer<Frames>) this::library).andThen(f -> f.mapping = text("moved")));
    assertThat(id(moved)).isEqualTo(byBuildId);
  }

  private void main(Frames f) {
    f.symbolized = true;
    f.function = text("main.main");
    f.systemName = text("main.main");
    f.file = text("/src/main.go");
    f.mapping = text("/bin/app");
    f.line = 42;
    f.startLine = 40;
  }

  private void library(Frames f) {
    f.mapping = text("/lib/libc.so.6");
    f.buildId = text("abc123");
    f.address = 0x1234;
  }

  private Consumer<Frames> also(Consumer<Frames> change) {
    return ((Consumer<Frames>) this::main).andThen(change);
  }

  private int add(Consumer<Frames> set) {
    frames.clear();
    set.accept(frames);
    frames.functionId =
        frames.functionId(frames.function, frames.systemName, frames.file, frames.startLine);
    return frames.add();
  }

  private long id(int row) {
    return frames.ids()[row];
  }

  private long[] stack(int... rows) {
    for (int i = 0; i < rows.length; i++) {
      StackIds.put(ids.buffer(), i, id(rows[i]));
    }
    ids.finish(rows.length, 0);
    return new long[] {ids.id(), ids.check()};
  }

  private int text(String text) {
    return texts.add(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long h(String text) {
    return Hashing.xxh3_64().hashBytesToLong(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long xxh3(long seed, long... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long number : numbers) {
      bytes.putLong(number);
    }
    return Hashing.xxh3_64(seed).hashBytesToLong(bytes.array());
  }
}
