package io.flamelake.ingest.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Ids are stored: those pinned here by value must be the same in every version. The values were
 * worked out with xxHash's own C library from the description in {@link ProfileIds}.
 */
class ProfileIdsTest {

  private static final HashValue128 CONTENT = content("a profile");

  @Test
  void pinsIdsForEver() {
    assertThat(content("")).hasToString("0x99aa06d3014798d86001c324468d497f");
    assertThat(CONTENT).hasToString("0xd5e78a18298354dd338ca598b71589c8");
    assertThat(ProfileIds.of(CONTENT, 17, "process_cpu", 1_795_176_000_000_000_000L))
        .hasToString("0x01264b68065dff617eab05a12a039af8");
  }

  @Test
  void tellsApartWhateverDiffers() {
    assertThat(
            Set.of(
                ProfileIds.of(CONTENT, 1, "cpu", 1),
                ProfileIds.of(content("another"), 1, "cpu", 1),
                ProfileIds.of(CONTENT, 2, "cpu", 1),
                ProfileIds.of(CONTENT, 1, "wall", 1),
                ProfileIds.of(CONTENT, 1, "cpu", 2)))
        .hasSize(5);
  }

  private static HashValue128 content(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ProfileIds.content(bytes, 0, bytes.length);
  }
}
