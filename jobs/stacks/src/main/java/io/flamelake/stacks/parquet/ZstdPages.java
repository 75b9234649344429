package io.flamelake.stacks.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages by zstd, each as a whole: tables are made for the page's size and kept for the
 * next one. Parquet's own codec makes them anew for each page as if it had no end, which from level
 * 12 on takes longer than compressing.
 */
final class ZstdPages implements BytesInputCompressor {
  /** Below, Parquet's codec is as good, and files are those of Iceberg's writer. */
  static final int FROM_LEVEL = 10;

  private final ZstdCompressCtx context;
  private final Page page = new Page();
  private byte[] compressed = new byte[1 << 16];

  ZstdPages(int level) {
    context = new ZstdCompressCtx();
    context.setLevel(level);
  }

  /** Bytes that are good until the next page. */
  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    page.reset();
    bytes.writeAllTo(page);
    int bound = Math.toIntExact(Zstd.compressBound(page.size()));
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int length =
        context.compressByteArray(compressed, 0, compressed.length, page.bytes(), 0, page.size());
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    context.close();
  }

  /** Shows its array, so that a page is not copied once more. */
  private static final class Page extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }
  }
}
