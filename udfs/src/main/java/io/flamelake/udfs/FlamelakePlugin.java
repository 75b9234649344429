package io.flamelake.udfs;

import io.flamelake.udfs.flamegraph.FlameGraphAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphDiffAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphHtmlAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphSvgAggregation;
import io.flamelake.udfs.flamegraph.LimitedFlameGraphAggregation;
import io.flamelake.udfs.flamegraph.ModeFlameGraphDiffAggregation;
import io.flamelake.udfs.flamegraph.SecondsFlameGraphDiffAggregation;
import io.flamelake.udfs.flamegraph.TitledFlameGraphHtmlAggregation;
import io.flamelake.udfs.flamegraph.TitledFlameGraphSvgAggregation;
import io.flamelake.udfs.flamegraph.UnitFlameGraphHtmlAggregation;
import io.flamelake.udfs.flamegraph.UnitFlameGraphSvgAggregation;
import io.trino.spi.Plugin;
import java.util.Set;

/** The functions that Trino learns from the plugin. */
public final class FlamelakePlugin implements Plugin {
  @Override
  public Set<Class<?>> getFunctions() {
    return Set.of(
        DistinctFunctionsFunction.class,
        FlameGraphAggregation.class,
        LimitedFlameGraphAggregation.class,
        FlameGraphDiffAggregation.class,
        ModeFlameGraphDiffAggregation.class,
        SecondsFlameGraphDiffAggregation.class,
        UnitFlameGraphSvgAggregation.class,
        UnitFlameGraphHtmlAggregation.class,
        TitledFlameGraphSvgAggregation.class,
        TitledFlameGraphHtmlAggregation.class,
        FlameGraphSvgAggregation.class,
        FlameGraphHtmlAggregation.class,
        FoldFunction.class,
        FrameLabelFunction.class,
        FrameLabelsFunction.class);
  }
}
