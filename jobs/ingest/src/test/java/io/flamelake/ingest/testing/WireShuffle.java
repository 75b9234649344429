package io.flamelake.ingest.testing;

import com.google.protobuf.CodedOutputStream;
import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Writes a profile in some other way that means the same: fields in any order, numbers packed, in
 * pieces or one by one, and fields in between that nobody knows.
 */
public final class WireShuffle {

  private static final int UNKNOWN_FIELD = 99;

  private interface Writer {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private final Random random;

  private WireShuffle(long seed) {
    random = new Random(seed);
  }

  public static byte[] write(Profile profile, long seed) {
    return new WireShuffle(seed).message(profile);
  }

  private byte[] message(Profile profile) {
    List<Writer> loose = new ArrayList<>();
    profile.getSampleList().forEach(s -> loose.add(bytes(2, sample(s))));
    profile.getMappingList().forEach(m -> loose.add(bytes(3, m.toByteArray())));
    profile.getLocationList().forEach(l -> loose.add(bytes(4, location(l))));
    profile.getFunctionList().forEach(f -> loose.add(bytes(5, f.toByteArray())));
    loose.add(out -> out.writeInt64(9, 12345));
    loose.add(unknown());
    Collections.shuffle(loose, random);
    loose.add(out -> out.writeInt64(9, profile.getTimeNanos()));
    Deque<Writer> types = new ArrayDeque<>();
    profile.getSampleTypeList().forEach(t -> types.add(bytes(1, t.toByteArray())));
    Deque<Writer> strings = new ArrayDeque<>();
    profile
        .getStringTableList()
        .asByteStringList()
        .forEach(s -> strings.add(bytes(6, s.toByteArray())));
    return write(merge(merge(loose, types), strings));
  }

  /** Puts ordered writers between others, at any places. */
  private List<Writer> merge(List<Writer> others, Deque<Writer> ordered) {
    List<Writer> merged = new ArrayList<>();
    for (Writer other : others) {
      while (!ordered.isEmpty() && random.nextInt(3) == 0) {
        merged.add(ordered.poll());
      }
      merged.add(other);
    }
    merged.addAll(ordered);
    return merged;
  }

  private byte[] sample(Sample sample) {
    List<Writer> writers = new ArrayList<>();
    sample.getLabelList().forEach(l -> writers.add(bytes(3, l.toByteArray())));
    writers.add(unknown());
    Deque<Writer> ids = numbers(1, sample.getLocationIdList());
    Deque<Writer> values = numbers(2, sample.getValueList());
    return write(merge(merge(writers, ids), values));
  }

  private byte[] location(Location location) {
    List<Writer> writers = new ArrayList<>();
    writers.add(out -> out.writeUInt64(1, location.getId()));
    writers.add(out -> out.writeUInt64(2, location.getMappingId()));
    writers.add(out -> out.writeUInt64(3, location.getAddress()));
    writers.add(unknown());
    Collections.shuffle(writers, random);
    Deque<Writer> lines = new ArrayDeque<>();
    location.getLineList().forEach(l -> lines.add(bytes(4, l.toByteArray())));
    return write(merge(writers, lines));
  }

  private Deque<Writer> numbers(int field, List<Long> numbers) {
    Deque<Writer> writers = new ArrayDeque<>();
    int from = 0;
    while (from < numbers.size()) {
      int to = from + 1 + random.nextInt(numbers.size() - from);
      List<Long> piece = numbers.subList(from, to);
      if (random.nextBoolean()) {
        writers.add(bytes(field, packed(piece)));
      } else {
        piece.forEach(n -> writers.add(out -> out.writeUInt64(field, n)));
      }
      from = to;
    }
    return writers;
  }

  private static byte[] packed(List<Long> numbers) {
    return write(List.of(out -> writeAll(numbers, out)));
  }

  private static void writeAll(List<Long> numbers, CodedOutputStream out) throws IOException {
    for (long number : numbers) {
      out.writeUInt64NoTag(number);
    }
  }

  private Writer unknown() {
    return switch (random.nextInt(5)) {
      case 0 -> out -> out.writeFixed64(UNKNOWN_FIELD, -1);
      case 1 -> out -> out.writeFixed32(UNKNOWN_FIELD, -1);
      case 2 -> bytes(UNKNOWN_FIELD, new byte[] {1, 2, 3});
      case 3 -> WireShuffle::group;
      default -> out -> out.writeInt64(UNKNOWN_FIELD, -1);
    };
  }

  private static void group(CodedOutputStream out) throws IOException {
    out.writeTag(UNKNOWN_FIELD, 3);
    out.writeInt64(1, 5);
    out.writeTag(UNKNOWN_FIELD, 4);
  }

  private static Writer bytes(int field, byte[] bytes) {
    return out -> out.writeByteArray(field, bytes);
  }

  private static byte[] write(List<Writer> writers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      for (Writer writer : writers) {
        writer.writeTo(out);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
