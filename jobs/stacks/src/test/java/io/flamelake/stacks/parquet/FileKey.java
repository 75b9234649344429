package io.flamelake.stacks.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.iceberg.encryption.NativeEncryptionKeyMetadata;
import org.apache.iceberg.encryption.NativeEncryptionOutputFile;
import org.apache.iceberg.io.OutputFile;

/** The key of one file. */
record FileKey(String key, String prefix) implements NativeEncryptionKeyMetadata {
  /** A file that is to be written with this key. */
  NativeEncryptionOutputFile encrypting(OutputFile file) {
    return new NativeEncryptionOutputFile() {
      @Override
      public NativeEncryptionKeyMetadata keyMetadata() {
        return FileKey.this;
      }

      @Override
      public OutputFile plainOutputFile() {
        return file;
      }

      @Override
      public OutputFile encryptingOutputFile() {
        throw new UnsupportedOperationException("Parquet encrypts the file itself");
      }
    };
  }

  @Override
  public ByteBuffer encryptionKey() {
    return ByteBuffer.wrap(key.getBytes(UTF_8));
  }

  @Override
  public ByteBuffer aadPrefix() {
    return ByteBuffer.wrap(prefix.getBytes(UTF_8));
  }

  @Override
  public ByteBuffer buffer() {
    return encryptionKey();
  }

  @Override
  public FileKey copy() {
    return this;
  }
}
