package io.flamelake.udfs.demangle;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

/** {@code demangle(name)}. */
@ScalarFunction("demangle")
@Description(
    "Returns a C++ or Rust function's name as it stands in the source, without parameters and"
        + " template arguments; other names as they are")
public final class DemangleFunction {
  private DemangleFunction() {}

  @SqlType(StandardTypes.VARCHAR)
  public static Slice demangle(@SqlType(StandardTypes.VARCHAR) Slice name) {
    return Names.demangle(name, Names.DEFAULT);
  }
}
