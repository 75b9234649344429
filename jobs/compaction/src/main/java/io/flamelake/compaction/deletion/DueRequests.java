package io.flamelake.compaction.deletion;

import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.compaction.maintenance.Pauses;
import io.flamelake.compaction.maintenance.TableWork;
import io.flamelake.compaction.select.Selector;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What requests ask of a table now. */
final class DueRequests {
  private static final String SAMPLES = SamplesTable.DEFINITION.name();
  private static final String PROFILES = ProfilesTable.DEFINITION.name();

  private final String table;
  private final Instant now;
  private final Duration repeatFor;
  private final Progress progress;
  private final Pauses pauses;
  private final Duration interval;
  private final Map<Request, Selector> due = new LinkedHashMap<>();
  private final Map<Request, String> refused = new LinkedHashMap<>();
  private List<MatchedSeries> matched = List.of();

  private DueRequests(TableWork work, Pauses pauses) throws IOException {
    this.pauses = pauses;
    interval = work.config().removals().deletionInterval();
    table = work.definition().name();
    now = work.clock().instant();
    repeatFor = work.config().removals().repeatFor();
    progress = Progress.read(work.lake());
  }

  static DueRequests read(TableWork work, Pauses pauses) throws IOException {
    DueRequests requests = new DueRequests(work, pauses);
    for (Request request : Requests.read(work.lake(), requests.now)) {
      requests.add(request);
    }
    requests.matched = MatchedSeries.read(work.lake(), requests.due, work.progress());
    return requests;
  }

  private void add(Request request) {
    try {
      Selector selector = request.selector();
      if (isDue(request, selector)) {
        due.put(request, selector);
      }
    } catch (IllegalArgumentException e) {
      // Told once, with the first table.
      if (table.equals(SAMPLES) && !progress.isRefused(request.id())) {
        refused.put(request, Progress.REFUSED + e.getMessage());
      }
    }
  }

  private boolean isDue(Request request, Selector selector) {
    if (isLastDone(request, table)) {
      return false;
    }
    if (!isToTell(request) && !pauses.isOver(table + " " + request.id(), now, interval)) {
      return false;
    }
    if (table.equals(SamplesHourlyTable.DEFINITION.name())
        || table.equals(FunctionsHourlyTable.DEFINITION.name())) {
      return Sums.concerns(selector);
    }
    if (table.equals(SAMPLES) || table.equals(PROFILES)) {
      return true;
    }
    boolean facts = isLastDone(request, SAMPLES) && isLastDone(request, PROFILES);
    // Series tell which stacks are looked at, so they go last.
    return facts
        && (!table.equals(SeriesTable.DEFINITION.name())
            || isLastDone(request, StacksTable.DEFINITION.name()));
  }

  private boolean isLastDone(Request request, String of) {
    return progress.isDone(request.id(), of, end(request));
  }

  private Instant end(Request request) {
    return request.requestedAt().plus(repeatFor);
  }

  /** It has been looked at: rows that come late are looked for again after some time. */
  void pause(Request request) {
    pauses.begin(table + " " + request.id(), now);
  }

  /** Series that requests ask for, request by request, those without any included. */
  List<MatchedSeries> matched() {
    return matched;
  }

  Selector selector(Request request) {
    return due.get(request);
  }

  /** Requests that can't be done, and why, unless that has been told. */
  Map<Request, String> refused() {
    return refused;
  }

  /** Whether no rows that come later are looked for. */
  boolean isLast(Request request) {
    return !now.isBefore(end(request));
  }

  /** Whether it is told even if there are no rows. */
  boolean isToTell(Request request) {
    return isLast(request) || !progress.isDone(request.id(), table);
  }
}
