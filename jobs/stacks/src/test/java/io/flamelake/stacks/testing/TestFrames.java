package io.flamelake.stacks.testing;

import io.flamelake.stacks.FrameEncoder;
import io.flamelake.stacks.FrameFields;
import io.flamelake.stacks.FrameKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes frames for tests, and bytes of them. */
public final class TestFrames {

  private TestFrames() {}

  /** The encoded frames of a stack, leaf first. */
  public static byte[] encoded(List<TestFrame> frames) {
    return encoded(new FrameEncoder(), frames);
  }

  /** The same by a given encoder. */
  public static byte[] encoded(FrameEncoder encoder, List<TestFrame> frames) {
    encoder.reset();
    frames.forEach(frame -> encoder.add(fields(frame)));
    return encoder.encoded();
  }

  /** The fields of a frame. */
  public static FrameFields fields(TestFrame frame) {
    FrameFields fields = new FrameFields();
    fields.function = utf8(frame.function());
    fields.systemName = utf8(frame.systemName());
    fields.file = utf8(frame.file());
    fields.line = number(frame.line());
    fields.column = number(frame.column());
    fields.startLine = number(frame.startLine());
    fields.mapping = utf8(frame.mapping());
    fields.buildId = utf8(frame.buildId());
    fields.hasAddress = frame.address() != null;
    fields.address = number(frame.address());
    fields.kind =
        frame.kind() == null ? FrameKind.UNKNOWN : FrameKind.valueOf(upper(frame.kind())).code();
    fields.inlined = frame.inlined();
    return fields;
  }

  /** Any frame; texts repeat now and then. */
  public static TestFrame random(Random random) {
    FrameKind[] kinds = FrameKind.values();
    int kind = random.nextInt(kinds.length + 1);
    return new TestFrame(
        text(random),
        text(random),
        text(random),
        number(random),
        number(random),
        number(random),
        text(random),
        text(random),
        random.nextBoolean() ? null : random.nextLong() >>> random.nextInt(64),
        kind == kinds.length ? null : kinds[kind].label(),
        random.nextBoolean());
  }

  private static String text(Random random) {
    int which = random.nextInt(random.nextInt(10) == 0 ? 5000 : 12);
    return which == 0 ? null : "é/".repeat(which % 40) + which;
  }

  private static Long number(Random random) {
    long number = random.nextLong() >> random.nextInt(64);
    return number == 0 || random.nextBoolean() ? null : number;
  }

  private static long number(Long value) {
    return value == null ? 0 : value;
  }

  private static byte[] utf8(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static String upper(String label) {
    return label.toUpperCase(java.util.Locale.ROOT);
  }
}
