package io.flamelake.udfs;

import io.flamelake.udfs.callgraph.CallGraphAggregation;
import io.flamelake.udfs.demangle.DemangleFramesFunction;
import io.flamelake.udfs.demangle.DemangleFramesInModeFunction;
import io.flamelake.udfs.demangle.DemangleFunction;
import io.flamelake.udfs.demangle.DemangleInModeFunction;
import io.flamelake.udfs.export.PprofAggregation;
import io.flamelake.udfs.export.PprofOfPeriodAggregation;
import io.flamelake.udfs.export.PprofOfProfileTypeAggregation;
import io.flamelake.udfs.export.PprofOfTypeAggregation;
import io.flamelake.udfs.export.SpeedscopeAggregation;
import io.flamelake.udfs.export.SpeedscopeOfNameAggregation;
import io.flamelake.udfs.export.SpeedscopeOfUnitAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphDiffAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphDiffHtmlAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphHtmlAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphSvgAggregation;
import io.flamelake.udfs.flamegraph.LimitedFlameGraphAggregation;
import io.flamelake.udfs.flamegraph.ModeFlameGraphDiffAggregation;
import io.flamelake.udfs.flamegraph.SecondsFlameGraphDiffAggregation;
import io.flamelake.udfs.flamegraph.TitledFlameGraphHtmlAggregation;
import io.flamelake.udfs.flamegraph.TitledFlameGraphSvgAggregation;
import io.flamelake.udfs.flamegraph.UnitFlameGraphHtmlAggregation;
import io.flamelake.udfs.flamegraph.UnitFlameGraphSvgAggregation;
import io.flamelake.udfs.labels.FormatValueFunction;
import io.flamelake.udfs.labels.LabelMatchFunction;
import io.flamelake.udfs.labels.ParseProfileTypeFunction;
import io.flamelake.udfs.stacks.GroupFramesFunction;
import io.flamelake.udfs.stacks.HideFramesFunction;
import io.flamelake.udfs.stacks.InvertFramesFunction;
import io.flamelake.udfs.stacks.PruneFromFunction;
import io.flamelake.udfs.stacks.ShowFramesFunction;
import io.flamelake.udfs.stacks.ShowFromFunction;
import io.flamelake.udfs.stacks.StackContainsFunction;
import io.flamelake.udfs.stacks.StackFocusFunction;
import io.flamelake.udfs.stacks.StackIgnoreFunction;
import io.flamelake.udfs.stacks.TruncateFramesFunction;
import io.trino.spi.Plugin;
import java.util.Set;

/** The functions that Trino learns from the plugin. */
public final class FlamelakePlugin implements Plugin {
  @Override
  public Set<Class<?>> getFunctions() {
    return Set.of(
        CallGraphAggregation.class,
        DemangleFramesFunction.class,
        DemangleFramesInModeFunction.class,
        DemangleFunction.class,
        DemangleInModeFunction.class,
        DistinctFunctionsFunction.class,
        FlameGraphAggregation.class,
        LimitedFlameGraphAggregation.class,
        FlameGraphDiffAggregation.class,
        ModeFlameGraphDiffAggregation.class,
        FlameGraphDiffHtmlAggregation.class,
        SecondsFlameGraphDiffAggregation.class,
        UnitFlameGraphSvgAggregation.class,
        UnitFlameGraphHtmlAggregation.class,
        TitledFlameGraphSvgAggregation.class,
        TitledFlameGraphHtmlAggregation.class,
        FlameGraphSvgAggregation.class,
        FlameGraphHtmlAggregation.class,
        FoldFunction.class,
        FormatValueFunction.class,
        FrameLabelFunction.class,
        FrameLabelsFunction.class,
        PprofAggregation.class,
        PprofOfPeriodAggregation.class,
        PprofOfProfileTypeAggregation.class,
        PprofOfTypeAggregation.class,
        SpeedscopeAggregation.class,
        SpeedscopeOfNameAggregation.class,
        SpeedscopeOfUnitAggregation.class,
        GroupFramesFunction.class,
        HideFramesFunction.class,
        InvertFramesFunction.class,
        LabelMatchFunction.class,
        ParseProfileTypeFunction.class,
        PruneFromFunction.class,
        ShowFramesFunction.class,
        ShowFromFunction.class,
        StackContainsFunction.class,
        StackFocusFunction.class,
        StackIgnoreFunction.class,
        TruncateFramesFunction.class);
  }
}
