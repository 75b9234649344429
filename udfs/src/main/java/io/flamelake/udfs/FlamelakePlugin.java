package io.flamelake.udfs;

import io.flamelake.udfs.flamegraph.FlameGraphAggregation;
import io.trino.spi.Plugin;
import java.util.Set;

/** The functions that Trino learns from the plugin. */
public final class FlamelakePlugin implements Plugin {
  @Override
  public Set<Class<?>> getFunctions() {
    return Set.of(
        DistinctFunctionsFunction.class,
        FlameGraphAggregation.class,
        FoldFunction.class,
        FrameLabelFunction.class,
        FrameLabelsFunction.class);
  }
}
