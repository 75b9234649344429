package io.flamelake.stacks.types;

import io.flamelake.stacks.codec.ByteReader;
import io.flamelake.stacks.codec.ByteWriter;
import io.flamelake.stacks.codec.Codec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes values that nobody changes with a {@link Codec}: 4 bytes of length, then the codec's
 * bytes, in one piece. Equal when of the same class.
 */
public abstract class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  /** A larger buffer is given back, lest one large value keeps its memory for good. */
  private static final int KEPT_BYTES = 4 << 20;

  private transient Codec<T> codec;
  private transient ByteWriter writer;
  private transient ByteReader reader;
  private transient byte[] buffer;

  /** A codec for this instance alone. */
  protected abstract Codec<T> newCodec();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    prepare();
    writer.clear();
    codec.write(value, writer);
    target.writeInt(writer.length());
    target.write(writer.bytes(), 0, writer.length());
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    prepare();
    int length = source.readInt();
    readBytes(source, length);
    reader.reset(buffer);
    T value = codec.read(reader);
    if (reader.position() != length) {
      throw new IOException(
          "%s: %d bytes were read of a value of %d"
              .formatted(getClass().getSimpleName(), reader.position(), length));
    }
    return value;
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    prepare();
    int length = source.readInt();
    readBytes(source, length);
    target.writeInt(length);
    target.write(buffer, 0, length);
  }

  @Override
  public boolean equals(Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public int hashCode() {
    return getClass().hashCode();
  }

  private void readBytes(DataInputView source, int length) throws IOException {
    if (buffer.length < length || buffer.length > KEPT_BYTES) {
      buffer = new byte[Math.max(length, 1 << 10)];
    }
    source.readFully(buffer, 0, length);
  }

  private void prepare() {
    if (codec == null) {
      codec = newCodec();
      writer = new ByteWriter();
      reader = new ByteReader();
      buffer = new byte[0];
    }
  }
}
