package io.flamelake.ingest.sink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: the fields in their order, texts in modified UTF-8, then the manifests. */
final class CheckpointFilesSerializer implements SimpleVersionedSerializer<CheckpointFiles> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(CheckpointFiles files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(files.commitId());
    out.writeUTF(files.jobId());
    out.writeUTF(files.operatorId());
    out.writeLong(files.checkpointId());
    out.writeLong(files.createdMillis());
    out.writeInt(files.manifests().size());
    for (Manifest manifest : files.manifests()) {
      ManifestSerializer.write(manifest, out);
    }
    return bytes.toByteArray();
  }

  @Override
  public CheckpointFiles deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("Commits to samples are stored in version %d".formatted(version));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    return new CheckpointFiles(
        in.readUTF(), in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), manifests(in));
  }

  private static List<Manifest> manifests(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Manifest> manifests = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      manifests.add(ManifestSerializer.read(in));
    }
    return manifests;
  }
}
