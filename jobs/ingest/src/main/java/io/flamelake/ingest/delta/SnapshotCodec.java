package io.flamelake.ingest.delta;

import io.flamelake.ingest.codec.SeriesProfileCodec;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.codec.ByteReader;
import io.flamelake.stacks.codec.ByteWriter;

/**
 * How a snapshot lies in state while it waits for others that should come before it. Numbers are
 * little endian; a varint is as protobuf's.
 *
 * <pre>
 * head      the profile without its stacks, as {@link SeriesProfileCodec} writes it
 * version   1 byte, 1
 * stacks    4 bytes, their count; then for each stack, smallest id first:
 *           8 bytes id, for each sample type a varint
 * </pre>
 */
public final class SnapshotCodec {
  static final byte VERSION = 1;

  private final SeriesProfileCodec heads = new SeriesProfileCodec();
  private final ByteWriter headOut = new ByteWriter();
  private final ByteReader headIn = new ByteReader();
  private final StateWriter out = new StateWriter();
  private final StateReader in = new StateReader();

  /** The bytes of a snapshot. */
  public byte[] encode(Snapshot snapshot) {
    headOut.clear();
    heads.write(snapshot.head(), headOut);
    out.reset();
    out.write(headOut.bytes(), 0, headOut.length());
    out.writeByte(VERSION);
    out.writeInt(snapshot.count());
    int types = snapshot.types();
    for (int stack = 0; stack < snapshot.count(); stack++) {
      out.ensure(Long.BYTES + types * StateWriter.LONGEST_VARINT);
      out.putLong(snapshot.stackId(stack));
      for (int type = 0; type < types; type++) {
        out.putVarint(snapshot.value(stack, type));
      }
    }
    return out.toBytes();
  }

  /**
   * Reads a snapshot.
   *
   * @throws IllegalStateException when the bytes have a version that is not known
   */
  public void decode(byte[] bytes, Snapshot snapshot) {
    headIn.reset(bytes);
    SeriesProfile head = heads.read(headIn);
    in.reset(bytes, headIn.position(), VERSION, "a waiting snapshot");
    int stacks = in.readInt();
    snapshot.start(head, stacks);
    for (int i = 0; i < stacks; i++) {
      int stack = snapshot.add(in.readLong());
      for (int type = 0; type < head.typeCount(); type++) {
        snapshot.setValue(stack, type, in.readVarint());
      }
    }
  }
}
