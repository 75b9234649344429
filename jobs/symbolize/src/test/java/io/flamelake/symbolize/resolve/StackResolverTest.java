package io.flamelake.symbolize.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.index.TextCache;
import io.flamelake.symbolize.resolve.StackModel.Raw;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StackResolverTest {
  private static final IndexAnswer NOT_FOUND =
      IndexAnswer.unavailable(Unavailable.NOT_FOUND, "no source has it");

  private final StackResolver resolver = new StackResolver(new TextCache(1 << 20));

  @Property(tries = 500)
  void resolvesAsThePlainModelDoes(@ForAll long seed) {
    RandomStacks make = new RandomStacks(new Random(seed));
    Map<String, IndexAnswer> answers = new LinkedHashMap<>();
    answers.put("aa01", IndexAnswer.found(make.index(true)));
    answers.put("aa02", IndexAnswer.found(make.index(false)));
    answers.put("aa03", NOT_FOUND);
    answers.put("A/b/c/d", IndexAnswer.found(make.index(true)));
    answers.put("aa05", IndexAnswer.unavailable(Unavailable.TIMEOUT, "too slow"));
    for (int i = 0; i < 10; i++) {
      List<Raw> stack = make.stack(List.copyOf(answers.keySet()));
      StackDefinition definition = RandomStacks.definition(stack);
      check(resolve(definition, answers), StackModel.of(stack, answers), definition);
    }
  }

  private Resolution resolve(StackDefinition definition, Map<String, IndexAnswer> answers) {
    return resolver.resolve(
        definition,
        Arrays.stream(definition.buildIds()).map(answers::get).toArray(IndexAnswer[]::new));
  }

  private static void check(Resolution actual, StackModel expected, StackDefinition given) {
    StackDefinition stack = actual.stack();
    assertThat(TestFrame.read(stack)).isEqualTo(expected.frames);
    assertThat(actual.resolved()).isEqualTo(expected.resolved);
    assertThat(stack.unresolved()).isEqualTo(expected.unresolved);
    assertThat(stack.buildIds()).containsExactlyElementsOf(expected.buildIds);
    assertThat(stack.stackId()).isEqualTo(given.stackId());
    assertThat(stack.check()).isEqualTo(given.check());
    assertThat(stack.day()).isEqualTo(given.day());
    assertThat(stack.serviceName()).isEqualTo(given.serviceName());
    Map<Map.Entry<String, Unavailable>, Integer> missing = new LinkedHashMap<>();
    actual.unresolved().forEach(u -> missing.put(Map.entry(u.buildId(), u.reason()), u.frames()));
    assertThat(missing).isEqualTo(expected.missing);
    if (actual.resolved() == 0) {
      assertThat(stack).isSameAs(given);
    }
  }

  @Test
  void keepsOffsetsOfWhatStaysUnresolved() {
    List<Raw> stack = List.of(raw("aa01", 0x10, true), raw("aa02", RandomStacks.START, false));
    SymbolIndex index = new RandomStacks(new Random(1)).index(false);
    Map<String, IndexAnswer> answers = Map.of("aa01", NOT_FOUND, "aa02", IndexAnswer.found(index));
    Resolution resolution = resolve(RandomStacks.definition(stack), answers);
    assertThat(resolution.resolved()).isEqualTo(1);
    assertThat(TestFrame.offsets(resolution.stack())).startsWith(true, false);
  }

  @Test
  void aStackThatHasGrownTooDeepGetsNoMoreInlinedCalls() {
    IndexBuilder sink = new IndexBuilder(IndexLimits.DEFAULT);
    int frame = sink.frame(sink.function("main", null, SymbolSink.NO_FILE, 0));
    for (int i = 0; i < 99; i++) {
      frame = sink.inlined(frame, sink.function("f", null, SymbolSink.NO_FILE, 0), -1, 0, 0);
    }
    sink.range(frame, 16, 32);
    Map<String, IndexAnswer> answers = Map.of("aa01", IndexAnswer.found(sink.build("")));
    List<Raw> stack = Collections.nCopies(2000, raw("aa01", 20, false));
    Resolution resolution = resolve(RandomStacks.definition(stack), answers);
    List<TestFrame> frames = TestFrame.read(resolution.stack());
    assertThat(frames).hasSizeBetween(StackResolver.MAX_FRAMES, StackResolver.MAX_FRAMES + 2000);
    assertThat(frames.stream().filter(f -> f.function().equals("main"))).hasSize(2000);
    assertThat(frames.get(frames.size() - 1).function()).isEqualTo("main");
  }

  @Test
  void answersMustBeThoseOfTheBuildIds() {
    StackDefinition stack = RandomStacks.definition(List.of(raw("aa01", 1, true)));
    assertThatThrownBy(() -> resolver.resolve(stack, new IndexAnswer[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 answers for 1 build ids");
  }

  private static Raw raw(String buildId, long address, boolean offset) {
    return new Raw(
        new TestFrame(
            null, null, null, null, null, null, "/bin/app", buildId, address, "native", false),
        offset);
  }
}
