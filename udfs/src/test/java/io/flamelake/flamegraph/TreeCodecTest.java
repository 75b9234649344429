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

  // the same as version 2; right sides: root 0, main 0, f -2
  private static final String VERSION_2 = "02" + VERSION_1.substring(2) + "000003";

  @Test
  void readsAndWritesVersion2ForATreeOfTwoSides() {
    FlameGraphTree tree = FlameGraphTree.fromBytes(HexFormat.of().parseHex(VERSION_1));
    tree.addSelfRight(2, -2);

    assertThat(HexFormat.of().formatHex(tree.toBytes())).isEqualTo(VERSION_2);
    assertThat(
            FlameGraphDiff.absolute(FlameGraphTree.fromBytes(HexFormat.of().parseHex(VERSION_2)))
                .rows())
        .containsExactly(
            new FlameGraphDiffRow(0, "total", 299, 0, -2, 0),
            new FlameGraphDiffRow(1, "main", 299, 300, -2, 0),
            new FlameGraphDiffRow(2, "f", -1, -1, -2, -2));
  }

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
    assertThatThrownBy(() -> FlameGraphTree.fromBytes(new byte[] {3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("flame graph bytes have version 3, only 1 and 2 are known");
  }

  @Test
  void refusesBytesThatEndEarly() {
    byte[] bytes = HexFormat.of().parseHex(VERSION_2);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> FlameGraphTree.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void endsOrRefusesWhateverTheBytesAre() {
    Random random = new Random(5);
    byte[] bytes = HexFormat.of().parseHex(VERSION_2);
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
