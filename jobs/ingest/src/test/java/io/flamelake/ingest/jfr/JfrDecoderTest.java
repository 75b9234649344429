package io.flamelake.ingest.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.JfrRecordings;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.TestFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings against what the JDK's own reader says of them. */
class JfrDecoderTest {

  private static final String CPU = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";
  private static final String WALL = "wall:wall:nanoseconds:wall:nanoseconds";

  @TempDir private Path folder;
  private final Map<String, Map<List<String>, Long>> expected = new TreeMap<>();

  @Test
  void givesWhatTheJdkReadsOfItsOwnRecording() throws IOException {
    for (RecordedEvent event : events(JfrRecordings.JDK17)) {
      switch (event.getEventType().getName()) {
        case "jdk.ExecutionSample" -> expect(CPU, event, 20_000_000);
        case "jdk.ObjectAllocationSample" ->
            expectBoth(
                event,
                "memory:alloc_sample_objects:count:space:bytes",
                "memory:alloc_sample_bytes:bytes:space:bytes",
                event.getLong("weight"));
        default -> expectCommon(event);
      }
    }
    CollectedOutput output = decode(JfrRecordings.JDK17, JfrRecordings.JDK17.gzip());
    assertThat(output.rejections).isEmpty();
    assertThat(output.repairs).isEmpty();
    assertThat(stacks(output)).isEqualTo(expected);
    assertThat(expected).hasSize(11);
  }

  @Test
  void givesWhatTheJdkReadsOfARecordingOfAsyncProfiler() throws IOException {
    for (RecordedEvent event : events(JfrRecordings.ASYNC_PROFILER)) {
      switch (event.getEventType().getName()) {
        case "jdk.ExecutionSample" -> expect(CPU, event, 10_000_000);
        case "profiler.WallClockSample" ->
            expect(WALL, event, 50_000_000L * event.getInt("samples"));
        case "profiler.LiveObject" ->
            expectBoth(
                event,
                "memory:live:count:objects:count",
                "memory:live_space:bytes:objects:count",
                event.getLong("allocationSize"));
        default -> expectCommon(event);
      }
    }
    CollectedOutput output =
        decode(JfrRecordings.ASYNC_PROFILER, JfrRecordings.ASYNC_PROFILER.plain());
    assertThat(output.rejections).isEmpty();
    assertThat(output.repairs).isEmpty();
    assertThat(stacks(output)).isEqualTo(expected);
    assertThat(expected).hasSize(8);
  }

  @Test
  void tellsTimeDurationPeriodLabelsAndTemporality() {
    JfrRecordings recording = JfrRecordings.ASYNC_PROFILER;
    CollectedOutput output =
        CollectedOutput.of(
            new Decoders(DecoderOptions.defaults()),
            Records.withLabels(
                recording.record(recording.gzip()), "{service_name=\"api\",__name__=\"x\"}"));
    Map<String, SeriesProfile> byType =
        output.profiles.stream().collect(Collectors.toMap(p -> p.profileType(0), p -> p));
    SeriesProfile cpu = byType.get(CPU);
    assertThat(cpu.serviceName()).isEqualTo("api");
    assertThat(cpu.format()).isEqualTo("jfr");
    assertThat(cpu.timeNanos() / 1_000_000_000).isEqualTo(1_795_307_839);
    assertThat(cpu.durationNanos()).isBetween(3_000_000_000L, 5_000_000_000L);
    assertThat(cpu.period()).isEqualTo(10_000_000);
    assertThat(byType.get(WALL).period()).isEqualTo(50_000_000);
    assertThat(byType.get("memory:live:count:objects:count").temporality(0))
        .isEqualTo(Temporality.GAUGE);
    assertThat(byType.get("mutex:contentions:count:mutex:count").temporality(0))
        .isEqualTo(Temporality.DELTA);
    assertThat(output.profiles.stream().map(SeriesProfile::profileId)).doesNotHaveDuplicates();
  }

