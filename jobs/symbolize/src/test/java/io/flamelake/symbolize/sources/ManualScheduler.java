package io.flamelake.symbolize.sources;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that stands still until a test moves it. */
final class ManualScheduler implements Scheduler {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));

  private long now = -5_000_000_000L;
  private long number;

  private record Task(long at, long number, Runnable action) {}

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized Runnable after(Duration delay, Runnable action) {
    Task task = new Task(now + delay.toNanos(), number++, action);
    tasks.add(task);
    return () -> cancel(task);
  }

  private synchronized void cancel(Task task) {
    tasks.remove(task);
  }

  /** How many actions wait for their time. */
  synchronized int waiting() {
    return tasks.size();
  }

  /** Moves the clock, and runs all that is due on the way. */
  void advance(Duration time) {
    long end = nanoTime() + time.toNanos();
    for (Task task = nextUntil(end); task != null; task = nextUntil(end)) {
      task.action().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Task nextUntil(long end) {
    Task next = tasks.peek();
    if (next == null || next.at() > end) {
      return null;
    }
    now = Math.max(now, next.at());
    return tasks.poll();
  }

  @Override
  public synchronized void close() {
    tasks.clear();
  }
}
