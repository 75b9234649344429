package io.flamelake.ingest.record;

/**
 * Thrown within a decoder when a record can't be used at all; its message is that of the {@link
 * Rejection}. It has no stack trace: it is about content, and may come at the rate of the records.
 */
public final class BadRecord extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int QUOTED_CHARS = 80;

  private final Reason reason;

  public BadRecord(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  public Rejection rejection() {
    return new Rejection(reason, getMessage());
  }

  /** Text of a record for a message: in quotes, cut when long, on one line. */
  public static String quote(String text) {
    String cut = text.length() > QUOTED_CHARS ? text.substring(0, QUOTED_CHARS) + "…" : text;
    return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
