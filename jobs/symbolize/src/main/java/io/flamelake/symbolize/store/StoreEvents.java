package io.flamelake.symbolize.store;

import io.flamelake.symbolize.convert.ConversionReport;
import java.io.IOException;
import java.time.Duration;

/** Is told what a store does beside its answers, by any thread; for metrics and logs. */
public interface StoreEvents {
  /** Does nothing. */
  StoreEvents NONE = new StoreEvents() {};

  /** An index was made of a build's files. */
  default void indexBuilt(ConversionReport report, Duration time) {}

  /** A stored index can't be read; it is made anew. */
  default void indexDamaged(String buildId, IOException why) {}

  /** An index was made but could not be stored; it is used all the same. */
  default void indexNotStored(String buildId, IOException why) {}
}
