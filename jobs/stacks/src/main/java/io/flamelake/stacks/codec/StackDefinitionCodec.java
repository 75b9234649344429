package io.flamelake.stacks.codec;

import io.flamelake.stacks.StackDefinition;

/** The encoding of {@link StackDefinition}: the version, its numbers, the service, the frames. */
public final class StackDefinitionCodec implements Codec<StackDefinition> {
  static final int VERSION = 1;

  private final Blocks<String> services = new Blocks<>(ByteReader::text);

  @Override
  public void write(StackDefinition stack, ByteWriter out) {
    out.int8(VERSION);
    out.int32(stack.day());
    out.int64(stack.stackId());
    out.int64(stack.check());
    int service = out.startBlock();
    out.text(stack.serviceName());
    out.endBlock(service);
    out.int8s(stack.frames());
    out.count(stack.unresolved());
    out.texts(stack.buildIds());
  }

  @Override
  public StackDefinition read(ByteReader in) {
    Versions.check(in, VERSION, "StackDefinition");
    int day = in.int32();
    long stackId = in.int64();
    long check = in.int64();
    String service = services.next(in);
    return new StackDefinition(day, service, stackId, check, in.int8s(), in.count(), in.texts());
  }
}
