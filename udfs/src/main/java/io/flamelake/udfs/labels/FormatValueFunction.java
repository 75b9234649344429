package io.flamelake.udfs.labels;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.profile.ValueFormat;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

/** {@code format_value(value, unit)}. */
@ScalarFunction("format_value")
@Description(
    "Returns a value with its unit as pprof shows it: 1.25s, 3.40MB; the number alone where the"
        + " unit measures neither time nor bytes")
public final class FormatValueFunction {
  private FormatValueFunction() {}

  @SqlType(StandardTypes.VARCHAR)
  public static Slice formatValue(
      @SqlType(StandardTypes.BIGINT) long value, @SqlType(StandardTypes.VARCHAR) Slice unit) {
    return Slices.utf8Slice(ValueFormat.format(value, unit.toStringUtf8()));
  }
}
