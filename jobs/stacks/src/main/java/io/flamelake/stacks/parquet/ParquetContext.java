package io.flamelake.stacks.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.encryption.NativeEncryptionOutputFile;
import org.apache.iceberg.parquet.ParquetCodecFactory;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.shaded.org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.iceberg.shaded.org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.iceberg.shaded.org.apache.parquet.crypto.InternalFileEncryptor;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.util.ByteBuffers;

/**
 * What all files of a table that one thread writes have in common: schema, options, the compressor
 * and the buffers in which pages are made.
 */
public final class ParquetContext implements AutoCloseable {
  private static final String SCHEMA_KEY = "iceberg.schema";
  private static final int FIRST_COMPRESSED_BYTES = 64 << 10;

  final ParquetOptions options;
  final MetricsConfig metrics;
  final MessageType schema;
  final Map<String, String> footer;
  final Scratch scratch = new Scratch();
  private final ParquetCodecFactory codecs;
  private final BytesInputCompressor compressor;

  public ParquetContext(Schema schema, ParquetOptions options, MetricsConfig metrics) {
    this.options = options;
    this.metrics = metrics;
    this.schema = ParquetSchemaUtil.convert(schema, "table");
    footer = Map.of(SCHEMA_KEY, SchemaParser.toJson(schema));
    codecs = new ParquetCodecFactory(options.configuration(), FIRST_COMPRESSED_BYTES);
    compressor =
        options.zstdLevel() >= ZstdPages.FROM_LEVEL
            ? new ZstdPages(options.zstdLevel())
            : codecs.getCompressor(options.codec());
  }

  /** Begins a file; an existing one of its name is overwritten. */
  public ColumnFile file(EncryptedOutputFile file) throws IOException {
    if (file instanceof NativeEncryptionOutputFile encrypted) {
      return new ColumnFile(this, encrypted.plainOutputFile(), encryptor(encrypted));
    }
    return new ColumnFile(this, file.encryptingOutputFile(), null);
  }

  BytesInputCompressor compressor() {
    return compressor;
  }

  /** Gives the compressor back. */
  @Override
  public void close() {
    compressor.release();
    codecs.release();
  }

  private static InternalFileEncryptor encryptor(NativeEncryptionOutputFile file) {
    ByteBuffer key = file.keyMetadata().encryptionKey();
    return new InternalFileEncryptor(
        FileEncryptionProperties.builder(ByteBuffers.toByteArray(key))
            .withAADPrefix(ByteBuffers.toByteArray(file.keyMetadata().aadPrefix()))
            .withoutAADPrefixStorage()
            .build());
  }
}
