package io.flamelake.benchmarks.fleet;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Many processes that send profiles, made from a few recorded ones: an endless stream of records in
 * the order of their arrival. Recordings are read once; a record is a copy of a recorded one with a
 * few bytes behind it, so that it costs microseconds.
 */
public final class Fleet implements Iterator<FleetRecord> {
  /** How much later late records come. */
  static final int LATE_INTERVALS = 2;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final FleetOptions options;
  private final List<Instance> instances = new ArrayList<>();
  private final Deque<FleetRecord> ready = new ArrayDeque<>();
  private final Deque<Late> late = new ArrayDeque<>();
  private long interval;
  private int nextInstance;
  private long serial;

  private record Late(long dueInterval, FleetRecord record) {}

  /**
   * Reads the recordings.
   *
   * @param folder with a folder for each runtime, files named {@code KIND-NUMBER.pb.gz}
   * @throws IllegalArgumentException if a kind has no files
   */
  public Fleet(Path folder, FleetOptions options) {
    this.options = options;
    List<Recording> all =
        options.kinds().stream().map(kind -> Recording.load(folder, kind)).toList();
    List<String> runtimes = all.stream().map(Recording::folder).distinct().toList();
    for (int service = 0; service < options.services(); service++) {
      String runtime = runtimes.get(service % runtimes.size());
      List<Recording> own =
          all.stream().filter(recording -> recording.folder().equals(runtime)).toList();
      for (int instance = 0; instance < options.instances(); instance++) {
        instances.add(new Instance(options, service, instance, own));
      }
    }
  }

  /** Always true: a fleet never stops. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public FleetRecord next() {
    while (ready.isEmpty()) {
      advance();
    }
    return ready.removeFirst();
  }

  /** The time of the profiles that are made now. */
  public Instant time() {
    return options.start().plus(options.interval().multipliedBy(interval));
  }

  private void advance() {
    if (nextInstance == instances.size()) {
      nextInstance = 0;
      interval++;
      while (!late.isEmpty() && late.getFirst().dueInterval() <= interval) {
        ready.add(late.removeFirst().record());
      }
    }
    Instant start = time();
    instances
        .get(nextInstance++)
        .send(
            interval,
            start.getEpochSecond() * NANOS_PER_SECOND + start.getNano(),
            options.interval().toNanos(),
            this::arrive);
  }

  private void arrive(FleetRecord record) {
    long mixed = Mix.of(options.rates().seed(), ++serial);
    if (Mix.unit(mixed) < options.rates().late()) {
      long millis = options.interval().multipliedBy(LATE_INTERVALS).toMillis();
      late.add(new Late(interval + LATE_INTERVALS, record.sentLater(millis)));
    } else {
      ready.add(record);
    }
    if (Mix.unit(Mix.of(mixed)) < options.rates().duplicates()) {
      ready.add(record);
    }
  }
}
