package io.flamelake.ingest.types;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.types.CodecTypeInformation;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of what travels between operators in large numbers. */
public final class StreamTypes {
  public static final TypeInformation<SeriesProfile> SERIES_PROFILE =
      new CodecTypeInformation<>(SeriesProfile.class, new SeriesProfileSerializer());

  private StreamTypes() {}
}
