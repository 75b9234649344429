package io.flamelake.udfs.stacks;

import io.airlift.slice.Slice;
import io.flamelake.udfs.regexp.TextMatcher;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code stack_focus(frames, regexp)}. */
@ScalarFunction("stack_focus")
@Description(
    "Tells whether a regular expression matches a function, file or mapping of a stack, as pprof's"
        + " focus does")
public final class StackFocusFunction {
  private final StackFields fields;

  @TypeParameter("F")
  public StackFocusFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType(StandardTypes.BOOLEAN)
  public boolean stackFocus(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.VARCHAR) Slice regexp) {
    TextMatcher matcher = TextMatcher.part(regexp);
    return matcher.isEmpty() || FilteredFrames.anyMatches(fields, frames, matcher);
  }
}
