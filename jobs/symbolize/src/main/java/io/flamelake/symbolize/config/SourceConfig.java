package io.flamelake.symbolize.config;

import io.flamelake.symbolize.debuginfod.DebuginfodServer;
import io.flamelake.symbolize.debuginfod.TrustStores;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Where indexes come from, and what loading them may cost.
 *
 * @param store folder of the debuginfo store
 * @param debuginfod servers that are asked
 * @param folder local folder of files by build id; null: there is none
 * @param temporaryFolder where remote files are put while they are read
 * @param indexMemory bytes of memory that indexes are kept in
 * @param maxIndexBytes the largest index
 * @param loads builds that a source is asked for at a time
 * @param loadTimeout after which a load must have ended
 * @param notFoundTtl how long it is remembered that nobody has a build
 */
public record SourceConfig(
    String store,
    Debuginfod debuginfod,
    String folder,
    String temporaryFolder,
    long indexMemory,
    long maxIndexBytes,
    int loads,
    Duration loadTimeout,
    Duration notFoundTtl)
    implements Serializable {

  /** What metrics call the folder. */
  public static final String FOLDER_NAME = "folder";

  /** What metrics call the sources. */
  public List<String> upstreamNames() {
    List<String> names = new ArrayList<>();
    names.add("store");
    debuginfod.urls().forEach(url -> names.add(DebuginfodServer.nameOf(URI.create(url))));
    if (folder != null) {
      names.add(FOLDER_NAME);
    }
    return names;
  }

  /**
   * Debuginfod servers.
   *
   * @param urls asked in this order
   * @param redirectHosts where they may redirect to beside themselves
   * @param headers of each request
   * @param truststore file of the certificates that are trusted; null: those of the JVM
   * @param truststorePassword that of the file; null: it has none
   * @param maxBytes the largest file
   * @param timeout after which a file must have come
   */
  public record Debuginfod(
      List<String> urls,
      List<String> redirectHosts,
      Map<String, String> headers,
      String truststore,
      String truststorePassword,
      long maxBytes,
      Duration timeout)
      implements Serializable {

    /**
     * What connections are trusted by; null: by what the JVM trusts.
     *
     * @throws IOException if the file can't be read
     */
    public SSLContext tls() throws IOException {
      return truststore == null
          ? null
          : TrustStores.load(
              Path.of(truststore),
              truststorePassword == null ? null : truststorePassword.toCharArray());
    }
  }
}
