package io.flamelake.ingest.sink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: length and bytes of the description, length and bytes of the content. */
final class ManifestSerializer implements SimpleVersionedSerializer<Manifest> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(Manifest manifest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(manifest, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Override
  public Manifest deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("Files of samples are stored in version %d".formatted(version));
    }
    return read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  static void write(Manifest manifest, DataOutputStream out) throws IOException {
    out.writeInt(manifest.file().length);
    out.write(manifest.file());
    out.writeInt(manifest.content().length);
    out.write(manifest.content());
  }

  static Manifest read(DataInputStream in) throws IOException {
    byte[] file = readBytes(in);
    return new Manifest(file, readBytes(in));
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
