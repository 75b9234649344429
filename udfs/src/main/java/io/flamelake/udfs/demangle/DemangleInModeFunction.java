package io.flamelake.udfs.demangle;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

/** {@code demangle(name, mode)}. */
@ScalarFunction("demangle")
@Description(
    "Returns a C++ or Rust function's name as it stands in the source: 'simple', with 'templates'"
        + " (template arguments), 'full' (parameters too), or 'none'; other names as they are")
public final class DemangleInModeFunction {
  private DemangleInModeFunction() {}

  @SqlType(StandardTypes.VARCHAR)
  public static Slice demangle(
      @SqlType(StandardTypes.VARCHAR) Slice name, @SqlType(StandardTypes.VARCHAR) Slice mode) {
    return Names.demangle(name, Names.mode(mode));
  }
}
