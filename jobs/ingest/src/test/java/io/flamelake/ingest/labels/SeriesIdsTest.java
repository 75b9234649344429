package io.flamelake.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Ids are stored: those pinned here by value must be the same in every version. The values were
 * worked out with xxHash's own C library from the description in {@link SeriesIds}.
 */
class SeriesIdsTest {

  @Test
  void pinsIdsForEver() {
    assertThat(id(Map.of("service_name", "api"))).isEqualTo(-6918131078358922542L);
    assertThat(id(Map.of("service_name", "api", "env", "prod"))).isEqualTo(-4641715556896770324L);
    assertThat(id(Map.of())).isEqualTo(-146605498336657572L);
    assertThat(id(Map.of("service_name", "été 🔥", "ｚ", "1", "🔥", "2")))
        .isEqualTo(-6483099839047071330L);
  }

  @Test
  void hashesLengthsAndBytesInTheOrderOfNames() {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    for (String part : new String[] {"env", "prod", "service_name", "api"}) {
      byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
      bytes.putInt(utf8.length).put(utf8);
    }
    long expected = Hashing.xxh3_64().hashBytesToLong(bytes.array(), 0, bytes.position());
    assertThat(id(Map.of("service_name", "api", "env", "prod"))).isEqualTo(expected);
  }

  @Test
  void tellsLabelsApartWhoseTextsJoinTheSame() {
    assertThat(id(Map.of("a", "bc"))).isNotEqualTo(id(Map.of("ab", "c")));
  }

  @Test
  void sortsNamesByTheirBytes() {
    assertThat(Series.of(Map.of("ｚ", "1", "🔥", "2", "z", "3")).labels().keySet())
        .containsExactly("service_name", "z", "ｚ", "🔥");
  }

  private static long id(Map<String, String> labels) {
    return Series.of(labels).id();
  }
}
