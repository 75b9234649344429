package io.flamelake.compaction.sort;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The codecs of Iceberg's types, for the objects that its readers of internal values give. */
final class ValueCodecs {
  private static final int NULL = 0;
  private static final int PRESENT = 1;

  private ValueCodecs() {}

  static ValueCodec of(Types.NestedField field) {
    ValueCodec codec = of(field.type());
    return field.isOptional() ? new OptionalField(field.fieldId(), codec) : codec;
  }

  /**
   * The codec of a list from its last element to its first.
   *
   * @throws IllegalArgumentException if the column is no list
   */
  static ValueCodec reversed(Types.NestedField field) {
    if (!field.type().isListType()) {
      throw new IllegalArgumentException(field.name() + " is no list, so it has no last element");
    }
    ValueCodec codec = new ListCodec(element(field.type().asListType()), true);
    return field.isOptional() ? new Optional(codec) : codec;
  }

  /**
   * The codec of the quarters of a day, counted since 1970, that times are in. It does not give the
   * times back: the column itself must come later in the row.
   *
   * @throws IllegalArgumentException if the column is no time in microseconds, or may be null
   */
  static ValueCodec quartersOfDay(Types.NestedField field) {
    if (field.type().typeId() != Type.TypeID.TIMESTAMP || field.isOptional()) {
      throw new IllegalArgumentException(
          field.name() + " is no time, so it is in no quarter of a day");
    }
    return new QuartersOfDay();
  }

  static ValueCodec of(Type type, boolean optional) {
    ValueCodec codec = of(type);
    return optional ? new Optional(codec) : codec;
  }

  private static ValueCodec of(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> new Booleans();
      case INTEGER, DATE -> new Ints();
      case LONG, TIME, TIMESTAMP, TIMESTAMP_NANO -> new Longs();
      case FLOAT -> new Floats();
      case DOUBLE -> new Doubles();
      case STRING -> TextCodec.ofText();
      case BINARY, FIXED -> TextCodec.ofBytes();
      case UUID -> new Uuids();
      case DECIMAL -> new Decimals(((Types.DecimalType) type).scale());
      case LIST -> new ListCodec(element(type.asListType()), false);
      case MAP -> map(type.asMapType());
      case STRUCT -> new StructCodec(type.asStructType());
      default -> throw new IllegalArgumentException("columns of type " + type + " can't be sorted");
    };
  }

  private static ValueCodec element(Types.ListType type) {
    return of(type.elementType(), type.isElementOptional());
  }

  private static ValueCodec map(Types.MapType type) {
    return new MapCodec(of(type.keyType()), of(type.valueType(), type.isValueOptional()));
  }

  private record Optional(ValueCodec codec) implements ValueCodec {
    @Override
    public void write(Object value, PackedRow row) {
      if (value == null) {
        row.putByte(NULL);
      } else {
        row.putByte(PRESENT);
        codec.write(value, row);
      }
    }

    @Override
    public Object read(PackedRow row) {
      return row.getByte() == NULL ? null : codec.read(row);
    }

    @Override
    public void addAbsent(Set<Integer> fieldIds) {
      codec.addAbsent(fieldIds);
    }
  }

  /** Knows whether there ever was a value. */
  private static final class OptionalField implements ValueCodec {
    private final int fieldId;
    private final ValueCodec codec;
    private boolean seen;

    OptionalField(int fieldId, ValueCodec codec) {
      this.fieldId = fieldId;
      this.codec = new Optional(codec);
    }

    @Override
    public void write(Object value, PackedRow row) {
      seen |= value != null;
      codec.write(value, row);
    }

    @Override
    public Object read(PackedRow row) {
      return codec.read(row);
    }

    @Override
    public void addAbsent(Set<Integer> fieldIds) {
      if (seen) {
        codec.addAbsent(fieldIds);
      } else {
        fieldIds.add(fieldId);
      }
    }
  }

  private record Booleans() implements ValueCodec {
    @Override
    public void write(Object value, PackedRow row) {
      row.putByte((Boolean) value ? 1 : 0);
    }

    @Override
    public Object read(PackedRow row) {
      return row.getByte() != 0;
    }
  }

  private record Ints() implements ValueCodec {
    @Override
    public void write(Object value, PackedRow row) {
      row.putInt((Integer) value ^ Integer.MIN_VALUE);
    }

    @Override
    public Object read(PackedRow row) {
      return row.getInt() ^ Integer.MIN_VALUE;
    }
  }

  private record Longs() implements ValueCodec {
    @Override
    public void write(Object value, PackedRow row) {
      row.putLong((Long) value ^ Long.MIN_VALUE);
    }

    @Override
    public Object read(PackedRow row) {
      return row.getLong() ^ Long.MIN_VALUE;
    }
  }

  private record QuartersOfDay() implements ValueCodec {
    private static final long MICROS = TimeUnit.HOURS.toMicros(6);

    @Override
    public void write(Object value, PackedRow row) {
      row.putInt((int) Math.floorDiv((Long) value, MICROS) ^ Integer.MIN_VALUE);
    }

    @Override
    public Object read(PackedRow row) {
      row.getInt();
      return null;
    }
  }

  /** Bits of a number below 0 are turned over, of others the sign alone: then they are in order. */
  private record Floats() implements ValueCodec {
    @Override
    public void write(Object value, PackedRow row) {
      int bits = Float.floatToRawIntBits((Float) value);
      row.putInt(bits ^ (bits >> 31 | Integer.MIN_VALUE));
    }

    @Override
    public Object read(PackedRow row) {
      int stored = row.getInt();
      return Float.intBitsToFloat(stored ^ (~stored >> 31 | Integer.MIN_VALUE));
    }
  }

  private record Doubles() implements ValueCodec {
    @Override
    public void write(Object value, PackedRow row) {
      long bits = Double.doubleToRawLongBits((Double) value);
      row.putLong(bits ^ (bits >> 63 | Long.MIN_VALUE));
    }

    @Override
    public Object read(PackedRow row) {
      long stored = row.getLong();
      return Double.longBitsToDouble(stored ^ (~stored >> 63 | Long.MIN_VALUE));
    }
  }

  private record Uuids() implements ValueCodec {
    @Override
    public void write(Object value, PackedRow row) {
      UUID uuid = (UUID) value;
      row.putLong(uuid.getMostSignificantBits());
      row.putLong(uuid.getLeastSignificantBits());
    }

    @Override
    public Object read(PackedRow row) {
      return new UUID(row.getLong(), row.getLong());
    }
  }

  /** No table is ordered by decimals: their bytes only have to give them back. */
  private record Decimals(int scale, TextCodec bytes) implements ValueCodec {
    Decimals(int scale) {
      this(scale, TextCodec.ofBytes());
    }

    @Override
    public void write(Object value, PackedRow row) {
      bytes.write(ByteBuffer.wrap(((BigDecimal) value).unscaledValue().toByteArray()), row);
    }

    @Override
    public Object read(PackedRow row) {
      return new BigDecimal(new BigInteger(((ByteBuffer) bytes.read(row)).array()), scale);
    }
  }
}
