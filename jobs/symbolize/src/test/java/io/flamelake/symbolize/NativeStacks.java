package io.flamelake.symbolize;

import io.flamelake.stacks.FrameEncoder;
import io.flamelake.stacks.FrameFields;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.codec.ByteWriter;
import io.flamelake.stacks.codec.StackDefinitionCodec;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes stacks of addresses, as the ingest job sends them. */
public final class NativeStacks {
  public static final int DAY = 20_779;

  private final String buildId;
  private final List<Long> addresses;
  private final boolean offsets;
  private final long shift;

  /** Of a program whose addresses with functions its index tells. */
  public NativeStacks(String buildId, SymbolIndex index) {
    this(buildId, known(index), false, 0);
  }

  private NativeStacks(String buildId, List<Long> addresses, boolean offsets, long shift) {
    this.buildId = buildId;
    this.addresses = addresses;
    this.offsets = offsets;
    this.shift = shift;
  }

  private static List<Long> known(SymbolIndex index) {
    List<Long> addresses = new ArrayList<>();
    FrameCursor cursor = index.cursor();
    for (long address = index.firstAddress(); address < index.lastAddress(); address++) {
      if (cursor.lookup(address) > 0) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  /** The same with offsets in the file, which the addresses are that far from. */
  public NativeStacks ofOffsets(long addressMinusOffset) {
    return new NativeStacks(buildId, addresses, true, addressMinusOffset);
  }

  /** The stack of this number: two addresses of the program. */
  public StackDefinition stack(int number) {
    FrameEncoder frames = new FrameEncoder().reset();
    for (int i = 0; i < 2; i++) {
      FrameFields frame = new FrameFields();
      frame.buildId = buildId.getBytes(StandardCharsets.US_ASCII);
      frame.mapping = "/bin/app".getBytes(StandardCharsets.US_ASCII);
      frame.hasAddress = true;
      frame.addressIsOffset = offsets;
      frame.address = addresses.get((number + i * 7) % addresses.size()) - shift;
      frames.add(frame);
    }
    return new StackDefinition(
        DAY, "native", number, number, frames.encoded(), 2, new String[] {buildId});
  }

  /** Records of stacks, from one number to before another. */
  public List<RawRecord> records(String topic, int from, int to) {
    List<RawRecord> records = new ArrayList<>();
    for (int number = from; number < to; number++) {
      records.add(record(topic, number % 2, bytes(stack(number))));
    }
    return records;
  }

  /** A record of a partition. */
  public static RawRecord record(String topic, int partition, byte[] value) {
    return new RawRecord(topic, partition, 0, System.currentTimeMillis(), Map.of(), value);
  }

  private static byte[] bytes(StackDefinition stack) {
    ByteWriter writer = new ByteWriter();
    new StackDefinitionCodec().write(stack, writer);
    return Arrays.copyOf(writer.bytes(), writer.length());
  }
}
