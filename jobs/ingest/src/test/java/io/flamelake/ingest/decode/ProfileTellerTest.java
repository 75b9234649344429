package io.flamelake.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.labels.SeriesRules;
import io.flamelake.ingest.pprof.PprofDecoder;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.testing.TestFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is told of profiles when types are dropped, or a service has too many series. */
class ProfileTellerTest {

  private static final Map<String, String> OVERFLOW =
      Map.of("service_name", "api", "flamelake_overflow", "true");

  @Test
  void leavesOutTypesAndTheStacksThatHaveNoOthers() {
    PprofDecoder decoder = dropping("alloc_objects", "memory:alloc_space:bytes::");
    PprofBuilder heap = heap().sample("a", 1, 2, 3, 4).sample("b", 5, 6, 0, 0);
    CollectedOutput output = decode(decoder, heap, "");
    SeriesProfile told = output.profile();
    assertThat(told.sampleTypes()).containsExactly("inuse_objects", "inuse_space");
    assertThat(told.sampleUnits()).containsExactly("count", "bytes");
    assertThat(told.temporalities()).hasSize(2);
    assertThat(told.values()).containsExactly(3, 4);
    assertThat(output.stacks).hasSize(1);
    assertThat(output.drops).isEqualTo(Map.of(Drop.DROPPED_TYPES, 4L));
  }

  @Test
  void keepsTypesWhoseWholeProfileTypeIsAnother() {
    PprofDecoder decoder = dropping("other:alloc_space:bytes::", "inuse");
    CollectedOutput output = decode(decoder, heap().sample("a", 1, 2, 3, 4), "");
    assertThat(output.profile().values()).containsExactly(1, 2, 3, 4);
    assertThat(output.drops).isEmpty();
  }

  @Test
  void tellsNothingOfAProfileAllOfWhoseTypesAreDropped() {
    PprofDecoder decoder = dropping("cpu");
    CollectedOutput output = decode(decoder, PprofBuilder.cpu().sample("a", 1), "");
    assertThat(output.profiles).isEmpty();
    assertThat(output.stacks).isEmpty();
    assertThat(output.rejections).isEmpty();
    assertThat(output.drops).isEqualTo(Map.of(Drop.DROPPED_TYPES, 1L));
  }

  @Test
  void tellsThatAProfileWasThereThoughItsOnlySamplesAreOfDroppedTypes() {
    PprofDecoder decoder = dropping("inuse_objects");
    CollectedOutput output = decode(decoder, heap().sample("a", 0, 0, 3, 0), "");
    assertThat(output.profile().stackIds()).isEmpty();
    assertThat(output.profile().typeCount()).isEqualTo(3);
  }

  @Test
  void keepsTheSurplusOfAServiceInItsOverflowSeries() {
    PprofDecoder decoder = limitedTo(1);
    assertThat(decode(decoder, cpu(), "pod=\"a\"").profile().labels()).containsEntry("pod", "a");
    CollectedOutput surplus = decode(decoder, cpu(), "pod=\"b\"");
    assertThat(surplus.profile().labels()).isEqualTo(OVERFLOW);
    assertThat(surplus.profile().values()).containsExactly(10);
    assertThat(surplus.profile().serviceName()).isEqualTo("api");
    assertThat(surplus.repairs).isEqualTo(Map.of(Repair.SERIES_OVERFLOW, 1L));
    assertThat(decode(decoder, cpu(), "pod=\"a\"").profile().labels()).containsEntry("pod", "a");
  }

  @Test
  void countsEachDayOfAProfilesTimeByItself() {
    PprofDecoder decoder = limitedTo(1);
    decode(decoder, cpu(), "pod=\"a\"");
    PprofBuilder dayBefore = cpu().time(Records.TIME_NANOS - 86_400_000_000_000L);
    assertThat(decode(decoder, dayBefore, "pod=\"b\"").profile().labels())
        .containsEntry("pod", "b");
  }

