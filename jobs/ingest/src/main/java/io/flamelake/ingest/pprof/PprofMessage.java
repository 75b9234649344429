package io.flamelake.ingest.pprof;

import io.flamelake.ingest.labels.ProfileLabels;

/**
 * One pprof message and what came with it.
 *
 * @param value the message, gzip, zstd or plain
 */
public record PprofMessage(byte[] value, ProfileLabels labels, AddressRule rule) {}
