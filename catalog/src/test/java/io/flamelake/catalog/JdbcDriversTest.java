package io.flamelake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcDriversTest {
  @TempDir private Path folder;

  @Test
  void aSecondClassLoaderOfAProcessFindsItsDriverToo() throws Exception {
    // From here on nobody looks for drivers any more.
    assertThat(DriverManager.getDrivers().hasMoreElements()).isTrue();
    Map<String, String> configuration =
        Map.of(
            "catalog.type",
            "jdbc",
            "catalog.uri",
            "jdbc:sqlite:" + folder.resolve("catalog.db"),
            "catalog.warehouse",
            folder.toUri().toString());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader other = likeThisOne()) {
      // Iceberg looks for the catalog's class there, as it does in a Flink job.
      thread.setContextClassLoader(other);
      Class<?> options = other.loadClass(CatalogOptions.class.getName());
      Class<?> lake = other.loadClass(LakeCatalog.class.getName());
      Object given = options.getMethod("from", Map.class).invoke(null, configuration);
      ((AutoCloseable) lake.getMethod("open", options).invoke(null, given)).close();
      assertThat(lake).isNotEqualTo(LakeCatalog.class);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The same classes, loaded once more. */
  private static URLClassLoader likeThisOne() {
    URL[] path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(JdbcDriversTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
