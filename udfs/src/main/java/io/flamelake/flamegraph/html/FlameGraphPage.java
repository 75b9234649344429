package io.flamelake.flamegraph.html;

import java.util.Objects;

/**
 * What a page says about its flame graph.
 *
 * @param title the heading
 * @param unit the unit of the values as pprof spells it: nanoseconds, bytes, count; another unit is
 *     shown after the number as it is
 * @param service the service that was profiled, or null
 * @param type the profile type, or null
 * @param from the start of the time range, or null
 * @param to the end of the time range, or null
 */
public record FlameGraphPage(
    String title, String unit, String service, String type, String from, String to) {
  public FlameGraphPage {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(unit, "unit");
  }

  /** A page with a heading only. */
  public FlameGraphPage(String title, String unit) {
    this(title, unit, null, null, null, null);
  }
}
