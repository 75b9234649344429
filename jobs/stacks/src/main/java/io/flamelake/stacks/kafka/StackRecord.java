package io.flamelake.stacks.kafka;

import io.flamelake.stacks.FrameReader;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.codec.ByteReader;
import io.flamelake.stacks.codec.StackDefinitionCodec;

/** Reads values of {@link UnresolvedTopic}, which anyone may have written. For one thread. */
public final class StackRecord {

  /** The header of records whose stack has a row already, which is to be replaced. */
  public static final String REWRITE = "rewrite";

  private final StackDefinitionCodec codec = new StackDefinitionCodec();
  private final ByteReader reader = new ByteReader();
  private final FrameReader frames = new FrameReader();

  /**
   * Reads a stack and looks at all of its frames, so that nothing after it stumbles.
   *
   * @throws MalformedStackException if the bytes are not a stack's
   */
  public StackDefinition read(byte[] value) {
    try {
      reader.reset(value);
      StackDefinition stack = codec.read(reader);
      if (reader.position() != value.length) {
        throw new IllegalArgumentException(
            "of " + value.length + " bytes the stack takes " + reader.position());
      }
      check(stack);
      return stack;
    } catch (RuntimeException e) {
      throw new MalformedStackException(
          "the record is not a stack as the ingest job writes it: " + e.getMessage(), e);
    }
  }

  private void check(StackDefinition stack) {
    if (stack.serviceName() == null) {
      throw new IllegalArgumentException("it has no service");
    }
    frames.reset(stack.frames());
    while (frames.next()) {
      // Looking is enough.
    }
    if (frames.read() != stack.frames().length) {
      throw new IllegalArgumentException(
          "of " + stack.frames().length + " bytes its frames take " + frames.read());
    }
    for (String buildId : stack.buildIds()) {
      if (buildId == null) {
        throw new IllegalArgumentException("one of its build ids is missing");
      }
    }
  }
}
