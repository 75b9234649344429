package io.flamelake.symbolize.store;

import io.flamelake.symbolize.convert.ConversionReport;
import java.util.List;

/**
 * What became of a file that was put into the store.
 *
 * @param buildId the build id under which it is stored
 * @param kind what it is
 * @param bytes its length
 * @param stored whether it was written; false if the store already had this file, or a longer one
 *     of the same build and kind
 * @param announce the build ids by which profiles may name the build, its own among them, and the
 *     builds that this file completes: whose addresses can be resolved anew
 * @param report what the index was made of; null if there is none, or if it was there before
 * @param problem why there is no index, as a sentence; empty if there is one
 */
public record StoredFile(
    String buildId,
    FileKind kind,
    long bytes,
    boolean stored,
    List<String> announce,
    ConversionReport report,
    String problem) {}
