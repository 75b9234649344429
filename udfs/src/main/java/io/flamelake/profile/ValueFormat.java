package io.flamelake.profile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * Values with their unit as pprof's reports show them ({@code internal/measurement}, {@code
 * Label}): in the largest unit in which the value is at least 1, with two decimals unless both are
 * zero.
 */
public final class ValueFormat {
  private record Unit(String name, double factor, List<String> aliases) {
    Unit(String name, double factor, String... aliases) {
      this(name, factor, List.of(aliases));
    }
  }

  /**
   * @param units the smallest first
   * @param other the unit of values that are less than 1 in each
   */
  private record Quantity(Unit other, List<Unit> units) {}

  private static final Unit BYTE = new Unit("B", 1, "b", "byte");
  private static final Unit SECOND = new Unit("s", 1e9, "s", "sec", "second");
  private static final Unit GCU = new Unit("GCU", 1, "gcu");

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity(
              BYTE,
              List.of(
                  BYTE,
                  new Unit("kB", 0x1p10, "kb", "kbyte", "kilobyte"),
                  new Unit("MB", 0x1p20, "mb", "mbyte", "megabyte"),
                  new Unit("GB", 0x1p30, "gb", "gbyte", "gigabyte"),
                  new Unit("TB", 0x1p40, "tb", "tbyte", "terabyte"),
                  new Unit("PB", 0x1p50, "pb", "pbyte", "petabyte"))),
          new Quantity(
              SECOND,
              List.of(
                  new Unit("ns", 1, "ns", "nanosecond"),
                  new Unit("us", 1e3, "μs", "us", "microsecond"),
                  new Unit("ms", 1e6, "ms", "millisecond"),
                  SECOND,
                  new Unit("hrs", 3600e9, "hour", "hr"))),
          new Quantity(
              GCU,
              List.of(
                  new Unit("n*GCU", 1e-9, "nanogcu"),
                  new Unit("u*GCU", 1e-6, "microgcu"),
                  new Unit("m*GCU", 1e-3, "milligcu"),
                  GCU,
                  new Unit("k*GCU", 1e3, "kilogcu"),
                  new Unit("M*GCU", 1e6, "megagcu"),
                  new Unit("G*GCU", 1e9, "gigagcu"),
                  new Unit("T*GCU", 1e12, "teragcu"),
                  new Unit("P*GCU", 1e15, "petagcu"))));

  private ValueFormat() {}

  /**
   * The value as text, such as {@code 1.25s}; of a unit that is no measure of time, bytes or GCUs
   * the number alone.
   *
   * @param unit a name as profiles have it: {@code nanoseconds}, {@code bytes}, {@code count}
   */
  public static String format(long value, String unit) {
    String alias = alias(unit);
    for (Quantity quantity : QUANTITIES) {
      for (Unit candidate : quantity.units()) {
        if (candidate.aliases().contains(alias)) {
          return scaled(value, candidate.factor(), quantity);
        }
      }
    }
    return decimal(value, "");
  }

  private static String alias(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    boolean plural = lower.length() > 2 && lower.endsWith("s");
    return plural ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String scaled(long value, double factor, Quantity quantity) {
    // As in pprof the least value, which has no positive counterpart, fits no unit but the other.
    boolean negative = value < 0 && value != Long.MIN_VALUE;
    double amount = (negative ? -value : value) * factor;
    Unit unit = quantity.other();
    for (Unit candidate : quantity.units()) {
      if (amount / candidate.factor() >= 1) {
        unit = candidate;
      }
    }
    double scaled = amount / unit.factor();
    return decimal(negative ? -scaled : scaled, unit.name());
  }

  private static String decimal(double amount, String unit) {
    String text = new BigDecimal(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    String shown = text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    return shown.equals("0") || shown.equals("-0") ? "0" : shown + unit;
  }
}
