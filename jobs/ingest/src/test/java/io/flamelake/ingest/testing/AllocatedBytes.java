package io.flamelake.ingest.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what the current thread allocates. */
public final class AllocatedBytes {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is measured. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    void run() throws E;
  }

  private AllocatedBytes() {}

  /** Bytes allocated by the work, whether still held or not. */
  public static <E extends Exception> long by(Work<E> work) throws E {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
