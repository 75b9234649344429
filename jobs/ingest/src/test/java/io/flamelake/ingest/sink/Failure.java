package io.flamelake.ingest.sink;

import java.util.concurrent.atomic.AtomicInteger;

/** Where a job of {@link FailingSink} fails, once. */
enum Failure {
  NEVER,
  WHILE_WRITING,
  BEFORE_FILES_ARE_FINISHED,
  AFTER_FILES_ARE_FINISHED,
  AFTER_FILES_ARE_GATHERED,
  BEFORE_THE_COMMIT,
  AFTER_THE_COMMIT;

  /** The first times go well, so that there is something to restore. */
  private static final int WRITES_BEFORE = 200;

  private static final int OTHERS_BEFORE = 2;

  private static volatile Failure next = NEVER;
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Makes this the point of failure of the job that runs next in this process. */
  void arm() {
    next = this;
    COUNT.set(0);
  }

  /** To be called where it may happen. */
  void pass() {
    int before = this == WHILE_WRITING ? WRITES_BEFORE : OTHERS_BEFORE;
    if (next == this && COUNT.getAndIncrement() == before) {
      throw new IllegalStateException("made to fail " + this);
    }
  }

  static boolean happened() {
    return next == NEVER || COUNT.get() > (next == WHILE_WRITING ? WRITES_BEFORE : OTHERS_BEFORE);
  }
}
