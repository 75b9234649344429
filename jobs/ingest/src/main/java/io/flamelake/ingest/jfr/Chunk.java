package io.flamelake.ingest.jfr;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import one.jfr.JfrReader;

/**
 * One chunk of a recording: its constants, read by {@code one.jfr.JfrReader}, and its events by
 * kind and stack trace.
 */
final class Chunk {

  final ChunkHeader header;
  final JfrReader constants;
  final Settings settings = new Settings();
  private final byte[] data;
  private final Metadata metadata;
  private final EventSums sums;

  private Chunk(byte[] data, ChunkHeader header, Limits limits) throws IOException {
    this.data = data;
    this.header = header;
    metadata = new Metadata(new Cursor(data, header.metadata(), data.length));
    PoolGuard.check(data, header.pools(), metadata, limits.tableEntries());
    checkEvents();
    constants = new JfrReader(ByteBuffer.wrap(data));
    readSettings();
    sums = new EventSums(metadata, this, limits.samples());
    walk(sums::add);
  }

  /**
   * Reads a chunk.
   *
   * @param data the chunk and nothing else
   * @throws BadRecord when it is damaged, or beyond a limit
   */
  static Chunk read(byte[] data, ChunkHeader header, Limits limits) {
    try {
      return new Chunk(data, header, limits);
    } catch (BadRecord e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new BadRecord(Reason.MALFORMED_JFR, "the JFR chunk can't be read: " + e);
    }
  }

  /** The sums of a kind; empty when the chunk has no event of it. */
  Totals totals(Kind kind) {
    return sums.totals(kind);
  }

  /** The key of a thread state, or -1. */
  int threadState(String name) {
    return constants.getEnumKey("jdk.types.ThreadState", name);
  }

  /** Ticks of the chunk's clock as nanoseconds. */
  long nanos(long ticks) {
    return (long) (ticks / (header.ticksPerSecond() / 1e9));
  }

  /** Is given each event: its type, and a cursor at its first field. */
  @FunctionalInterface
  interface Visitor {
    void event(int type, Cursor cursor);
  }

  private void walk(Visitor visitor) {
    Cursor cursor = new Cursor(data, ChunkHeader.BYTES, data.length);
    while (cursor.position < data.length) {
      int start = cursor.position;
      int size = cursor.number();
      int type = cursor.number();
      visitor.event(type, cursor);
      if (size <= 0 || size > data.length - start || cursor.position > start + size) {
        cursor.position = start;
        throw cursor.damaged("an event of " + size + " bytes starts");
      }
      cursor.position = start + size;
    }
  }

  /** Before anything is made of it, a damaged chunk is known to be one. */
  private void checkEvents() {
    walk((type, cursor) -> {});
  }

  private void readSettings() {
    EventType type = metadata.byName.get("jdk.ActiveSetting");
    if (type == null) {
      return;
    }
    EventFields fields = new EventFields(type, metadata, "id", "name", "value");
    int execution = metadata.id("jdk.ExecutionSample");
    walk(
        (eventType, cursor) -> {
          if (eventType == type.id) {
            fields.read(cursor, constants.strings);
            settings.add(fields.text(1), fields.text(2), fields.number(0) == execution);
          }
        });
  }
}
