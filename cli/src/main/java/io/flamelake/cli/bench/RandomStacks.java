package io.flamelake.cli.bench;

import io.flamelake.cli.push.ProfileRecord;
import io.flamelake.stacks.FrameEncoder;
import io.flamelake.stacks.FrameFields;
import io.flamelake.stacks.FrameKind;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.codec.ByteWriter;
import io.flamelake.stacks.codec.StackDefinitionCodec;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Stacks of random addresses that an index knows, as the ingest job sends them on. Real stacks have
 * callers in common; these are the worst that can come.
 */
final class RandomStacks {
  private static final int ADDRESSES = 1 << 20;
  private static final long SEED = 20_261_122;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final FrameFields frame = new FrameFields();
  private final FrameEncoder encoder = new FrameEncoder();
  private final StackDefinitionCodec codec = new StackDefinitionCodec();
  private final ByteWriter writer = new ByteWriter();
  private final int day = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
  private final long[] addresses;
  private final String service;
  private final String buildId;
  private final int depth;

  /**
   * @param depth addresses of a stack
   */
  RandomStacks(SymbolIndex index, String mapping, String service, int depth) {
    this.addresses = known(index);
    this.service = service;
    this.buildId = index.buildId();
    this.depth = depth;
    frame.mapping = mapping.getBytes(StandardCharsets.UTF_8);
    frame.buildId = buildId.getBytes(StandardCharsets.UTF_8);
    frame.kind = FrameKind.NATIVE.code();
    frame.hasAddress = true;
  }

  /** Some of the addresses that have a function, in no order. */
  long[] addresses() {
    return addresses;
  }

  /** One that was not there before. */
  ProfileRecord next() {
    encoder.reset();
    for (int i = 0; i < depth; i++) {
      frame.address = addresses[random.nextInt(addresses.length)];
      encoder.add(frame);
    }
    StackDefinition stack =
        new StackDefinition(
            day,
            service,
            random.nextLong(),
            random.nextLong(),
            encoder.encoded(),
            depth,
            new String[] {buildId});
    writer.clear();
    codec.write(stack, writer);
    byte[] value = Arrays.copyOf(writer.bytes(), writer.length());
    return new ProfileRecord(service, value, Map.of(), null);
  }

  private long[] known(SymbolIndex index) {
    FrameCursor cursor = index.cursor();
    long[] found = new long[ADDRESSES];
    for (int i = 0; i < found.length; ) {
      long address = random.nextLong(index.firstAddress(), index.lastAddress());
      if (cursor.lookup(address) > 0) {
        found[i++] = address;
      }
    }
    return found;
  }
}
