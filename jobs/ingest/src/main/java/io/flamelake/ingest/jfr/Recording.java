package io.flamelake.ingest.jfr;

import io.flamelake.ingest.decode.ContainerTime;
import io.flamelake.ingest.labels.ProfileLabels;

/**
 * One recording and what came with it.
 *
 * @param value the recording, gzip, zstd or plain
 * @param time for chunks that do not tell their own
 */
public record Recording(byte[] value, ProfileLabels labels, ContainerTime time) {}
