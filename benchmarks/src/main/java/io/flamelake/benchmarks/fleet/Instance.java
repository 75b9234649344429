package io.flamelake.benchmarks.fleet;

import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.benchmarks.fleet.FleetRecord.Sender;
import java.util.List;
import java.util.function.Consumer;

/** One process of the fleet. */
final class Instance {
  /** Of this many snapshots a process restarts in any case: those counted up are kept in memory. */
  private static final int MAX_SNAPSHOTS = 240;

  private static final long SENT_AFTER_NANOS = 10_000_000_000L;
  private static final String[] REGIONS = {"eu-central", "us-east", "ap-south"};

  private final int service;
  private final int number;
  private final List<Recording> recordings;
  private final String[] labels;
  private final long key;
  private final Rates rates;
  private int run;
  private int snapshot;

  Instance(FleetOptions options, int service, int number, List<Recording> recordings) {
    this.service = service;
    this.number = number;
    this.recordings = recordings;
    this.rates = options.rates();
    this.key = Mix.of(Mix.of(rates.seed(), service), number);
    this.labels =
        recordings.stream()
            .map(recording -> labels(options.prefix(), recording))
            .toArray(String[]::new);
  }

  private String labels(String prefix, Recording recording) {
    String name = recording.profileName();
    return "{%sservice_name=\"%s-%03d\",instance=\"%s-%03d-%05d\",runtime=\"%s\",version=\"1.%d.0\",region=\"%s\"}"
        .formatted(
            name.isEmpty() ? "" : "__name__=\"" + name + "\",",
            prefix,
            service,
            prefix,
            service,
            number,
            recording.folder(),
            service % 7,
            REGIONS[number % REGIONS.length]);
  }

  /**
   * Sends what an interval brings.
   *
   * @param nanos where the interval starts
   * @param length of the interval, in nanoseconds
   */
  void send(long interval, long nanos, long length, Consumer<FleetRecord> out) {
    long now = Mix.of(key, interval);
    if (snapshot == MAX_SNAPSHOTS || snapshot > 0 && Mix.unit(now) < rates.restarts()) {
      run++;
      snapshot = 0;
    }
    // Each instance has its own moment within the interval, as processes start at any time.
    long time = nanos + (long) (Mix.unit(Mix.of(key, -1)) * length);
    for (int i = 0; i < recordings.size(); i++) {
      out.accept(record(i, interval, time, Mix.of(now, i)));
    }
    snapshot++;
  }

  private FleetRecord record(int i, long interval, long time, long mixed) {
    Recording recording = recordings.get(i);
    Template template = recording.snapshot(snapshot, (int) (key >>> 40));
    int added = recording.countsUp() ? 0 : newStacks(template.samples(), mixed);
    return new FleetRecord(
        template.at(time, added, mixed),
        labels[i],
        (time + SENT_AFTER_NANOS) / 1_000_000,
        new Sender(service, number, recording.kind(), interval, run, snapshot),
        time,
        template.samples() + added,
        added);
  }

  private int newStacks(int samples, long mixed) {
    double wanted = samples * rates.newStacks();
    int whole = (int) wanted;
    return whole + (Mix.unit(Mix.of(mixed)) < wanted - whole ? 1 : 0);
  }
}
