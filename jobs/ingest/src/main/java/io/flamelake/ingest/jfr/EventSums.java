package io.flamelake.ingest.jfr;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Adds up the events of a chunk that profiles are made of. */
final class EventSums {

  private static final String STACK = "stackTrace";
  private static final int STACK_AT = 0;
  private static final int FIRST_AT = 1;
  private static final int SECOND_AT = 2;

  /** What is done with an event of a type, whose fields were read. */
  private interface Rule {
    void add(EventFields fields);
  }

  private record Source(EventFields fields, Rule rule) {}

  private final Chunk chunk;
  private final Metadata metadata;
  private final int maxEvents;
  private final Map<Integer, Source> sources = new HashMap<>();
  private final Map<Kind, Totals> totals = new EnumMap<>(Kind.class);

  /** CPU time as the JVM measures it since JDK 25; where it is told, execution samples are not. */
  private final Totals cpuTime = new Totals();

  private int events;

  EventSums(Metadata metadata, Chunk chunk, int maxEvents) {
    this.metadata = metadata;
    this.chunk = chunk;
    this.maxEvents = maxEvents;
    for (Kind kind : Kind.values()) {
      totals.put(kind, new Totals());
    }
    samples();
    amount(Kind.IN_NEW_TLAB, "jdk.ObjectAllocationInNewTLAB", "tlabSize");
    amount(Kind.OUTSIDE_TLAB, "jdk.ObjectAllocationOutsideTLAB", "allocationSize");
    amount(Kind.ALLOCATION_SAMPLE, "jdk.ObjectAllocationSample", "weight");
    amount(Kind.LIVE, "profiler.LiveObject", "allocationSize");
    wait(Kind.MONITOR, "jdk.JavaMonitorEnter");
    wait(Kind.PARK, "jdk.ThreadPark");
  }

  /** Adds an event, whose first field the cursor is at. */
  void add(int type, Cursor cursor) {
    Source source = sources.get(type);
    if (source == null) {
      return;
    }
    if (++events > maxEvents) {
      throw new BadRecord(
          Reason.SAMPLES_LIMIT,
          "the JFR chunk has more than "
              + maxEvents
              + " events of profiles; record shorter chunks or raise the limit");
    }
    source.fields.read(cursor, chunk.constants.strings);
    source.rule.add(source.fields);
  }

  Totals totals(Kind kind) {
    return kind == Kind.CPU && cpuTime.size() > 0 ? cpuTime : totals.get(kind);
  }

  private void samples() {
    int sleeping = chunk.threadState("STATE_SLEEPING");
    int runnable = chunk.threadState("STATE_RUNNABLE");
    boolean wall = chunk.settings.isWall();
    long cpuPeriod = chunk.settings.cpuPeriod();
    long wallPeriod = chunk.settings.wallPeriod();
    Totals ofCpu = totals.get(Kind.CPU);
    Totals ofWall = totals.get(Kind.WALL);
    source(
        "jdk.ExecutionSample",
        fields -> {
          long stack = fields.number(STACK_AT);
          if (fields.number(FIRST_AT) != sleeping) {
            ofCpu.add(stack, 1, cpuPeriod);
          }
          if (wall) {
            ofWall.add(stack, 1, cpuPeriod);
          }
        },
        "state");
    source(
        "profiler.WallClockSample",
        fields -> {
          long stack = fields.number(STACK_AT);
          long count = Math.max(1, fields.number(SECOND_AT));
          ofWall.add(stack, count, times(count, wallPeriod));
          if (wall && fields.number(FIRST_AT) == runnable) {
            ofCpu.add(stack, count, times(count, wallPeriod));
          }
        },
        "state",
        "samples");
    source(
        "jdk.CPUTimeSample",
        fields -> cpuTime.add(fields.number(STACK_AT), 1, chunk.nanos(fields.number(FIRST_AT))),
        "samplingPeriod");
  }

  private void amount(Kind kind, String type, String field) {
    Totals ofKind = totals.get(kind);
    source(type, fields -> ofKind.add(fields.number(STACK_AT), 1, fields.number(FIRST_AT)), field);
  }

  private void wait(Kind kind, String type) {
    Totals ofKind = totals.get(kind);
    source(
        type,
        fields -> ofKind.add(fields.number(STACK_AT), 1, chunk.nanos(fields.number(FIRST_AT))),
        "duration");
  }

  private void source(String typeName, Rule rule, String... wanted) {
    EventType type = metadata.byName.get(typeName);
    if (type != null) {
      String[] names = new String[wanted.length + 1];
      names[STACK_AT] = STACK;
      System.arraycopy(wanted, 0, names, 1, wanted.length);
      sources.put(type.id, new Source(new EventFields(type, metadata, names), rule));
    }
  }

  private static long times(long count, long nanos) {
    long high = Math.multiplyHigh(count, nanos);
    long low = count * nanos;
    return high == 0 && low >= 0 ? low : Long.MAX_VALUE;
  }
}
