package io.flamelake.compaction.rollup;

/** Tells what has not become so old that the rows it was summed of may be gone. */
@FunctionalInterface
public interface Retained {
  /** Nothing ever goes because of its age. */
  Retained EVERYTHING = (service, type, day) -> true;

  /**
   * Whether the rows that are summed are all kept yet. Of those that are not, sums stay as they
   * are.
   *
   * @param day since 1970, UTC
   */
  boolean isRetained(String service, String profileType, int day);
}
