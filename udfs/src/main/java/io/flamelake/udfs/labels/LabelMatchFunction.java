package io.flamelake.udfs.labels;

import io.airlift.slice.Slice;
import io.flamelake.udfs.regexp.RecentlyUsed;
import io.trino.spi.block.SqlMap;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

/** {@code label_match(labels, selector)}. */
@ScalarFunction("label_match")
@Description(
    "Tells whether labels match a Prometheus selector such as {job=\"a\",env=~\"prod.*\"}; an"
        + " absent label has the empty value")
public final class LabelMatchFunction {
  private static final ThreadLocal<RecentlyUsed<Selector>> SELECTORS =
      ThreadLocal.withInitial(() -> new RecentlyUsed<>(Selector::of));

  private LabelMatchFunction() {}

  @SqlType(StandardTypes.BOOLEAN)
  public static boolean labelMatch(
      @SqlType("map(varchar,varchar)") SqlMap labels, @SqlType(StandardTypes.VARCHAR) Slice text) {
    return SELECTORS.get().get(text).matches(labels);
  }
}