  @Test
  void addsUpEqualStacksOfSeriesThatOverflowTogether() {
    PprofDecoder decoder = limitedTo(1);
    decode(decoder, cpu(), "");
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1);
    profile.sample("b", 2).label("request", "1").sample("b", 4).label("request", "2");
    profile.sample("c", 8).label("request", "3");
    CollectedOutput output = decode(decoder, profile, "");
    assertThat(output.profiles).hasSize(2);
    assertThat(output.profiles.get(0).values()).containsExactly(1);
    assertThat(output.profiles.get(1).values()).containsExactly(6, 8);
    assertThat(output.profiles.get(1).labels()).isEqualTo(OVERFLOW);
    assertThat(output.repairs).isEqualTo(Map.of(Repair.SERIES_OVERFLOW, 3L));
  }

  @Test
  void keepsCumulativeProfilesApartThatOverflow() {
    PprofDecoder decoder = limitedTo(1);
    decode(decoder, heap().sample("a", 1, 1, 1, 1), "pod=\"a\"");
    PprofBuilder heap = heap().sample("a", 1, 2, 3, 4).label("tenant", "x");
    heap.sample("a", 5, 6, 7, 8).label("tenant", "y");
    List<SeriesProfile> told = decode(decoder, heap, "pod=\"b\"").profiles;
    assertThat(told).hasSize(2).extracting(SeriesProfile::labels).containsOnly(OVERFLOW);
    assertThat(told).extracting(SeriesProfile::sessionId).doesNotHaveDuplicates();
    assertThat(told).extracting(SeriesProfile::profileId).doesNotHaveDuplicates();
    assertThat(told.get(1).values()).containsExactly(5, 6, 7, 8);
    SeriesProfile again = decode(decoder, heap, "pod=\"b\"").profiles.get(1);
    assertThat(again.sessionId()).isEqualTo(told.get(1).sessionId());
  }

  @Property(tries = 100)
  void losesNoValueWhateverOverflows(
      @ForAll @IntRange(min = 1, max = 4) int limit,
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 127) Integer> samples) {
    PprofDecoder decoder = limitedTo(limit);
    Map<String, Long> sent = new HashMap<>();
    PprofBuilder profile = PprofBuilder.cpu();
    for (int number : samples) {
      String stack = "f" + (number & 3);
      profile.sample(stack, number).label("request", "r" + (number >> 2 & 7));
      sent.merge(stack, (long) number, Long::sum);
    }
    sent.values().removeIf(value -> value == 0);
    CollectedOutput output = decode(decoder, profile, "");
    assertThat(byFunction(output)).isEqualTo(sent);
    Set<Long> series = new HashSet<>();
    List<String> ids = new ArrayList<>();
    for (SeriesProfile told : output.profiles) {
      series.add(told.seriesId());
      ids.add(told.profileId());
      assertThat(told.stackIds()).doesNotHaveDuplicates();
    }
    assertThat(series).hasSizeLessThanOrEqualTo(limit + 1).hasSameSizeAs(output.profiles);
    assertThat(ids).doesNotHaveDuplicates();
  }

  private static Map<String, Long> byFunction(CollectedOutput output) {
    Map<Long, String> functions = new HashMap<>();
    output.stacks.forEach(s -> functions.put(s.stackId(), TestFrame.functions(s).get(0)));
    Map<String, Long> sums = new HashMap<>();
    for (SeriesProfile told : output.profiles) {
      for (int i = 0; i < told.stackCount(); i++) {
        sums.merge(functions.get(told.stackIds()[i]), told.value(0, i), Long::sum);
      }
    }
    return sums;
  }

  private static PprofBuilder cpu() {
    return PprofBuilder.cpu().sample("leaf;root", 10);
  }

  private static PprofBuilder heap() {
    return new PprofBuilder()
        .type("alloc_objects", "count")
        .type("alloc_space", "bytes")
        .type("inuse_objects", "count")
        .type("inuse_space", "bytes");
  }

  private static PprofDecoder dropping(String... types) {
    return new PprofDecoder(DecoderOptions.defaults().withDroppedTypes(Set.of(types)));
  }

  private static PprofDecoder limitedTo(int series) {
    return new PprofDecoder(
        DecoderOptions.defaults().withSeries(new SeriesRules(List.of(), series)));
  }

  private static CollectedOutput decode(PprofDecoder decoder, PprofBuilder profile, String labels) {
    return CollectedOutput.of(
        decoder,
        Records.withLabels(Records.of(profile.build()), "{service_name=\"api\"," + labels + "}"));
  }
}
