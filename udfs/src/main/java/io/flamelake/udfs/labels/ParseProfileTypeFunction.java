package io.flamelake.udfs.labels;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;
import static io.trino.spi.type.VarcharType.VARCHAR;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.profile.ProfileType;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.SqlRow;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TypeUtils;

/** {@code parse_profile_type(profile_type)}. */
@ScalarFunction("parse_profile_type")
@Description(
    "Returns the parts of a profile type: profile_name, sample_type, sample_unit, period_type,"
        + " period_unit")
public final class ParseProfileTypeFunction {
  private ParseProfileTypeFunction() {}

  @SqlType(
      "row(profile_name varchar,sample_type varchar,sample_unit varchar,period_type"
          + " varchar,period_unit varchar)")
  public static SqlRow parseProfileType(@SqlType(StandardTypes.VARCHAR) Slice text) {
    ProfileType type = parse(text);
    Block[] fields = {
      field(type.profileName()),
      field(type.sampleType()),
      field(type.sampleUnit()),
      field(type.periodType()),
      field(type.periodUnit())
    };
    return new SqlRow(0, fields);
  }

  private static ProfileType parse(Slice text) {
    try {
      return ProfileType.parse(text.toStringUtf8());
    } catch (IllegalArgumentException e) {
      throw new TrinoException(
          INVALID_FUNCTION_ARGUMENT, "parse_profile_type: " + e.getMessage(), e);
    }
  }

  private static Block field(String part) {
    return TypeUtils.writeNativeValue(VARCHAR, part == null ? null : Slices.utf8Slice(part));
  }
}
