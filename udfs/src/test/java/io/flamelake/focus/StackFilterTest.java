package io.flamelake.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.focus.PprofModel.Line;
import io.flamelake.focus.PprofModel.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StackFilterTest {
  @Test
  void filtersAsTheExamplesInPprofsSourceSay() {
    // profile/filter.go has A, B, C, B from the root, profile/prune.go A, B, C, B, D to the root.
    assertThat(apply(StackFilter.SHOW_FROM, "A", "B", "C", "B", "A")).isEqualTo("BCBA");
    assertThat(apply(StackFilter.SHOW_FROM, "B", "B", "C", "B", "A")).isEqualTo("BCB");
    assertThat(apply(StackFilter.SHOW_FROM, "C", "B", "C", "B", "A")).isEqualTo("BC");
    assertThat(apply(StackFilter.SHOW_FROM, "D", "B", "C", "B", "A")).isEmpty();
    assertThat(apply(StackFilter.PRUNE_FROM, "A", "A", "B", "C", "B", "D")).isEqualTo("ABCBD");
    assertThat(apply(StackFilter.PRUNE_FROM, "B", "A", "B", "C", "B", "D")).isEqualTo("BCBD");
    assertThat(apply(StackFilter.HIDE, "B", "A", "B", "C", "B")).isEqualTo("AC");
    assertThat(apply(StackFilter.SHOW, "B|C", "A", "B", "C", "B")).isEqualTo("BCB");
  }

  @Test
  void aMappingMatchesAllFramesOfALocation() {
    List<TestFrame> frames =
        List.of(
            new TestFrame("f", "f.c", "lib", true),
            new TestFrame("g", "g.c", "lib", false),
            new TestFrame(null, null, "lib", false),
            new TestFrame("main", "m.c", "app", false));
    assertThat(kept(StackFilter.HIDE, frames, "^lib$")).isEqualTo(frames.subList(3, 4));
    assertThat(kept(StackFilter.SHOW, frames, "^lib$")).isEqualTo(frames.subList(0, 2));
    assertThat(kept(StackFilter.SHOW_FROM, frames, "^lib$")).isEqualTo(frames.subList(0, 3));
    assertThat(kept(StackFilter.PRUNE_FROM, frames, "^lib$")).isEqualTo(frames);
  }

  @Test
  void whatIsLeftOfALocationIsNoLongerInlined() {
    List<TestFrame> frames =
        List.of(
            TestFrame.of("a").inlined(true),
            TestFrame.of("b").inlined(true),
            TestFrame.of("c"),
            TestFrame.of("d"));
    assertThat(kept(StackFilter.HIDE, frames, "c"))
        .containsExactly(TestFrame.of("a").inlined(true), TestFrame.of("b"), TestFrame.of("d"));
    assertThat(kept(StackFilter.SHOW_FROM, frames, "a")).containsExactly(TestFrame.of("a"));
  }

  @Property
  void hidesAsPprof(@ForAll("samples") List<Location> sample, @ForAll("regexps") String regexp) {
    agrees(StackFilter.HIDE, PprofModel::hide, sample, regexp);
  }

  @Property
  void showsAsPprof(@ForAll("samples") List<Location> sample, @ForAll("regexps") String regexp) {
    agrees(StackFilter.SHOW, PprofModel::show, sample, regexp);
  }

  @Property
  void showsFromAsPprof(
      @ForAll("samples") List<Location> sample, @ForAll("regexps") String regexp) {
    agrees(StackFilter.SHOW_FROM, PprofModel::showFrom, sample, regexp);
  }

  @Property
  void prunesFromAsPprof(
      @ForAll("samples") List<Location> sample, @ForAll("regexps") String regexp) {
    agrees(StackFilter.PRUNE_FROM, PprofModel::pruneFrom, sample, regexp);
  }

  @Property
  void matchesAsPprofsFocus(
      @ForAll("samples") List<Location> sample, @ForAll("regexps") String regexp) {
    Pattern pattern = Pattern.compile(regexp);
    assertThat(StackFilter.matches(TestFrame.matches(PprofModel.frames(sample), regexp)))
        .isEqualTo(sample.stream().anyMatch(location -> location.matches(pattern)));
  }

  @Property
  void aSecondFilterSeesTheLocationsThatTheFirstLeft(
      @ForAll("samples") List<Location> sample,
      @ForAll("regexps") String first,
      @ForAll("regexps") String second) {
    List<Location> expected = PprofModel.hide(sample, Pattern.compile(first));
    List<TestFrame> hidden = kept(StackFilter.HIDE, PprofModel.frames(sample), first);
    assertThat(kept(StackFilter.SHOW_FROM, hidden, second))
        .isEqualTo(PprofModel.frames(PprofModel.showFrom(expected, Pattern.compile(second))));
  }

  private static void agrees(
      StackFilter filter,
      BiFunction<List<Location>, Pattern, List<Location>> model,
      List<Location> sample,
      String regexp) {
    assertThat(kept(filter, PprofModel.frames(sample), regexp))
        .isEqualTo(PprofModel.frames(model.apply(sample, Pattern.compile(regexp))));
  }

  private static String apply(StackFilter filter, String regexp, String... functions) {
    List<TestFrame> frames = Stream.of(functions).map(TestFrame::of).toList();
    return String.join("", kept(filter, frames, regexp).stream().map(TestFrame::function).toList());
  }

  private static List<TestFrame> kept(StackFilter filter, List<TestFrame> frames, String regexp) {
    FrameSelection selection = filter.apply(TestFrame.matches(frames, regexp));
    List<TestFrame> kept = new ArrayList<>();
    for (int index = 0; index < selection.size(); index++) {
      TestFrame frame = frames.get(selection.positions()[index]);
      kept.add(frame.inlined(frame.inlined() && !selection.isOutermost(index)));
    }
    return kept;
  }

  @Provide
  Arbitrary<List<Location>> samples() {
    Arbitrary<Line> line =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "a(b)", "ab"), Arbitraries.of("x.c", "y.c", ""))
            .as(Line::new);
    Arbitrary<String> mapping = Arbitraries.of("m1", "m2").injectNull(0.3);
    return Combinators.combine(mapping, line.list().ofMaxSize(3))
        .as(Location::new)
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> regexps() {
    return Arbitraries.of("a", "b", "^a$", "b|c", "m1", "x\\.c", "\\(", "^$", "nothing", "m|a");
  }
}
