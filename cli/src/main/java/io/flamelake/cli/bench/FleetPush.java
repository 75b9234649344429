package io.flamelake.cli.bench;

import io.flamelake.benchmarks.fleet.Fleet;
import io.flamelake.benchmarks.fleet.FleetRecord;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.push.ProfileProducer;
import io.flamelake.cli.push.ProfileRecord;
import io.flamelake.cli.stack.Deadline;
import io.flamelake.cli.stack.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pushes the records of a fleet to Kafka and waits for the ingest job. */
final class FleetPush implements AutoCloseable {
  private static final Duration ARRIVAL = Duration.ofMinutes(20);
  private static final int BATCH = 200;

  /** The default of the job's {@code kafka.group-id}. */
  private static final String GROUP = "flamelake-ingest";

  private final ProfileProducer producer;
  private final ConsumedOffsets consumed;

  FleetPush(String bootstrap) {
    this.producer = new ProfileProducer(bootstrap, Topics.PROFILES);
    this.consumed = new ConsumedOffsets(bootstrap, Topics.PROFILES, GROUP);
  }

  /** Pushes as many and tells their bytes. */
  long push(Fleet fleet, int count) {
    long bytes = 0;
    List<ProfileRecord> batch = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      ProfileRecord record = record(fleet.next());
      bytes += record.value().length;
      batch.add(record);
      if (batch.size() == BATCH || i == count) {
        producer.send(
            batch,
            (name, reason) -> {
              throw CommandException.failed("a record was not pushed: " + reason);
            });
        batch.clear();
      }
    }
    return bytes;
  }

  private static ProfileRecord record(FleetRecord record) {
    return new ProfileRecord(
        record.sender().toString(),
        record.value(),
        Map.of("content-type", FleetRecord.CONTENT_TYPE, "labels", record.labels()),
        record.sentMillis());
  }

  /** Waits until a checkpoint holds all that was pushed. */
  void await() {
    if (!Deadline.of(ARRIVAL).await(() -> consumed.lag() == 0)) {
      throw CommandException.unreachable(
          "%d records are not ingested after %d minutes: see 'flamelake status'"
              .formatted(consumed.lag(), ARRIVAL.toMinutes()));
    }
  }

  @Override
  public void close() {
    consumed.close();
    producer.close();
  }
}
