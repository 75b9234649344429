package io.flamelake.compaction.maintenance;

import io.flamelake.compaction.lock.RunEndedException;
import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.plan.Plan;
import io.flamelake.compaction.rewrite.GroupRewriter;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.rewrite.RewriteResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites the groups of a plan, several at a time if so configured. Each thread has a table of its
 * own, for commits of one table object do not go side by side, and memory of its own.
 */
final class Groups {
  private static final Logger LOG = LoggerFactory.getLogger(Groups.class);

  private final TableWork work;
  private final Layout layout;
  private final Plan plan;
  private final Report report;
  private final Queue<FileGroup> left;
  private volatile RunEndedException ended;
  private volatile String conflict = "";

  Groups(TableWork work, Layout layout, Plan plan, Report report) {
    this.work = work;
    this.layout = layout;
    this.plan = plan;
    this.report = report;
    left = new ConcurrentLinkedQueue<>(plan.groups());
  }

  /**
   * All groups.
   *
   * @return the last conflict, or nothing
   */
  String rewrite() {
    int threads = Math.min(work.config().running().threads(), plan.groups().size());
    if (threads > 1) {
      rewriteBy(threads);
    } else {
      rewriteAll(work.table());
    }
    return conflict;
  }

  private void rewriteBy(int threads) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            runnable -> {
              Thread thread = new Thread(runnable, "flamelake-rewrite");
              thread.setContextClassLoader(loader);
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> rewriteAll(work.lake().table(work.definition()))));
      }
      for (Future<?> thread : running) {
        await(thread);
      }
    } finally {
      pool.shutdown();
    }
    if (ended != null) {
      throw ended;
    }
  }

  private void await(Future<?> thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.get();
        break;
      } catch (InterruptedException e) {
        // It ends at its next step; files it is writing are to be deleted before this returns.
        interrupted = true;
        ended = new RunEndedException("interrupted");
      } catch (ExecutionException e) {
        ended = ended == null ? new RunEndedException(String.valueOf(e.getCause())) : ended;
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rewriteAll(Table table) {
    GroupRewriter rewriter = new GroupRewriter(table, layout, work.config().space(), work.steps());
    for (FileGroup group = left.poll(); group != null; group = left.poll()) {
      progress();
      try {
        RewriteResult result = rewriter.rewrite(plan, group, this::progress);
        LOG.info("{} {}: {}", table.name(), group.partition(), result);
        if (result.committed()) {
          report.add(counts(result));
        } else {
          conflict = result.conflict();
        }
      } catch (RunEndedException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // A group that can't be done must not keep others from being done for ever.
        LOG.error("{} {} is left as it was", table.name(), group.partition(), e);
        report.failed(group.partition() + ": " + e.getMessage());
      }
    }
  }

  /** Once one thread is told to end, all are. */
  private synchronized void progress() {
    if (ended != null) {
      throw ended;
    }
    try {
      work.progress().run();
    } catch (RunEndedException e) {
      ended = e;
      throw e;
    }
  }

  private static Counts counts(RewriteResult result) {
    return Counts.ofFiles(
            result.filesBefore(), result.bytesBefore(), result.filesAfter(), result.bytesAfter())
        .withRows(result.rows(), result.deletedRows());
  }
}
