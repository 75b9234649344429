package io.flamelake.ingest.folded;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.TestFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FoldedDecoderTest {

  /** A new decoder for each record, so one that remembers few stacks. */
  private static final DecoderOptions SMALL =
      new DecoderOptions(
          Limits.defaults(), ProfileTypes.DEFAULT_CUMULATIVE_TYPES, null, Map.of(), 64);

  @Example
  void readsStacksRootFirst() {
    CollectedOutput output = decode("main;work;leaf 42\nmain;idle 7\n");
    assertThat(stacks(output))
        .isEqualTo(Map.of(List.of("leaf", "work", "main"), 42L, List.of("idle", "main"), 7L));
    SeriesProfile profile = output.profile();
    assertThat(profile.format()).isEqualTo("folded");
    assertThat(profile.profileName()).isEqualTo("samples");
    assertThat(profile.sampleTypes()).containsExactly("samples");
    assertThat(profile.sampleUnits()).containsExactly("count");
    assertThat(profile.temporality(0)).isEqualTo(Temporality.DELTA);
    assertThat(profile.timeNanos()).isEqualTo(Records.TIMESTAMP_MILLIS * 1_000_000);
    assertThat(output.repairs).containsOnlyKeys(Repair.TIME_FROM_KAFKA);
    assertThat(output.rejections).isEmpty();
  }

  @Example
  void takesWhatHeadersSay() {
    RawRecord record = record("main;work 42");
    for (String[] header :
        new String[][] {
          {"labels", "{service_name=\"api\",env=\"prod\"}"},
          {"sample-type", "cpu/nanoseconds"},
          {"period-type", "cpu/nanoseconds"},
          {"period", "10000000"},
          {"time-nanos", "" + Records.TIME_NANOS},
          {"duration-nanos", "60000000000"}
        }) {
      record = Records.withHeader(record, header[0], header[1]);
    }
    SeriesProfile profile = decode(record).profile();
    assertThat(profile.labels()).isEqualTo(Map.of("service_name", "api", "env", "prod"));
    assertThat(profile.profileName()).isEqualTo("process_cpu");
    assertThat(profile.profileType(0)).isEqualTo("process_cpu:cpu:nanoseconds:cpu:nanoseconds");
    assertThat(profile.period()).isEqualTo(10_000_000);
    assertThat(profile.timeNanos()).isEqualTo(Records.TIME_NANOS);
    assertThat(profile.durationNanos()).isEqualTo(60_000_000_000L);
  }

  @Example
  void leavesOutCommentsEmptyLinesAndCarriageReturns() {
    assertThat(stacks(decode("# perf 1\r\n\r\na;b 1\r\n  \n\ta;b\t2\r\n")))
        .isEqualTo(Map.of(List.of("b", "a"), 3L));
  }

  @Example
  void keepsSpacesWithinFrames() {
    assertThat(stacks(decode("[GC Thread tid=7];void f(int, long) 5")))
        .isEqualTo(Map.of(List.of("void f(int, long)", "[GC Thread tid=7]"), 5L));
  }

  @Example
  void roundsFractionsAndKeepsNegativeCounts() {
    assertThat(stacks(decode("a 1.4\nb 1.5\nc 0.2\nd -3\ne 2.\nf 9223372036854775807.9")))
        .isEqualTo(
            Map.of(
                List.of("a"), 1L,
                List.of("b"), 2L,
                List.of("d"), -3L,
                List.of("e"), 2L,
                List.of("f"), Long.MAX_VALUE));
  }

  @Example
  void leavesOutEmptyFrames() {
    assertThat(stacks(decode("a;;b; 1\n;a;b 2"))).isEqualTo(Map.of(List.of("b", "a"), 3L));
  }

  @Example
  void losesNothingButTheBadLines() {
    CollectedOutput output =
        decode("a;b 1\nno count\n42\n;; 3\na;b 1x\nx 9223372036854775808\nx -\na;c 2\n");
    assertThat(stacks(output)).isEqualTo(Map.of(List.of("b", "a"), 1L, List.of("c", "a"), 2L));
    assertThat(output.reasons()).containsExactly(Reason.INVALID_LINE);
    assertThat(output.rejections.get(0).message())
        .contains("line 2, \"no count\"")
        .contains("first of 6");
  }

  @Example
  void readsTheAnnotationsOfAsyncProfiler() {
    CollectedOutput output =
        decode("[main tid=1];a/B.c_[0];a/B.d_[1];a/B.e_[j];a/B.f_[i];write_[k];x_[w];_[j] 1");
    List<TestFrame> frames = TestFrame.read(output.stacks.get(0));
    assertThat(frames)
        .extracting(TestFrame::function)
        .containsExactly(
            "_[j]", "x_[w]", "write", "a/B.f", "a/B.e", "a/B.d", "a/B.c", "[main tid=1]");
    assertThat(frames)
        .extracting(TestFrame::kind)
        .containsExactly(null, null, "kernel", "jvm", "jvm", "jvm", "jvm", null);
    assertThat(frames)
        .extracting(TestFrame::inlined)
        .containsExactly(false, false, false, true, false, false, false, false);
  }

  @Example
  void cutsDeepStacksAtTheRoot() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      deep.append('f').append(i).append(';');
    }
    CollectedOutput output = decode(deep + "leaf 1");
    List<String> frames = TestFrame.functions(output.stacks.get(0));
    assertThat(frames).hasSize(1024).startsWith("leaf", "f1999").endsWith("f978", "[truncated]");
    assertThat(output.repairs).containsEntry(Repair.STACK_TRUNCATED, 1L);
  }

  @Example
  void givesTheSameProfileHoweverItIsPacked() {
    byte[] text = "a;b 1".getBytes(StandardCharsets.UTF_8);
    String id = decode("a;b 1").profile().profileId();
    assertThat(decode(typed(Records.of(Records.gzip(text)))).profile().profileId()).isEqualTo(id);
    assertThat(decode(typed(Records.of(Records.zstd(text)))).profile().profileId()).isEqualTo(id);
  }

  @Property(tries = 200)
  void sumsEqualStacks(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int lines) {
    Random random = new Random(seed);
    Map<List<String>, Long> expected = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      List<String> frames = new ArrayList<>();
      for (int depth = random.nextInt(5); depth >= 0; depth--) {
        frames.add(0, "fn " + random.nextInt(4));
      }
      long count = random.nextInt(1000);
      expected.merge(frames, count, Long::sum);
      List<String> rootFirst = new ArrayList<>(frames);
      Collections.reverse(rootFirst);
      text.append(String.join(";", rootFirst)).append(' ').append(count).append('\n');
    }
    expected.values().removeIf(v -> v == 0);
    assertThat(stacks(decode(text.toString()))).isEqualTo(expected);
  }

  @Property(tries = 500)
  void answersToAnyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    check(bytes);
    check(Records.gzip(bytes));
    byte[] text = bytes.clone();
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) "ab;; \n\r1.-#_[ji]".charAt((text[i] & 0xff) % 16);
    }
    check(text);
    check(Arrays.copyOf(Records.gzip(text), 15));
  }

  private static void check(byte[] bytes) {
    CollectedOutput output = decode(typed(Records.of(bytes)));
    assertThat(output.reasons()).doesNotContain(Reason.DECODER_ERROR);
    boolean whole = output.reasons().stream().anyMatch(Reason::wholeRecord);
    assertThat(output.profiles.isEmpty()).isEqualTo(whole);
    output.stacks.forEach(stack -> assertThat(TestFrame.read(stack)).isNotEmpty());
  }

  private static Map<List<String>, Long> stacks(CollectedOutput output) {
    Map<Long, List<String>> byId = new HashMap<>();
    output.stacks.forEach(stack -> byId.put(stack.stackId(), TestFrame.functions(stack)));
    Map<List<String>, Long> stacks = new HashMap<>();
    SeriesProfile profile = output.profile();
    for (int i = 0; i < profile.stackCount(); i++) {
      stacks.put(byId.get(profile.stackIds()[i]), profile.value(0, i));
    }
    return stacks;
  }

  private static RawRecord record(String text) {
    return typed(Records.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static RawRecord typed(RawRecord record) {
    return Records.withHeader(record, "content-type", "text/x-folded; charset=utf-8");
  }

  private static CollectedOutput decode(String text) {
    return decode(record(text));
  }

  private static CollectedOutput decode(RawRecord record) {
    return CollectedOutput.of(new Decoders(SMALL), record);
  }
}
