package io.flamelake.stacks.testing;

import io.flamelake.stacks.FrameReader;
import io.flamelake.stacks.FrameReader.Text;
import io.flamelake.stacks.StackDefinition;
import java.util.ArrayList;
import java.util.List;

/** A frame as the table {@code stacks} shows it; what is absent is null. */
public record TestFrame(
    String function,
    String systemName,
    String file,
    Long line,
    Long column,
    Long startLine,
    String mapping,
    String buildId,
    Long address,
    String kind,
    boolean inlined) {

  /** The frames of a definition, leaf first. */
  public static List<TestFrame> read(StackDefinition stack) {
    return read(stack.frames());
  }

  /** Encoded frames, leaf first. */
  public static List<TestFrame> read(byte[] encoded) {
    List<TestFrame> frames = new ArrayList<>();
    FrameReader reader = new FrameReader().reset(encoded);
    while (reader.next()) {
      frames.add(
          new TestFrame(
              reader.string(Text.FUNCTION),
              reader.string(Text.SYSTEM_NAME),
              reader.string(Text.FILE),
              reader.hasLine() ? reader.line() : null,
              reader.hasColumn() ? reader.column() : null,
              reader.hasStartLine() ? reader.startLine() : null,
              reader.string(Text.MAPPING),
              reader.string(Text.BUILD_ID),
              reader.hasAddress() ? reader.address() : null,
              reader.string(Text.KIND),
              reader.inlined()));
    }
    return frames;
  }

  /** For each frame of a definition whether its address is an offset in the file. */
  public static List<Boolean> offsets(StackDefinition stack) {
    List<Boolean> offsets = new ArrayList<>();
    FrameReader reader = new FrameReader().reset(stack.frames());
    while (reader.next()) {
      offsets.add(reader.addressIsOffset());
    }
    return offsets;
  }

  /** The functions of a definition, leaf first. */
  public static List<String> functions(StackDefinition stack) {
    return read(stack).stream().map(TestFrame::function).toList();
  }

  /** What tells frames apart: see {@code StackIds}. */
  public TestFrame identity() {
    boolean symbolized = address == null;
    boolean byBuildId = !symbolized && buildId != null;
    return new TestFrame(
        function,
        systemName,
        file,
        line,
        null,
        startLine,
        byBuildId ? null : mapping,
        byBuildId ? buildId : null,
        address,
        null,
        false);
  }
}
