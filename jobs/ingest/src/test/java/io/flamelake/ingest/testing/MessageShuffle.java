package io.flamelake.ingest.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Writes any message in some other way that means the same: fields in any order, numbers packed, in
 * pieces or one by one, and fields in between that nobody knows.
 */
public final class MessageShuffle {

  private static final int UNKNOWN_FIELD = 999;

  private interface Writer {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private final Random random;

  private MessageShuffle(long seed) {
    random = new Random(seed);
  }

  public static byte[] write(Message message, long seed) {
    return new MessageShuffle(seed).message(message);
  }

  private byte[] message(Message message) {
    List<Writer> merged = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      merged.add(unknown());
    }
    message.getAllFields().forEach((field, value) -> merge(merged, writers(field, value)));
    return write(merged);
  }

  private Deque<Writer> writers(FieldDescriptor field, Object value) {
    Deque<Writer> writers = new ArrayDeque<>();
    List<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
    int from = 0;
    while (from < values.size()) {
      boolean packs = field.isRepeated() && field.isPackable() && random.nextBoolean();
      int to = packs ? from + 1 + random.nextInt(values.size() - from) : from + 1;
      List<?> piece = values.subList(from, to);
      writers.add(packs ? packed(field, piece) : single(field, piece.get(0)));
      from = to;
    }
    return writers;
  }

  private static Writer packed(FieldDescriptor field, List<?> piece) {
    byte[] bytes = write(piece.stream().map(v -> bare(field, v)).toList());
    return out -> out.writeByteArray(field.getNumber(), bytes);
  }

  private static Writer bare(FieldDescriptor field, Object value) {
    return out -> {
      if (field.getType() == FieldDescriptor.Type.FIXED64) {
        out.writeFixed64NoTag((Long) value);
      } else {
        out.writeInt64NoTag(((Number) value).longValue());
      }
    };
  }

  private Writer single(FieldDescriptor field, Object value) {
    int number = field.getNumber();
    return switch (field.getType()) {
      case MESSAGE -> {
        byte[] bytes = message((Message) value);
        yield out -> out.writeByteArray(number, bytes);
      }
      case STRING -> out -> out.writeString(number, (String) value);
      case BYTES -> out -> out.writeBytes(number, (ByteString) value);
      case BOOL -> out -> out.writeBool(number, (Boolean) value);
      case DOUBLE -> out -> out.writeDouble(number, (Double) value);
      case FIXED64 -> out -> out.writeFixed64(number, (Long) value);
      default -> out -> out.writeInt64(number, ((Number) value).longValue());
    };
  }

  /** Puts writers of one field between others, at any places but in their order. */
  private void merge(List<Writer> others, Deque<Writer> ordered) {
    int place = 0;
    while (!ordered.isEmpty()) {
      place = place + random.nextInt(others.size() - place + 1);
      others.add(place++, ordered.poll());
    }
  }

  private Writer unknown() {
    return switch (random.nextInt(4)) {
      case 0 -> out -> out.writeFixed64(UNKNOWN_FIELD, -1);
      case 1 -> out -> out.writeFixed32(UNKNOWN_FIELD, -1);
      case 2 -> out -> out.writeByteArray(UNKNOWN_FIELD, new byte[] {1, 2, 3});
      default -> out -> out.writeInt64(UNKNOWN_FIELD, -1);
    };
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
