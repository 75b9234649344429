package io.flamelake.stacks.types;

import io.flamelake.stacks.StackDefinition;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of stacks on their way between operators. */
public final class StackTypes {
  public static final TypeInformation<StackDefinition> STACK_DEFINITION =
      new CodecTypeInformation<>(StackDefinition.class, new StackDefinitionSerializer());

  private StackTypes() {}
}
