package io.flamelake.ingest.types;

import io.flamelake.ingest.codec.SeriesProfileCodec;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.codec.Codec;
import io.flamelake.stacks.types.CodecSerializer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link SeriesProfile} as {@link SeriesProfileCodec} says. */
public final class SeriesProfileSerializer extends CodecSerializer<SeriesProfile> {
  private static final long serialVersionUID = 1L;

  @Override
  protected Codec<SeriesProfile> newCodec() {
    return new SeriesProfileCodec();
  }

  @Override
  public TypeSerializer<SeriesProfile> duplicate() {
    return new SeriesProfileSerializer();
  }

  @Override
  public TypeSerializerSnapshot<SeriesProfile> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Every value carries its version, so that the serializer itself has nothing to remember. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesProfile> {
    public Snapshot() {
      super(SeriesProfileSerializer::new);
    }
  }
}
