package io.flamelake.ingest.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTypesTest {

  @ParameterizedTest
  @CsvSource({
    "process_cpu, samples;cpu",
    "memory, alloc_objects;alloc_space;inuse_objects;inuse_space",
    "memory, inuse_space",
    "mutex, contentions;delay",
    "goroutine, goroutine",
    "wall, sample;wall",
    "exception, exception",
    "samples, samples;off_cpu",
  })
  void namesAProfileByItsSampleTypes(String name, String types) {
    assertThat(ProfileTypes.defaultName(types.split(";"))).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "alloc_space, 0,  false, CUMULATIVE",
    "contentions, 0,  false, CUMULATIVE",
    "alloc_space, 0,  true,  DELTA",
    "alloc_space, 10, false, DELTA",
    "inuse_space, 0,  false, GAUGE",
    "inuse_space, 10, true,  GAUGE",
    "goroutine,   10, false, GAUGE",
    "cpu,         10, false, DELTA",
    "cpu,         0,  false, DELTA",
    "fd_count,    0,  false, GAUGE",
    "fd_count,    10, false, DELTA",
    "fd_count,    0,  true,  DELTA",
  })
  void tellsWhatValuesCount(String type, long duration, boolean isDelta, Temporality expected) {
    boolean cumulative = ProfileTypes.DEFAULT_CUMULATIVE_TYPES.contains(type);
    assertThat(ProfileTypes.temporality(type, cumulative, isDelta, duration)).isEqualTo(expected);
  }

  @Test
  void keepsTheCodesOfTemporalities() {
    assertThat(Temporality.fromCode((byte) 2)).isEqualTo(Temporality.CUMULATIVE);
    assertThat(Temporality.values()).hasSize(5).allMatch(t -> t.code() == t.ordinal());
    assertThat(Temporality.RESET.label()).isEqualTo("reset");
  }
}
