package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Line;
import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.ValueType;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.TestFrame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PprofDecoderTest {

  private final PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());

  @Test
  void tellsAllThatAProfileSays() {
    PprofBuilder profile = PprofBuilder.cpu().sample("leaf;root", 10).sample("other;root", 20);
    RawRecord record =
        Records.withLabels(Records.of(profile.build()), "{service_name=\"api\",env=\"prod\"}");
    SeriesProfile told = decode(record).profile();
    assertThat(told.serviceName()).isEqualTo("api");
    assertThat(told.labels()).isEqualTo(Map.of("service_name", "api", "env", "prod"));
    assertThat(told.profileType(0)).isEqualTo("process_cpu:cpu:nanoseconds:cpu:nanoseconds");
    assertThat(told.timeNanos()).isEqualTo(Records.TIME_NANOS);
    assertThat(told.durationNanos()).isEqualTo(10_000_000_000L);
    assertThat(told.period()).isEqualTo(10_000_000);
    assertThat(told.temporality(0)).isEqualTo(Temporality.DELTA);
    assertThat(told.values()).containsExactly(10, 20);
    assertThat(told.total(0)).isEqualTo(30);
    assertThat(told.format()).isEqualTo("pprof");
    assertThat(told.kafkaPartition()).isEqualTo(3);
    assertThat(told.kafkaOffset()).isEqualTo(42);
    assertThat(told.profileId()).matches("[0-9a-f]{32}");
    assertThat(told.spanIds()).isNull();
    assertThat(told.traceIds()).isNull();
  }

  @Test
  void leavesPartsOfTheTypeEmptyThatAreNotTold() {
    SeriesProfile told = decode(new PprofBuilder().type("goroutine", "").sample("a", 1)).profile();
    assertThat(told.profileType(0)).isEqualTo("goroutine:goroutine:::");
    assertThat(told.periodType()).isNull();
    assertThat(told.periodUnit()).isNull();
    assertThat(told.temporality(0)).isEqualTo(Temporality.GAUGE);
  }

  @Test
  void keepsValuesOfAStackTypeByType() {
    PprofBuilder profile = new PprofBuilder().type("alloc_space", "bytes");
    profile.type("inuse_space", "bytes").sample("a", 1, 10).sample("b", 0, 20).sample("a", 2, 0);
    SeriesProfile told = decode(profile).profile();
    assertThat(told.values()).containsExactly(3, 0, 10, 20);
    assertThat(told.nonZero(0)).isEqualTo(1);
    assertThat(told.nonZero(1)).isEqualTo(2);
    assertThat(told.temporality(0)).isEqualTo(Temporality.CUMULATIVE);
    assertThat(told.temporality(1)).isEqualTo(Temporality.GAUGE);
  }

  @Test
  void leavesOutStacksThatAreZero() {
    PprofBuilder profile = PprofBuilder.cpu().sample("zero", 0).sample("gone", 5);
    CollectedOutput output = decode(profile.sample("gone", -5).sample("minus", -7));
    assertThat(output.profile().values()).containsExactly(-7);
    assertThat(output.stacks).hasSize(1);
  }

  @Test
  void tellsAProfileWithoutSamples() {
    SeriesProfile told = decode(PprofBuilder.cpu()).profile();
    assertThat(told.stackCount()).isZero();
    assertThat(told.total(0)).isZero();
    assertThat(told.serviceName()).isEqualTo("unknown_service");
  }

  @Test
  void givesOneIdToFramesHoweverTheyAreSplitIntoLocations() {
    PprofBuilder split = PprofBuilder.cpu();
    long a = split.location("a");
    long b = split.location("b");
    long c = split.location("c");
    PprofBuilder inlined = PprofBuilder.cpu();
    long ab = inlined.location("a", "b");
    long root = inlined.location("c");
    CollectedOutput one = decode(split.sampleOf(new long[] {a, b, c}, 1));
    CollectedOutput other =
        CollectedOutput.of(
            new PprofDecoder(DecoderOptions.defaults()),
            Records.of(inlined.sampleOf(new long[] {ab, root}, 1).build()));
    assertThat(other.profile().stackIds()).isEqualTo(one.profile().stackIds());
    assertThat(other.stacks.get(0).check()).isEqualTo(one.stacks.get(0).check());
    assertThat(TestFrame.read(one.stacks.get(0))).noneMatch(TestFrame::inlined);
    assertThat(TestFrame.read(other.stacks.get(0)).stream().map(TestFrame::inlined))
        .containsExactly(true, false, false);
  }

  @Test
  void normalisesAddressesOfLocationsWithoutLines() {
    PprofBuilder profile = PprofBuilder.cpu();
    long library = profile.mapping("/lib/libc.so.6", "b1", 0x7f00_0000_0000L, 0, 0x1000);
    long plain = profile.mapping("/bin/app", "", 0x1000, 0x2000, 0x100);
    long everything = profile.mapping("/bin/app", "b2", 0, -1, 0);
    long start = 0xffff_8000_0000_0000L;
    long kernel = profile.mapping("[kernel.kallsyms]", "b3", start, -1, start);
    long[] stack = {
      profile.address(library, 0x7f00_0000_0042L),
      profile.address(plain, 0x1010),
      profile.address(plain, 0x9999),
      profile.address(0, 0x42),
      profile.location("main"),
      profile.address(everything, 0x40_1234),
      profile.address(kernel, 0xffff_8000_0000_1234L)
    };
    StackDefinition told = decode(profile.sampleOf(stack, 1)).stacks.get(0);
    List<TestFrame> frames = TestFrame.read(told);
    assertThat(frames.stream().map(TestFrame::address))
        .containsExactly(0x1042L, 0x110L, 0x9999L, 0x42L, null, 0x40_1234L, 0xffff_8000_0000_1234L);
    assertThat(frames.stream().map(TestFrame::function))
        .containsExactly(null, null, null, null, "main", null, null);
    assertThat(TestFrame.offsets(told))
        .containsExactly(true, true, false, false, false, false, false);
    assertThat(told.unresolved()).isEqualTo(6);
    assertThat(told.buildIds()).containsExactly("b1", "b2", "b3");
  }

  @Test
  void takesTheSystemNameOfFunctionsWithoutAName() {
    PprofBuilder profile = PprofBuilder.cpu();
    long mangled = profile.function("", "_ZN1aEv", "a.cc", 0);
    long onlyFile = profile.function("", "", "b.js", 0);
    long nothing = profile.function("", "", "", 0);
    long[] stack = {
      line(profile, mangled, 0), line(profile, onlyFile, 3), line(profile, nothing, 0)
    };
    CollectedOutput output = decode(profile.sampleOf(stack, 1));
    List<TestFrame> frames = TestFrame.read(output.stacks.get(0));
    assertThat(frames.get(0).function()).isEqualTo("_ZN1aEv");
    assertThat(frames.get(0).systemName()).isNull();
    assertThat(frames.get(1).function()).isNull();
    assertThat(frames.get(1).file()).isEqualTo("b.js");
    assertThat(frames.get(1).kind()).isEqualTo("javascript");
    assertThat(frames.get(2).address()).isNotNull();
    assertThat(output.stacks.get(0).unresolved()).isEqualTo(1);
    assertThat(output.rejections).isEmpty();
  }

  @Test
  void leavesOutALinkersNameThatIsTheName() {
    PprofBuilder profile = PprofBuilder.cpu();
    long same = profile.function("main.main", "main.main", "main.go", 3);
    long twice = profile.function("main.run", "", "main.go", 9);
    profile.raw().addStringTable("main.run");
    int again = profile.raw().getStringTableCount() - 1;
    profile.raw().getFunctionBuilder((int) twice - 1).setSystemName(again);
    long mangled = profile.function("a()", "_Z1av", "a.cc", 0);
    long shorter = profile.function("ab", "a", "a.cc", 0);
    long[] stack = {
      line(profile, same, 4),
      line(profile, twice, 9),
      line(profile, mangled, 1),
      line(profile, shorter, 1)
    };
    List<TestFrame> frames = TestFrame.read(decode(profile.sampleOf(stack, 1)).stacks.get(0));
    assertThat(frames)
        .extracting(TestFrame::function)
        .containsExactly("main.main", "main.run", "a()", "ab");
    assertThat(frames).extracting(TestFrame::systemName).containsExactly(null, null, "_Z1av", "a");
  }

  @Test
  void givesOneStackToFramesWithTheLinkersNameToldOrNot() {
    StackDefinition told = stackOf("main.main", "main.main");
    StackDefinition untold = stackOf("main.main", "");
    StackDefinition nameless = stackOf("", "main.main");
    StackDefinition another = stackOf("main.main", "main.other");
    for (StackDefinition same : List.of(untold, nameless)) {
      assertThat(same.stackId()).isEqualTo(told.stackId());
      assertThat(same.check()).isEqualTo(told.check());
      assertThat(same.frames()).isEqualTo(told.frames());
    }
    assertThat(another.stackId()).isNotEqualTo(told.stackId());
  }

  @Test
  void addsUpSamplesOfOneProfileWithTheLinkersNameToldOrNot() {
    PprofBuilder profile = PprofBuilder.cpu();
    long told = line(profile, profile.function("f", "f", "f.go", 1), 2);
    long untold = line(profile, profile.function("f", "", "f.go", 1), 2);
    profile.sampleOf(new long[] {told}, 3).sampleOf(new long[] {untold}, 4);
    CollectedOutput output = decode(profile);
    assertThat(output.stacks).hasSize(1);
    assertThat(output.profile().values()).containsExactly(7);
  }

  @Test
  void cutsDeepStacksAtTheRoot() {
    StringBuilder deep = new StringBuilder("f0");
    for (int i = 1; i < 2000; i++) {
      deep.append(";f").append(i);
    }
    CollectedOutput output = decode(PprofBuilder.cpu().sample(deep.toString(), 1));
    List<String> functions = TestFrame.functions(output.stacks.get(0));
    assertThat(functions).hasSize(1024).startsWith("f0", "f1").endsWith("f1022", "[truncated]");
    assertThat(output.repairs).containsEntry(Repair.STACK_TRUNCATED, 1L);
  }

  @Test
  void turnsBadReferencesIntoInvalidFramesAndKeepsTheSample() {
    PprofBuilder profile = PprofBuilder.cpu();
    long noFunction = line(profile, 99, 0);
    long noMapping = profile.address(88, 0x42);
    long noName = line(profile, profile.function("good"), 0);
    profile.raw().getFunctionBuilder(0).setName(1 << 20);
    long[] stack = {noFunction, 77, noMapping, noName, profile.location("root")};
    CollectedOutput output = decode(profile.sampleOf(stack, 5));
    assertThat(TestFrame.functions(output.stacks.get(0)))
        .containsExactly("[invalid]", "[invalid]", "[invalid]", "[invalid]", "root");
    assertThat(output.profile().values()).containsExactly(5);
    assertThat(output.repairs).containsEntry(Repair.INVALID_FRAME, 4L);
    assertThat(output.rejections.get(0).message())
        .contains("location 1 refers to function 99")
        .contains("first of 4");
  }

  @Test
  void takesTheLastOfAScalarThatStandsTwice() {
    Profile first = PprofBuilder.cpu().sample("a", 1).build();
    Profile second =
        Profile.newBuilder()
            .setTimeNanos(Records.TIME_NANOS + 1)
            .setPeriodType(ValueType.newBuilder().setUnit(1))
            .build();
    byte[] both = join(first.toByteArray(), second.toByteArray());
    SeriesProfile told = decode(Records.of(both)).profile();
    assertThat(told.timeNanos()).isEqualTo(Records.TIME_NANOS + 1);
    assertThat(told.periodType()).isEqualTo("cpu");
    assertThat(told.periodUnit()).isEqualTo("cpu");
  }

  @Test
  void findsLocationsByIdsOfAnySize() {
    for (long id : new long[] {5, 3000, 1L << 40, -1}) {
      PprofBuilder profile = PprofBuilder.cpu();
      profile.location("a");
      profile.raw().getLocationBuilder(0).setId(id);
      CollectedOutput output = decode(profile.sampleOf(new long[] {id}, 1));
      assertThat(output.rejections).isEmpty();
      assertThat(output.profile().values()).containsExactly(1);
    }
  }

  @Test
  void tellsApartManyLocations() {
    PprofBuilder profile = PprofBuilder.cpu();
    for (int i = 0; i < 20_000; i++) {
      profile.sampleOf(new long[] {profile.location("f" + i)}, i + 1);
    }
    CollectedOutput output = decode(profile);
    Map<Long, String> functions = new HashMap<>();
    output.stacks.forEach(s -> functions.put(s.stackId(), TestFrame.functions(s).get(0)));
    SeriesProfile told = output.profile();
    assertThat(told.stackCount()).isEqualTo(20_000);
    for (int i = 0; i < told.stackCount(); i++) {
      assertThat(functions.get(told.stackIds()[i])).isEqualTo("f" + (told.value(0, i) - 1));
    }
  }

  @Test
  void readsEveryMemberOfAGzip() {
    byte[] bytes = PprofBuilder.cpu().sample("a", 1).sample("b", 2).bytes();
    byte[] start = Arrays.copyOf(bytes, bytes.length / 2);
    byte[] rest = Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length);
    byte[] members = join(join(Records.gzip(start), Records.gzip(rest)), new byte[3]);
    assertThat(decode(Records.of(members)).profile().values()).containsExactly(1, 2);
  }

  @Test
  void givesTheSameProfileHoweverItIsPacked() {
    byte[] bytes = PprofBuilder.cpu().sample("a", 1).sample("b", 2).bytes();
    String id = decode(Records.of(bytes)).profile().profileId();
    assertThat(decode(Records.of(Records.gzip(bytes))).profile().profileId()).isEqualTo(id);
    assertThat(decode(Records.of(Records.zstd(bytes))).profile().profileId()).isEqualTo(id);
  }

  @Test
  void tellsAStackAgainOnAnotherDayAndForAnotherService() {
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1);
    RawRecord record = Records.of(profile.build());
    assertThat(decode(record).stacks).hasSize(1);
    assertThat(decode(record).stacks).isEmpty();
    assertThat(decode(Records.withLabels(record, "{service_name=\"other\"}")).stacks).hasSize(1);
    profile.time(Records.TIME_NANOS - 86_400_000_000_000L);
    assertThat(decode(profile).stacks).hasSize(1);
  }

  @Test
  void takesTheKafkaTimestampForAProfileWithoutTime() {
    CollectedOutput output = decode(PprofBuilder.cpu().time(0).sample("a", 1));
    assertThat(output.profile().timeNanos()).isEqualTo(Records.TIMESTAMP_MILLIS * 1_000_000);
    assertThat(output.stacks.get(0).day()).isEqualTo(20_777);
  }

  private static StackDefinition stackOf(String name, String systemName) {
    PprofBuilder profile = PprofBuilder.cpu();
    long location = line(profile, profile.function(name, systemName, "main.go", 3), 4);
    PprofDecoder fresh = new PprofDecoder(DecoderOptions.defaults());
    RawRecord record = Records.of(profile.sampleOf(new long[] {location}, 1).build());
    return CollectedOutput.of(fresh, record).stacks.get(0);
  }

  private static long line(PprofBuilder profile, long function, long line) {
    return profile.location(
        Location.newBuilder().addLine(Line.newBuilder().setFunctionId(function).setLine(line)));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private CollectedOutput decode(PprofBuilder profile) {
    return decode(Records.of(profile.build()));
  }

  private CollectedOutput decode(RawRecord record) {
    return CollectedOutput.of(decoder, record);
  }
}
