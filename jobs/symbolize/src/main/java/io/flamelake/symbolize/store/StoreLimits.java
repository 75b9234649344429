package io.flamelake.symbolize.store;

import io.flamelake.symbolize.convert.ConversionLimits;
import java.nio.file.Path;

/**
 * What a store may cost its user.
 *
 * @param conversion limits of a file, and of making an index
 * @param indexBytes how many bytes of memory an index may take
 * @param temporaryFolder where remote files are copied before they are read; nothing stays there
 */
public record StoreLimits(ConversionLimits conversion, long indexBytes, Path temporaryFolder) {
  /** Indexes of up to 1 GiB, and the temporary folder of the JVM. */
  public static final StoreLimits DEFAULT =
      new StoreLimits(
          ConversionLimits.DEFAULT, 1L << 30, Path.of(System.getProperty("java.io.tmpdir")));
}
