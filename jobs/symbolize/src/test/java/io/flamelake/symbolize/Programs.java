package io.flamelake.symbolize;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The recorded programs of these tests: see the files beside them for how they were made. */
public final class Programs {
  /** Of {@code clones}, and of what was detached from it and stripped of it. */
  public static final String CLONES = "9a9c76b10b1dc3ec372b6f899eee99180e936dca";

  /** Of {@code dwz-a}, which shares debugging information with others. */
  public static final String DWZ = "f5d2db0a460cfdac0334f0735d8919d7dd973f64";

  /** Of what {@code dwz-a} shares. */
  public static final String DWZ_SHARED = "a26d2e0eec48832abe8369835256b7449e18de17";

  private Programs() {}

  /** Unpacks one, named as {@code convert/clones}, into a folder. */
  public static Path unpack(String name, Path folder) throws IOException {
    return Files.write(folder.resolve(name.substring(name.indexOf('/') + 1)), bytes(name));
  }

  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Programs.class.getResourceAsStream(name + ".gz"))) {
      return in.readAllBytes();
    }
  }
}
