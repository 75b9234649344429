package io.flamelake.ingest.decode;

/**
 * When a container says that the profile in it was taken; holds where the profile itself does not
 * say it.
 *
 * @param timeNanos since 1970-01-01 UTC, 0 when not told
 * @param durationNanos 0 or less when not told
 */
public record ContainerTime(long timeNanos, long durationNanos) {

  /** That of a container that tells none. */
  public static final ContainerTime NONE = new ContainerTime(0, 0);

  /** The profile's own time, else the container's. */
  public long timeOf(long own) {
    return own == 0 ? timeNanos : own;
  }

  /** The profile's own duration, else the container's; not negative. */
  public long durationOf(long own) {
    return own > 0 ? own : Math.max(0, durationNanos);
  }
}
