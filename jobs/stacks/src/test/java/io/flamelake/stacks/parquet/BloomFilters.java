package io.flamelake.stacks.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.iceberg.shaded.org.apache.parquet.io.InputFile;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** Bloom filters of a file, as Parquet's own reader finds them. */
final class BloomFilters implements AutoCloseable {
  private final ParquetFileReader reader;

  BloomFilters(org.apache.iceberg.io.InputFile file) throws IOException {
    reader = ParquetFileReader.open(new Input(file));
  }

  boolean has(String column) {
    return filters(column).stream().anyMatch(Objects::nonNull);
  }

  boolean mayHave(String column, long value) {
    return filters(column).stream().anyMatch(filter -> filter.findHash(filter.hash(value)));
  }

  boolean mayHave(String column, String value) {
    return filters(column).stream()
        .anyMatch(filter -> filter.findHash(filter.hash(Binary.fromString(value))));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private List<BloomFilter> filters(String column) {
    return reader.getRowGroups().stream().map(group -> filter(group, column)).toList();
  }

  private BloomFilter filter(BlockMetaData group, String column) {
    try {
      return reader.readBloomFilter(
          group.getColumns().stream()
              .filter(chunk -> chunk.getPath().toDotString().equals(column))
              .findFirst()
              .orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An input file of Iceberg as Parquet wants it. */
  private record Input(org.apache.iceberg.io.InputFile file) implements InputFile {
    @Override
    public long getLength() {
      return file.getLength();
    }

    @Override
    public org.apache.iceberg.shaded.org.apache.parquet.io.SeekableInputStream newStream() {
      SeekableInputStream stream = file.newStream();
      return new DelegatingSeekableInputStream(stream) {
        @Override
        public long getPos() throws IOException {
          return stream.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
          stream.seek(position);
        }
      };
    }
  }
}
