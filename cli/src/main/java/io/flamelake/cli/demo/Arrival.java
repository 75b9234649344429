package io.flamelake.cli.demo;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.TrinoQuery;
import io.flamelake.cli.stack.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Waits until Trino sees what was pushed. A record is known by its partition and offset, so that
 * other producers' records do not count.
 */
public final class Arrival {
  private final TrinoQuery query;
  private final String condition;
  private final int expected;

  /** Waits for these records. */
  public Arrival(TrinoQuery query, List<RecordMetadata> records) {
    this.query = query;
    this.expected = records.size();
    this.condition = condition(records);
  }

  /** Waits for all records of a service that nobody else sends to: any number of them. */
  public Arrival(TrinoQuery query, String service, int records) {
    this.query = query;
    this.expected = records;
    this.condition = "service_name = '%s'".formatted(service);
  }

  /**
   * Polls until all are in {@code profiles}.
   *
   * @param progress told how many are, whenever that changes
   * @throws CommandException if they are not before the deadline, or the job rejected some
   */
  public void await(Duration deadline, LongConsumer progress) {
    long[] seen = {-1};
    boolean all =
        Deadline.of(deadline)
            .await(
                () -> {
                  long now = count("profiles");
                  if (now != seen[0]) {
                    progress.accept(now);
                  }
                  seen[0] = now;
                  return now + rejected(now) >= expected;
                });
    if (rejected(seen[0]) > 0) {
      throw CommandException.failed(
          "%d of %d profiles were rejected: flamelake sql 'SELECT reason, message FROM profiles.rejects'"
              .formatted(rejected(seen[0]), expected));
    }
    if (!all) {
      throw CommandException.unreachable(
          "Trino sees %d of %d profiles after %d s: see 'flamelake status'"
              .formatted(seen[0], expected, deadline.toSeconds()));
    }
  }

  private long rejected(long arrived) {
    // Only profiles have a service.
    return arrived >= expected || condition.startsWith("service_name") ? 0 : count("rejects");
  }

  private long count(String table) {
    long[] count = {0};
    query.read(
        "SELECT count(DISTINCT (kafka_partition, kafka_offset)) FROM profiles.%s WHERE %s"
            .formatted(table, condition),
        row -> count[0] = row.getLong(1));
    return count[0];
  }

  private static String condition(List<RecordMetadata> records) {
    Map<Integer, List<Long>> offsets =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    RecordMetadata::partition,
                    TreeMap::new,
                    Collectors.mapping(RecordMetadata::offset, Collectors.toList())));
    return offsets.entrySet().stream()
        .map(
            partition ->
                "(kafka_partition = %d AND kafka_offset IN (%s))"
                    .formatted(
                        partition.getKey(),
                        partition.getValue().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(","))))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }
}
