package io.flamelake.symbolize.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where indexes come from, and what loading them may cost.
 *
 * @param store folder of the debuginfo store; null: there is none
 * @param debuginfod servers that are asked
 * @param folder local folder of files by build id; null: there is none
 * @param indexMemory bytes of memory that indexes are kept in
 * @param maxIndexBytes the largest index
 * @param loads builds loaded at a time
 * @param loadTimeout after which a load must have ended
 * @param notFoundTtl how long it is remembered that nobody has a build
 */
public record SourceConfig(
    String store,
    Debuginfod debuginfod,
    String folder,
    long indexMemory,
    long maxIndexBytes,
    int loads,
    Duration loadTimeout,
    Duration notFoundTtl)
    implements Serializable {

  /**
   * Debuginfod servers.
   *
   * @param urls asked in this order
   * @param allowedHosts where they may redirect to beside themselves
   * @param headers of each request
   * @param maxBytes the largest file
   * @param timeout after which a file must have come
   */
  public record Debuginfod(
      List<String> urls,
      List<String> allowedHosts,
      Map<String, String> headers,
      long maxBytes,
      Duration timeout)
      implements Serializable {}
}
