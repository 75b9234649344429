package io.flamelake.ingest.record;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much of anything a record may hold. Lengths are in bytes of UTF-8.
 *
 * @param profileBytes one uncompressed profile
 * @param samples samples of one profile, before equal ones are merged
 * @param tableEntries entries of each of a profile's tables (strings, locations, functions,
 *     mappings), a guard of memory only
 * @param labels labels of a series, with those that its samples add
 * @param depth frames of a stack; longer ones are cut at the root
 * @param stringBytes any string of a frame; longer ones are cut
 * @param recordStacksBytes stacks of one record that were not told lately, as they are told
 * @param recordLabelsBytes labels of the series of one record, as they are held in memory
 * @param maxAge how far a profile's time may lie before its record's timestamp
 * @param maxAhead how far it may lie after it
 */
public record Limits(
    int profileBytes,
    int samples,
    int tableEntries,
    int labels,
    int labelNameBytes,
    int labelValueBytes,
    int depth,
    int stringBytes,
    long recordStacksBytes,
    long recordLabelsBytes,
    Duration maxAge,
    Duration maxAhead)
    implements Serializable {

  public Limits {
    requirePositive("profileBytes", profileBytes);
    requirePositive("samples", samples);
    requirePositive("tableEntries", tableEntries);
    requirePositive("labels", labels);
    requirePositive("labelNameBytes", labelNameBytes);
    requirePositive("labelValueBytes", labelValueBytes);
    requirePositive("depth", depth);
    requirePositive("stringBytes", stringBytes);
    requirePositive("recordStacksBytes", recordStacksBytes);
    requirePositive("recordLabelsBytes", recordLabelsBytes);
    requirePositive("maxAge", maxAge.toMillis());
    requirePositive("maxAhead", maxAhead.toMillis());
  }

  /** What holds where nothing else is configured. */
  public static Limits defaults() {
    return new Limits(
        64 << 20,
        1_000_000,
        1 << 21,
        64,
        1 << 10,
        2 << 10,
        1024,
        64 << 10,
        1L << 30,
        64L << 20,
        Duration.ofDays(30),
        Duration.ofMinutes(10));
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("limit " + name + " must be positive, is " + value);
    }
  }
}
