package io.flamelake.stacks.types;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.codec.Codec;
import io.flamelake.stacks.codec.StackDefinitionCodec;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link StackDefinition} as {@link StackDefinitionCodec} says. */
public final class StackDefinitionSerializer extends CodecSerializer<StackDefinition> {
  private static final long serialVersionUID = 1L;

  @Override
  protected Codec<StackDefinition> newCodec() {
    return new StackDefinitionCodec();
  }

  @Override
  public TypeSerializer<StackDefinition> duplicate() {
    return new StackDefinitionSerializer();
  }

  @Override
  public TypeSerializerSnapshot<StackDefinition> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Every value carries its version, so that the serializer itself has nothing to remember. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StackDefinition> {
    public Snapshot() {
      super(StackDefinitionSerializer::new);
    }
  }
}
