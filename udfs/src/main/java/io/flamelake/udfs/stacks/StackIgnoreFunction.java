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

/** {@code stack_ignore(frames, regexp)}. */
@ScalarFunction("stack_ignore")
@Description(
    "Tells whether pprof's ignore leaves a stack out: a regular expression matches a function, file"
        + " or mapping")
public final class StackIgnoreFunction {
  private final StackFields fields;

  @TypeParameter("F")
  public StackIgnoreFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType(StandardTypes.BOOLEAN)
  public boolean stackIgnore(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.VARCHAR) Slice regexp) {
    TextMatcher matcher = TextMatcher.part(regexp);
    return !matcher.isEmpty() && FilteredFrames.anyMatches(fields, frames, matcher);
  }
}
