package io.flamelake.ingest.types;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.stacks.StackDefinition;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of what travels between operators in large numbers. */
public final class StreamTypes {
  public static final TypeInformation<SeriesProfile> SERIES_PROFILE =
      new CodecTypeInformation<>(SeriesProfile.class, new SeriesProfileSerializer());

  public static final TypeInformation<StackDefinition> STACK_DEFINITION =
      new CodecTypeInformation<>(StackDefinition.class, new StackDefinitionSerializer());

  private StreamTypes() {}
}
