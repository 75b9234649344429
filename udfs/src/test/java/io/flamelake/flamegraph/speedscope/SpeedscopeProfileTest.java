package io.flamelake.flamegraph.speedscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.frames.FrameStacks;
import io.flamelake.flamegraph.frames.FrameStacks.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpeedscopeProfileTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Shown(String name, String file, long line, long column) {}

  @Property(tries = 500)
  void everyStackIsReadWithItsSum(@ForAll("stacks") List<Stack> stacks) throws IOException {
    JsonNode file = JSON.readTree(written(FrameStacks.tree(stacks), "bytes"));
    JsonNode profile = file.get("profiles").get(0);

    assertThat(samples(file)).isEqualTo(expected(stacks));
    assertThat(profile.get("samples")).hasSameSizeAs(profile.get("weights"));
    assertThat(profile.get("endValue").longValue())
        .isEqualTo(stacks.stream().mapToLong(Stack::value).sum());
    assertThat(file.get("shared").get("frames")).doesNotHaveDuplicates();
  }

  @Property(tries = 100)
  void equalStacksGiveEqualText(@ForAll("stacks") List<Stack> stacks, @ForAll long seed)
      throws IOException {
    List<Stack> shuffled = new ArrayList<>(stacks);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(written(FrameStacks.tree(shuffled), "none"))
        .isEqualTo(written(FrameStacks.tree(stacks), "none"));
  }

  @Test
  void isAFileOfTheFormat() throws IOException {
    Frame known = new Frame("f", "", "a.c", "app", "", 3, 4, 1, 16, false);
    Frame address = new Frame("", "", "", "/lib/libc.so.6", "", 0, 0, 0, 32, false);
    FlameGraphTree tree = FrameStacks.tree(List.of(new Stack(List.of(address, known), 7)));

    assertThat(written(tree, "nanoseconds"))
        .isEqualTo(
            """
            {"$schema":"https://www.speedscope.app/file-format-schema.json",\
            "exporter":"flamelake","activeProfileIndex":0,"name":"my \\"app\\"",\
            "profiles":[{"type":"sampled","name":"my \\"app\\"","unit":"nanoseconds",\
            "startValue":0,"endValue":7,"samples":[[0,1]],"weights":[7]}],\
            "shared":{"frames":[{"name":"f","file":"a.c","line":3,"col":4},\
            {"name":"libc.so.6+0x20","file":"/lib/libc.so.6"}]}}""");
  }

  @Test
  void aUnitThatTheFormatDoesNotHaveIsNone() throws IOException {
    JsonNode file = JSON.readTree(written(new FlameGraphTree(), "count"));

    assertThat(file.get("profiles").get(0).get("unit").textValue()).isEqualTo("none");
  }

  @Provide
  Arbitrary<List<Stack>> stacks() {
    return FrameStacks.stacks();
  }

  private static String written(FlameGraphTree tree, String unit) throws IOException {
    StringBuilder text = new StringBuilder();
    SpeedscopeProfile.write(tree, unit, "my \"app\"", text);
    return text.toString();
  }

  private static Map<List<Shown>, Long> samples(JsonNode file) {
    JsonNode frames = file.get("shared").get("frames");
    JsonNode profile = file.get("profiles").get(0);
    Map<List<Shown>, Long> samples = new HashMap<>();
    for (int at = 0; at < profile.get("samples").size(); at++) {
      List<Shown> stack = new ArrayList<>();
      profile
          .get("samples")
          .get(at)
          .forEach(
              index -> {
                JsonNode frame = frames.get(index.intValue());
                stack.add(
                    new Shown(
                        frame.get("name").textValue(),
                        frame.path("file").asText(""),
                        frame.path("line").longValue(),
                        frame.path("col").longValue()));
              });
      samples.merge(stack.reversed(), profile.get("weights").get(at).longValue(), Long::sum);
    }
    return samples;
  }

  private static Map<List<Shown>, Long> expected(List<Stack> stacks) {
    Map<List<Frame>, Long> sums = new HashMap<>();
    stacks.forEach(stack -> sums.merge(stack.frames(), stack.value(), Long::sum));
    Map<List<Shown>, Long> expected = new HashMap<>();
    sums.forEach(
        (frames, value) -> {
          if (value != 0) {
            expected.merge(
                frames.stream().map(SpeedscopeProfileTest::shown).toList(), value, Long::sum);
          }
        });
    return expected;
  }

  private static Shown shown(Frame frame) {
    String file = frame.isSymbolized() ? frame.file() : frame.mapping();
    return new Shown(frame.label(), file, frame.line(), frame.column());
  }
}