  @Test
  void tellsWhatRunsAFrame() {
    CollectedOutput output =
        decode(JfrRecordings.ASYNC_PROFILER, JfrRecordings.ASYNC_PROFILER.gzip());
    List<TestFrame> frames =
        output.stacks.stream().flatMap(stack -> TestFrame.read(stack).stream()).toList();
    assertThat(frames)
        .anyMatch(f -> "jvm".equals(f.kind()) && "Busy.spin".equals(f.function()))
        .anyMatch(f -> "native".equals(f.kind()) && "libjvm.so".equals(f.mapping()))
        .anyMatch(TestFrame::inlined);
    CollectedOutput jdk = decode(JfrRecordings.JDK17, JfrRecordings.JDK17.gzip());
    assertThat(jdk.stacks.stream().flatMap(stack -> TestFrame.read(stack).stream()))
        .allMatch(f -> "jvm".equals(f.kind()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsARecordingByItsFirstBytes(JfrRecordings recording) {
    for (byte[] value : new byte[][] {recording.gzip(), recording.plain()}) {
      RawRecord untyped = Records.withHeader(recording.record(value), "content-type", "");
      CollectedOutput output = CollectedOutput.of(new Decoders(DecoderOptions.defaults()), untyped);
      assertThat(output.profiles).isNotEmpty();
    }
  }

  @Test
  void readsEachChunkForItself() {
    JfrRecordings recording = JfrRecordings.JDK17;
    byte[] one = recording.plain();
    byte[] damaged = one.clone();
    for (int i = 100; i < 2000; i++) {
      damaged[i] = -1;
    }
    int profiles = decode(recording, one).profiles.size();
    CollectedOutput output = decode(recording, Records.join(damaged, one, one));
    assertThat(output.reasons()).containsExactly(Reason.MALFORMED_JFR);
    assertThat(output.rejections.get(0).payload()).isEqualTo(damaged);
    assertThat(output.profiles).hasSize(2 * profiles);
  }

  @Test
  void refusesARecordingThatWasNeverFinished() {
    byte[] bytes = JfrRecordings.JDK17.plain();
    Arrays.fill(bytes, 8, 16, (byte) 0);
    CollectedOutput output = decode(JfrRecordings.JDK17, bytes);
    assertThat(output.reasons()).containsExactly(Reason.MALFORMED_JFR);
    assertThat(output.rejections.get(0).message()).contains("never finished");
  }

  private void expectCommon(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ObjectAllocationInNewTLAB" ->
          expectBoth(
              event,
              "memory:alloc_in_new_tlab_objects:count:space:bytes",
              "memory:alloc_in_new_tlab_bytes:bytes:space:bytes",
              event.getLong("tlabSize"));
      case "jdk.ObjectAllocationOutsideTLAB" ->
          expectBoth(
              event,
              "memory:alloc_outside_tlab_objects:count:space:bytes",
              "memory:alloc_outside_tlab_bytes:bytes:space:bytes",
              event.getLong("allocationSize"));
      case "jdk.JavaMonitorEnter" ->
          expectBoth(
              event,
              "mutex:contentions:count:mutex:count",
              "mutex:delay:nanoseconds:mutex:count",
              event.getDuration().toNanos());
      case "jdk.ThreadPark" ->
          expectBoth(
              event,
              "block:contentions:count:block:count",
              "block:delay:nanoseconds:block:count",
              event.getDuration().toNanos());
      default -> {}
    }
  }

  private void expectBoth(RecordedEvent event, String counts, String amounts, long amount) {
    expect(counts, event, 1);
    expect(amounts, event, amount);
  }

  private void expect(String type, RecordedEvent event, long value) {
    expected.computeIfAbsent(type, t -> new HashMap<>()).merge(frames(event), value, Long::sum);
  }

  private static List<String> frames(RecordedEvent event) {
    List<String> frames = new ArrayList<>();
    if (event.getStackTrace() != null) {
      for (RecordedFrame frame : event.getStackTrace().getFrames()) {
        String type = frame.getMethod().getType().getName();
        String method = frame.getMethod().getName();
        frames.add(
            (type.isEmpty() ? method : method.isEmpty() ? type : type + "." + method)
                + ":"
                + Math.max(0, frame.getLineNumber()));
      }
    }
    return frames;
  }

  private List<RecordedEvent> events(JfrRecordings recording) throws IOException {
    Path file = folder.resolve("recording.jfr");
    Files.write(file, recording.plain());
    return RecordingFile.readAllEvents(file);
  }

  /** Values by profile type and stack, zeros left out. */
  private static Map<String, Map<List<String>, Long>> stacks(CollectedOutput output) {
    Map<Long, List<String>> byId = new HashMap<>();
    output.stacks.forEach(
        stack ->
            byId.put(
                stack.stackId(),
                TestFrame.read(stack).stream().map(JfrDecoderTest::shown).toList()));
    Map<String, Map<List<String>, Long>> stacks = new TreeMap<>();
    for (SeriesProfile profile : output.profiles) {
      for (int type = 0; type < profile.typeCount(); type++) {
        Map<List<String>, Long> ofType =
            stacks.computeIfAbsent(profile.profileType(type), t -> new HashMap<>());
        for (int i = 0; i < profile.stackCount(); i++) {
          ofType.merge(byId.get(profile.stackIds()[i]), profile.value(type, i), Long::sum);
        }
      }
    }
    return stacks;
  }

  private static String shown(TestFrame frame) {
    return (frame.mapping() == null ? "" : frame.mapping() + ".")
        + frame.function()
        + ":"
        + (frame.line() == null ? 0 : frame.line());
  }

  private static CollectedOutput decode(JfrRecordings recording, byte[] value) {
    return CollectedOutput.of(new Decoders(DecoderOptions.defaults()), recording.record(value));
  }
}
