package io.flamelake.compaction.maintenance;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what one run of an action on a table comes to: one entry of the history, and one for
 * each deletion request that it is about. An action that tells nothing has no entry. Any thread may
 * call it.
 */
public final class Report {
  private final Clock clock;
  private final String runId;
  private final String table;
  private final String action;
  private final String requestId;
  private final Instant started;
  private final List<Report> requests = new ArrayList<>();
  private Counts counts = Counts.NONE;
  private Outcome outcome = Outcome.DONE;
  private String message = "";
  private boolean worthTelling;

  Report(Clock clock, String runId, String table, String action) {
    this(clock, runId, table, action, null);
  }

  private Report(Clock clock, String runId, String table, String action, String requestId) {
    this.clock = clock;
    this.runId = runId;
    this.table = table;
    this.action = action;
    this.requestId = requestId;
    started = clock.instant();
  }

  /** The report of what is done for a deletion request, which becomes an entry of its own. */
  public synchronized Report ofRequest(String id) {
    Report request = new Report(clock, runId, table, action, id);
    requests.add(request);
    return request;
  }

  /** Something was done. */
  public synchronized void add(Counts more) {
    counts = counts.plus(more);
    worthTelling = true;
  }

  /** It is done, in words; an entry even if nothing is counted. */
  public synchronized void done(String inWords) {
    end(Outcome.DONE, inWords);
  }

  /** Other commits were in the way to the last: it, or part of it, is left to the next run. */
  public synchronized void conflict(String with) {
    end(Outcome.CONFLICT, with);
  }

  /** It, or part of it, can't be done. */
  public synchronized void failed(String why) {
    end(Outcome.FAILED, why);
  }

  synchronized void locked(String byWhom) {
    end(Outcome.LOCKED, byWhom);
  }

  /** The worst that was told, and what was told of it first. */
  private void end(Outcome with, String inWords) {
    worthTelling = true;
    if (with.compareTo(outcome) > 0 || message.isEmpty()) {
      message = inWords;
    }
    outcome = with.compareTo(outcome) > 0 ? with : outcome;
  }

  /** What there is to tell. */
  synchronized List<HistoryEntry> entries() {
    List<HistoryEntry> entries = new ArrayList<>();
    if (worthTelling) {
      entries.add(
          new HistoryEntry(
              started, clock.instant(), runId, table, action, requestId, outcome, counts, message));
    }
    requests.forEach(request -> entries.addAll(request.entries()));
    return entries;
  }
}
