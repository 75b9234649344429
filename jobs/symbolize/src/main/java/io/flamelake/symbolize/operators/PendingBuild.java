package io.flamelake.symbolize.operators;

/**
 * What is remembered of a build that stacks wait for, or waited for.
 *
 * @param uploadedAt when its index had come the last time; 0: it never did
 * @param retryAt when the sources are to be asked again; 0: never
 * @param pause the milliseconds from that retry to the next
 * @param sending whether stacks are being sent because it has come
 */
public record PendingBuild(long uploadedAt, long retryAt, long pause, boolean sending) {
  static final PendingBuild UNKNOWN = new PendingBuild(0, 0, 0, false);

  PendingBuild retryAt(long time, long nextPause) {
    return new PendingBuild(uploadedAt, time, nextPause, sending);
  }

  PendingBuild sent() {
    return new PendingBuild(uploadedAt, retryAt, pause, false);
  }
}
