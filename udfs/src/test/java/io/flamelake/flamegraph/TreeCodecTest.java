package io.flamelake.flamegraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeCodecTest {
  // version; 3 labels: total, main, f; 3 nodes: root 0, main under the root 300, f under main -1
  private static final String VERSION_1 =
      "01" + "03" + "05746f74616c" + "046d61696e" + "0166" + "03" + "00" + "d8040101" + "010102";

  @Test
  void readsAndWritesVersion1() {
    FlameGraphTree tree = new FlameGraphTree();
    tree.add(List.of("main"), 300);
    tree.add(List.of("f", "main"), -1);

    assertThat(HexFormat.of().formatHex(tree.toBytes())).isEqualTo(VERSION_1);
    assertThat(FlameGraphTree.fromBytes(HexFormat.of().parseHex(VERSION_1)).rows())
        .isEqualTo(tree.rows());
  }

  @Test
  void refusesAVersionThatItDoesNotKnow() {
    assertThatThrownBy(() -> FlameGraphTree.fromBytes(new byte[] {2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("flame graph bytes have version 2, only 1 is known");
  }

  @Test
  void refusesBytesThatEndEarly() {
    byte[] bytes = HexFormat.of().parseHex(VERSION_1);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> FlameGraphTree.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void endsOrRefusesWhateverTheBytesAre() {
    Random random = new Random(5);
    byte[] bytes = HexFormat.of().parseHex(VERSION_1);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
      assertThatCode(() -> readOrRefuse(damaged)).doesNotThrowAnyException();
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      FlameGraphTree.fromBytes(bytes);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("flame graph bytes");
    }
  }
}
