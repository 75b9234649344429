package io.flamelake.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import io.opentelemetry.proto.profiles.v1development.Function;
import io.opentelemetry.proto.profiles.v1development.Line;
import io.opentelemetry.proto.profiles.v1development.Location;
import io.opentelemetry.proto.profiles.v1development.Mapping;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames as the eBPF profiler sends them. */
class FramesTest {

  private final OtlpBuilder request = OtlpBuilder.cpu();

  @ParameterizedTest
  @CsvSource({
    "native, native",
    "kernel, kernel",
    "go, go",
    "jvm, jvm",
    "cpython, python",
    "v8js, javascript",
    "ruby, ruby",
    "php, php",
    "perl, perl",
    "dotnet, dotnet",
    "beam, beam",
    "rust, rust",
    "luajit, lua",
    "unheard-of,"
  })
  void tellsTheKindThatTheProfilerTells(String type, String kind) {
    Location.Builder location = Location.newBuilder().addLines(line("f", 7)).addAttributeIndices(0);
    location.addAttributeIndices(request.attributeIndex("profile.frame.type", type));
    assertThat(frame(location).kind()).isEqualTo(kind);
  }

  @Test
  void leavesNativeAddressesAsTheyAre() {
    Location.Builder location = Location.newBuilder().setAddress(0x1234).setMappingIndex(mapping());
    location.addAttributeIndices(request.attributeIndex("profile.frame.type", "native"));
    TestFrame frame = frame(location);
    assertThat(frame.address()).isEqualTo(0x1234);
    assertThat(frame.mapping()).isEqualTo("libc.so.6");
    assertThat(frame.buildId()).isEqualTo("gnu");
    assertThat(frame.kind()).isEqualTo("native");
  }

  @Test
  void takesTheAddressOfAnInterpretedFrameForALine() {
    Location.Builder location = Location.newBuilder().setAddress(42).setMappingIndex(mapping());
    location.addAttributeIndices(request.attributeIndex("profile.frame.type", "cpython"));
    StackDefinition stack = stack(location);
    TestFrame frame = TestFrame.read(stack).get(0);
    assertThat(frame.address()).isNull();
    assertThat(frame.buildId()).isNull();
    assertThat(frame.line()).isEqualTo(42);
    assertThat(stack.unresolved()).isZero();
    assertThat(stack.buildIds()).isEmpty();
  }

  @Test
  void putsTheCallerAfterWhatWasInlinedIntoIt() {
    Location.Builder location =
        Location.newBuilder().addLines(line("memcpy", 1)).addLines(line("printf", 2));
    List<TestFrame> frames = TestFrame.read(stack(location));
    assertThat(frames).extracting(TestFrame::function).containsExactly("memcpy", "printf");
    assertThat(frames).extracting(TestFrame::inlined).containsExactly(true, false);
  }

  @Test
  void leavesOutALinkersNameThatIsTheName() {
    StackDefinition same = stackOfFunction("main.main", "main.main");
    TestFrame mangled = TestFrame.read(stackOfFunction("a()", "_Z1av")).get(0);
    assertThat(TestFrame.read(same).get(0).function()).isEqualTo("main.main");
    assertThat(TestFrame.read(same).get(0).systemName()).isNull();
    assertThat(mangled.function()).isEqualTo("a()");
    assertThat(mangled.systemName()).isEqualTo("_Z1av");
  }

  @Test
  void givesOneStackToFramesWithTheLinkersNameToldOrNot() {
    StackDefinition told = stackOfFunction("main.main", "main.main");
    for (StackDefinition same :
        List.of(stackOfFunction("main.main", ""), stackOfFunction("", "main.main"))) {
      assertThat(same.stackId()).isEqualTo(told.stackId());
      assertThat(same.check()).isEqualTo(told.check());
      assertThat(same.frames()).isEqualTo(told.frames());
    }
  }

  private static StackDefinition stackOfFunction(String name, String systemName) {
    OtlpBuilder request = OtlpBuilder.cpu();
    int function =
        request.entry(
            Function.newBuilder()
                .setNameStrindex(request.string(name))
                .setSystemNameStrindex(request.string(systemName))
                .build());
    Line line = Line.newBuilder().setFunctionIndex(function).setLine(4).build();
    int location = request.entry(Location.newBuilder().addLines(line));
    return stack(request.sampleOf(request.stackOf(location), 1));
  }

  private int mapping() {
    Mapping.Builder mapping =
        Mapping.newBuilder()
            .setMemoryStart(0x1000)
            .setMemoryLimit(0x9000)
            .setFileOffset(0x500)
            .setFilenameStrindex(request.string("libc.so.6"));
    for (String kind : List.of("htlhash", "go", "gnu")) {
      mapping.addAttributeIndices(
          request.attributeIndex("process.executable.build_id." + kind, kind));
    }
    return request.entry(mapping.build());
  }

  private Line line(String function, int line) {
    return Line.newBuilder().setFunctionIndex(request.function(function)).setLine(line).build();
  }

  private TestFrame frame(Location.Builder location) {
    return TestFrame.read(stack(location)).get(0);
  }

  private StackDefinition stack(Location.Builder location) {
    return stack(request.sampleOf(request.stackOf(request.entry(location)), 1));
  }

  private static StackDefinition stack(OtlpBuilder request) {
    Decoders decoder = new Decoders(DecoderOptions.defaults());
    return CollectedOutput.of(decoder, request.record()).stacks.get(0);
  }
}
