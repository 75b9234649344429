package io.flamelake.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTypeTest {
  @Test
  void takesATypeApart() {
    assertThat(ProfileType.parse("memory:alloc_space:bytes:space:bytes"))
        .isEqualTo(new ProfileType("memory", "alloc_space", "bytes", "space", "bytes"));
    assertThat(ProfileType.parse("goroutine:goroutine:count::"))
        .isEqualTo(new ProfileType("goroutine", "goroutine", "count", null, null));
    assertThat(ProfileType.parse("job:cpu:rate:cpu:nanoseconds:cpu:nanoseconds"))
        .isEqualTo(new ProfileType("job:cpu:rate", "cpu", "nanoseconds", "cpu", "nanoseconds"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cpu", "a:b:c:d", ":a:b:c:d:e", ":b:c:d:e", "a::c:d:e", "a:b::d:e"})
  void refusesOtherText(String type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProfileType.parse(type))
        .withMessage(
            "a profile type is name:sample_type:sample_unit:period_type:period_unit, not '%s'"
                .formatted(type));
  }
}
