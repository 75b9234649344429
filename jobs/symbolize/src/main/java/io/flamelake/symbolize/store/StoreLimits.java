package io.flamelake.symbolize.store;

import io.flamelake.symbolize.convert.ConversionLimits;
import java.nio.file.Path;

/**
 * What a store may cost its user.
 *
 * @param conversion limits of a file, and of making an index
 * @param indexBytes how many bytes of memory an index may take
 * @param builds how many indexes are made at once; others wait
 * @param temporaryBytes how many bytes remote files may have that are copied at once; others wait
 * @param temporaryFolder where remote files are copied before they are read; nothing stays there
 */
public record StoreLimits(
    ConversionLimits conversion,
    long indexBytes,
    int builds,
    long temporaryBytes,
    Path temporaryFolder) {
  /** Indexes of up to 1 GiB, one made at a time, 16 GiB in the temporary folder of the JVM. */
  public static final StoreLimits DEFAULT =
      new StoreLimits(
          ConversionLimits.DEFAULT,
          1L << 30,
          1,
          16L << 30,
          Path.of(System.getProperty("java.io.tmpdir")));

  public StoreLimits {
    if (builds < 1) {
      throw new IllegalArgumentException("At least one index must be made at a time: " + builds);
    }
  }
}
