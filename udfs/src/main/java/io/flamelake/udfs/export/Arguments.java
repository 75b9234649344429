package io.flamelake.udfs.export;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceInput;
import io.airlift.slice.SliceOutput;
import io.airlift.slice.Slices;

/** The arguments that are the same in all rows of a group. */
final class Arguments {
  private static final int COUNT = Argument.values().length;
  private static final int ABSENT = -1;

  private final Slice[] texts = new Slice[COUNT];
  private long period;

  /**
   * Sets an argument that is text.
   *
   * @throws IllegalArgumentException if another row had another value
   */
  void set(Argument argument, Slice value) {
    Slice known = texts[argument.ordinal()];
    if (known == null) {
      texts[argument.ordinal()] = value.copy();
    } else if (!known.equals(value)) {
      throw differ(argument, known.toStringUtf8(), value.toStringUtf8());
    }
  }

  /**
   * Sets the period.
   *
   * @throws IllegalArgumentException if another row had another value
   */
  void setPeriod(long value) {
    if (texts[Argument.PERIOD.ordinal()] == null) {
      texts[Argument.PERIOD.ordinal()] = Slices.EMPTY_SLICE;
      period = value;
    } else if (period != value) {
      throw differ(Argument.PERIOD, Long.toString(period), Long.toString(value));
    }
  }

  /** Sets all that another group's rows had. */
  void setAll(Arguments other) {
    for (Argument argument : Argument.values()) {
      Slice value = other.texts[argument.ordinal()];
      if (value != null && argument == Argument.PERIOD) {
        setPeriod(other.period);
      } else if (value != null) {
        set(argument, value);
      }
    }
  }

  /** The text of an argument, or another one if no row had any. */
  String get(Argument argument, String otherwise) {
    Slice value = texts[argument.ordinal()];
    return value == null ? otherwise : value.toStringUtf8();
  }

  /** The period, 0 if no row had any. */
  long period() {
    return period;
  }

  long sizeInBytes() {
    long size = 32 + 8L * COUNT;
    for (Slice text : texts) {
      size += text == null ? 0 : text.getRetainedSize();
    }
    return size;
  }

  void writeTo(SliceOutput out) {
    out.writeByte(COUNT);
    for (Slice text : texts) {
      out.writeInt(text == null ? ABSENT : text.length());
      if (text != null) {
        out.writeBytes(text);
      }
    }
    out.writeLong(period);
  }

  static Arguments readFrom(SliceInput in) {
    Arguments arguments = new Arguments();
    int count = in.readByte();
    for (int at = 0; at < count; at++) {
      int length = in.readInt();
      if (length != ABSENT) {
        arguments.texts[at] = in.readSlice(length);
      }
    }
    arguments.period = in.readLong();
    return arguments;
  }

  private static IllegalArgumentException differ(Argument argument, String one, String other) {
    return new IllegalArgumentException(
        "%s must be the same in all rows of a group, not '%s' and '%s'"
            .formatted(argument.sqlName(), one, other));
  }
}
