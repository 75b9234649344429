package io.flamelake.symbolize.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes as they are stored. */
class IndexFormatTest {
  private static final long ENOUGH = 1 << 20;

  /** The file was written once: other bytes are another version. */
  @Test
  void readsWhatThisVersionWrote() throws IOException {
    assertThat(KnownIndex.show(open(resource("v2.symidx")))).isEqualTo(golden());
  }

  @Test
  void writesWhatItReads() throws IOException {
    SymbolIndex index = KnownIndex.build();
    assertThat(KnownIndex.show(index)).isEqualTo(golden());
    assertThat(KnownIndex.show(open(index.toBytes()))).isEqualTo(golden());
  }

  @Test
  void readsAnIndexOfNothing() throws IOException {
    SymbolIndex index = open(new IndexBuilder(IndexLimits.DEFAULT).build("").toBytes());
    assertThat(index.cursor().lookup(0x1000)).isZero();
    assertThat(index.functions()).isZero();
    assertThat(index.layers()).isEmpty();
  }

  @Test
  void refusesAnIndexInWhichAnyBitIsAnother() {
    byte[] bytes = KnownIndex.build().toBytes();
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertThatThrownBy(() -> open(damaged))
          .as("bit %d", bit)
          .isInstanceOf(MalformedFileException.class);
    }
  }

  @Test
  void refusesAnIndexThatEndsAnywhere() {
    byte[] bytes = KnownIndex.build().toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> open(cut)).isInstanceOf(MalformedFileException.class);
    }
    assertThatThrownBy(() -> open(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("longer than its blocks");
  }

  @ParameterizedTest
  @ValueSource(bytes = {1, 3})
  void refusesAnEarlierOrLaterVersionByName(byte version) {
    byte[] bytes = KnownIndex.build().toBytes();
    bytes[Long.BYTES] = version;
    assertThatThrownBy(() -> open(bytes))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "The index is of version %d, but only version 2 can be read; make it anew from the"
                + " file",
            version);
  }

  @Test
  void refusesAnIndexThatWouldTakeMoreThanTheLimit() {
    byte[] bytes = KnownIndex.build().toBytes();
    assertThatThrownBy(() -> SymbolIndex.open(ByteBuffer.wrap(bytes), 500))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("more than the limit of 500");
  }

  @Test
  void readsFromAnyBufferAndLeavesItsPosition() throws IOException {
    byte[] bytes = KnownIndex.build().toBytes();
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 7);
    direct.position(5).put(bytes).flip().position(5);
    SymbolIndex index = SymbolIndex.open(direct.asReadOnlyBuffer(), ENOUGH);
    assertThat(KnownIndex.show(index)).isEqualTo(golden());
    assertThat(direct.position()).isEqualTo(5);
  }

  private static SymbolIndex open(byte[] bytes) throws MalformedFileException {
    return SymbolIndex.open(ByteBuffer.wrap(bytes), ENOUGH);
  }

  private static List<String> golden() throws IOException {
    return new String(resource("v2.txt"), StandardCharsets.UTF_8).lines().toList();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = IndexFormatTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
