package io.flamelake.ingest.labels;

/**
 * What the labels that a profile came with say, once the rules were applied.
 *
 * @param series of the labels that are stored; it may be one that a rule dropped
 * @param profileName the label {@code __name__}, or null
 * @param isDelta the label {@code __delta__} is {@code false}: nothing is to be subtracted any more
 * @param sessionId a hash of the label {@code __session_id__}, {@link #NO_SESSION} without one:
 *     tells apart runs of a process whose labels are the same
 * @param sent what the labels of samples join
 */
public record ProfileLabels(
    Series series, String profileName, boolean isDelta, long sessionId, LabelSet sent) {

  /** The session of a producer that tells none. */
  public static final long NO_SESSION = 0;
}
