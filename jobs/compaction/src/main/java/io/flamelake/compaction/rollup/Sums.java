package io.flamelake.compaction.rollup;

import java.io.IOException;
import java.util.Optional;
import org.apache.iceberg.Table;

/** What a table of sums is made of, and how. */
interface Sums {
  /** The table with the values. */
  SourceTable facts();

  /** The table that says what they are. */
  Table dimension();

  /** Up to when sums can be made of some facts, microseconds since 1970; empty if not at all. */
  Optional<Long> limit(long facts, Work work);

  /**
   * Hours whose sums may have changed, of those that are there already.
   *
   * @return empty if it is not known any more
   */
  Optional<HourSet> changed(State since, Pins now, Work work) throws IOException;

  /** Makes a unit's sums. */
  void write(Unit unit, Pins pins, Work work, UnitFiles to) throws IOException;
}
