package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.ContainerTime;
import io.flamelake.ingest.labels.ProfileLabels;

/**
 * One pprof message and what came with it.
 *
 * @param value the message, gzip, zstd or plain
 * @param time for a message that does not tell its own
 */
public record PprofMessage(
    byte[] value, ProfileLabels labels, AddressRule rule, ContainerTime time) {

  /** A message whose container tells no time. */
  public PprofMessage(byte[] value, ProfileLabels labels, AddressRule rule) {
    this(value, labels, rule, ContainerTime.NONE);
  }
}
