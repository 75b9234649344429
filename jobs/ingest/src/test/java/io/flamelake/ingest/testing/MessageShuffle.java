package io.flamelake.ingest.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Writes any message in some other way that means the same: fields in any order, repeated numbers
 * packed, in pieces or one by one, other numbers after one that no longer counts, zeros where they
 * could be left out, and fields in between that nobody knows.
 */
public final class MessageShuffle {

  private static final int UNKNOWN_FIELD = 999;

  private interface Writer {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private final Message message;
  private final Random random;
  private final Set<FieldDescriptor> inAnyOrder = new HashSet<>();
  private final Set<Descriptor> withoutGroups = new HashSet<>();

  private MessageShuffle(Message message, long seed) {
    this.message = message;
    random = new Random(seed);
  }

  /** Shuffles a message, the same way for the same seed. */
  public static MessageShuffle of(Message message, long seed) {
    return new MessageShuffle(message, seed);
  }

  /** Takes a repeated field for a set: its entries may stand in any order. */
  public MessageShuffle inAnyOrder(FieldDescriptor field) {
    inAnyOrder.add(field);
    return this;
  }

  /** Puts no unknown groups into messages of a type. */
  public MessageShuffle withoutGroupsIn(Descriptor type) {
    withoutGroups.add(type);
    return this;
  }

  /** The bytes. */
  public byte[] write() {
    return message(message);
  }

  private byte[] message(Message part) {
    List<Writer> mixed = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      mixed.add(unknown(part.getDescriptorForType()));
    }
    for (FieldDescriptor field : part.getDescriptorForType().getFields()) {
      Object value = part.getField(field);
      if (field.isRepeated()) {
        mixed = mix(mixed, repeated(field, (List<?>) value));
      } else if (part.hasField(field) || isZero(field) && random.nextInt(3) == 0) {
        mixed = mix(mixed, singular(field, value));
      }
    }
    return write(mixed);
  }

  /** Whether an absent field is the number 0. */
  private static boolean isZero(FieldDescriptor field) {
    return isNumber(field) && !field.hasPresence();
  }

  private static boolean isNumber(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG, DOUBLE, BOOLEAN -> true;
      default -> false;
    };
  }

  private List<Writer> singular(FieldDescriptor field, Object value) {
    List<Writer> writers = new ArrayList<>();
    if (isNumber(field) && random.nextInt(4) == 0) {
      writers.add(single(field, other(field)));
    }
    writers.add(single(field, value));
    return writers;
  }

  private Object other(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case DOUBLE -> random.nextDouble();
      default -> random.nextBoolean();
    };
  }

  private List<Writer> repeated(FieldDescriptor field, List<?> entries) {
    List<?> values = entries;
    if (inAnyOrder.contains(field)) {
      values = new ArrayList<>(entries);
      Collections.shuffle(values, random);
    }
    List<Writer> writers = new ArrayList<>();
    int from = 0;
    while (from < values.size()) {
      boolean packs = field.isPackable() && random.nextBoolean();
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

  /** Puts writers of one field between others; all mixtures that keep both orders are as likely. */
  private List<Writer> mix(List<Writer> others, List<Writer> ordered) {
    List<Writer> mixed = new ArrayList<>();
    Iterator<Writer> rest = others.iterator();
    Iterator<Writer> orderedRest = ordered.iterator();
    int restSize = others.size();
    for (int left = others.size() + ordered.size(); left > 0; left--) {
      boolean takesOther = random.nextInt(left) < restSize;
      restSize -= takesOther ? 1 : 0;
      mixed.add(takesOther ? rest.next() : orderedRest.next());
    }
    return mixed;
  }

  private Writer unknown(Descriptor type) {
    return switch (random.nextInt(withoutGroups.contains(type) ? 4 : 5)) {
      case 0 -> out -> out.writeFixed64(UNKNOWN_FIELD, -1);
      case 1 -> out -> out.writeFixed32(UNKNOWN_FIELD, -1);
      case 2 -> out -> out.writeByteArray(UNKNOWN_FIELD, new byte[] {1, 2, 3});
      case 3 -> out -> out.writeInt64(UNKNOWN_FIELD, -1);
      default -> MessageShuffle::group;
    };
  }

  private static void group(CodedOutputStream out) throws IOException {
    out.writeTag(UNKNOWN_FIELD, WireFormat.WIRETYPE_START_GROUP);
    out.writeInt64(1, 5);
    out.writeTag(UNKNOWN_FIELD, WireFormat.WIRETYPE_END_GROUP);
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
