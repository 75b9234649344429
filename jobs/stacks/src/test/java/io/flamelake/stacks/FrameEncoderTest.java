package io.flamelake.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.stacks.testing.TestFrame;
import io.flamelake.stacks.testing.TestFrames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {
  private final FrameEncoder encoder = new FrameEncoder();

  @Property(tries = 300)
  void writesWhatTheReaderReads(@ForAll("stacks") List<TestFrame> frames) {
    assertThat(TestFrame.read(TestFrames.encoded(encoder, frames))).isEqualTo(frames);
  }

  @Property(tries = 300)
  void copiesFramesByteForByte(@ForAll("stacks") List<TestFrame> frames) {
    byte[] encoded = TestFrames.encoded(encoder, frames);
    assertThat(copied(encoded)).isEqualTo(encoded);
  }

  @Property(tries = 300)
  void putsFramesOfTwoStacksIntoOne(
      @ForAll("stacks") List<TestFrame> copied, @ForAll("stacks") List<TestFrame> given) {
    FrameReader reader = new FrameReader().reset(TestFrames.encoded(encoder, copied));
    List<TestFrame> expected = new ArrayList<>();
    encoder.reset();
    for (int i = 0; i < Math.max(copied.size(), given.size()); i++) {
      if (reader.next()) {
        encoder.add(reader);
        expected.add(copied.get(i));
      }
      if (i < given.size()) {
        encoder.add(TestFrames.fields(given.get(i)));
        expected.add(given.get(i));
      }
    }
    assertThat(TestFrame.read(encoder.encoded())).isEqualTo(expected);
  }

  @Test
  void writesTheBytesThatTheDescriptionTells() {
    FrameFields fields = new FrameFields();
    fields.function = utf8("f");
    fields.systemName = utf8("f");
    fields.kind = FrameKind.GO.code();
    fields.line = -1;
    FrameFields offset = new FrameFields();
    offset.buildId = utf8("ab");
    offset.hasAddress = true;
    offset.addressIsOffset = true;
    offset.address = 300;
    assertThat(encoder.reset().add(fields).add(offset).encoded())
        .containsExactly(
            1, 2, 32 + 4, 32 + 3, 0, 1, 'f', 1, 1, 2, 128 + 64, 0, 2, 'a', 'b', 0xac, 2);
  }

  @Test
  void tellsMoreThan127Frames() {
    encoder.reset();
    for (int i = 0; i < 300; i++) {
      encoder.add(new FrameFields());
    }
    assertThat(encoder.frames()).isEqualTo(300);
    assertThat(new FrameReader().reset(encoder.encoded()).frames()).isEqualTo(300);
  }

  @Test
  void takesMappingAndBuildIdOfAnotherFrame() {
    FrameFields physical = new FrameFields();
    physical.mapping = utf8("/bin/app");
    physical.buildId = utf8("abc");
    FrameReader reader =
        new FrameReader()
            .reset(encoder.reset().add(physical).add(new FrameFields()).add(physical).encoded());
    FrameFields fields = new FrameFields();
    reader.next();
    fields.mappingOf(reader);
    assertThat(fields.mapping).isEqualTo(utf8("/bin/app"));
    assertThat(fields.buildId).isEqualTo(utf8("abc"));
    byte[] known = fields.mapping;
    fields.mappingOf(reader);
    assertThat(fields.mapping).isSameAs(known);
    reader.next();
    fields.mappingOf(reader);
    assertThat(fields.mapping).isEmpty();
    assertThat(fields.buildId).isEmpty();
  }

  @Property(tries = 2000)
  void damagedBytesEndInAnExceptionAndNotInALongWalk(
      @ForAll("stacks") List<TestFrame> frames, @ForAll long seed) {
    byte[] damaged = TestFrames.encoded(encoder, frames);
    Random random = new Random(seed);
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    int met = 0;
    try {
      FrameReader reader = new FrameReader().reset(damaged);
      while (reader.next()) {
        met++;
        for (FrameReader.Text text : FrameReader.Text.values()) {
          assertThat(reader.has(text) ? reader.string(text) : "").isNotNull();
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
    assertThat(met).isLessThanOrEqualTo(damaged.length / 2);
  }

  private static byte[] copied(byte[] encoded) {
    FrameReader reader = new FrameReader().reset(encoded);
    FrameEncoder encoder = new FrameEncoder().reset();
    while (reader.next()) {
      encoder.add(reader);
    }
    return encoder.encoded();
  }

  @Provide
  Arbitrary<List<TestFrame>> stacks() {
    return Arbitraries.randomValue(TestFrames::random).list().ofMaxSize(200);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
