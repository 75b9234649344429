package io.flamelake.cli.stack;

/**
 * One server as {@code status} shows it.
 *
 * @param pid its process, 0 when it does not run
 * @param address where it listens, empty when it does not run
 * @param health {@code ready}, {@code not ready}, {@code stopped} or {@code crashed}
 */
public record ServiceStatus(ServiceName service, long pid, String address, String health) {
  /** Whether it answers. */
  public boolean isReady() {
    return health.equals("ready");
  }
}
