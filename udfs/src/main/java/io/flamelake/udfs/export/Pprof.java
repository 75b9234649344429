package io.flamelake.udfs.export;

import static io.trino.spi.type.VarbinaryType.VARBINARY;

import io.airlift.slice.Slice;
import io.flamelake.flamegraph.pprof.PprofHeader;
import io.flamelake.flamegraph.pprof.PprofProfile;
import io.flamelake.profile.ProfileType;
import io.flamelake.udfs.AggregationErrors;
import io.trino.spi.block.BlockBuilder;
import java.util.Objects;

/**
 * {@code pprof(frames, value [, sample_type, sample_unit])} and {@code pprof(frames, value,
 * profile_type [, period])}: a class for each form, since Trino wants the same signature of all
 * that a class with a type parameter has. Rows with a null in any argument are skipped, as by
 * {@code sum}.
 *
 * <p>Trino compiles a loop for every combination of three kinds of blocks that the arguments may
 * come in, 81 for four; the code for seven, period type and unit apart, would be more than a method
 * can hold.
 */
final class Pprof {
  private static final String DEFAULT_TYPE = "samples";
  private static final String DEFAULT_UNIT = "count";

  private Pprof() {}

  static void checked(Runnable step) {
    AggregationErrors.checked("pprof", step);
  }

  static void output(ExportState state, BlockBuilder out) {
    if (state.stacks() == null) {
      out.appendNull();
    } else {
      checked(() -> VARBINARY.writeSlice(out, profile(state.stacks())));
    }
  }

  private static Slice profile(Stacks stacks) {
    PprofHeader header = header(stacks.arguments());
    return Exports.result(out -> PprofProfile.write(stacks.tree(), header, out));
  }

  private static PprofHeader header(Arguments arguments) {
    String profileType = arguments.get(Argument.PROFILE_TYPE, null);
    if (profileType == null) {
      return new PprofHeader(
          arguments.get(Argument.SAMPLE_TYPE, DEFAULT_TYPE),
          arguments.get(Argument.SAMPLE_UNIT, DEFAULT_UNIT),
          "",
          "",
          0);
    }
    ProfileType type = ProfileType.parse(profileType);
    return new PprofHeader(
        type.sampleType(),
        type.sampleUnit(),
        Objects.requireNonNullElse(type.periodType(), ""),
        Objects.requireNonNullElse(type.periodUnit(), ""),
        arguments.period());
  }
}
