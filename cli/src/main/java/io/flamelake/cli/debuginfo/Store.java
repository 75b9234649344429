package io.flamelake.cli.debuginfo;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.symbolize.store.DebuginfoStore;
import io.flamelake.symbolize.store.StoreLimits;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Opens stores of debugging information. */
public final class Store {
  private Store() {}

  /** Where a store is that is named by a path or a URI. */
  public static URI uri(String folder) {
    try {
      URI uri = new URI(folder);
      return uri.getScheme() == null ? Path.of(folder).toAbsolutePath().normalize().toUri() : uri;
    } catch (URISyntaxException e) {
      return Path.of(folder).toAbsolutePath().normalize().toUri();
    }
  }

  /** Opens one, or says in a line why it can't be. */
  public static DebuginfoStore open(URI uri) {
    try {
      return DebuginfoStore.open(uri, StoreLimits.DEFAULT);
    } catch (IOException e) {
      throw failure(uri, e);
    }
  }

  /** What is told when a store can't be read or written. */
  public static CommandException failure(URI uri, IOException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    return CommandException.failed("the store %s: %s".formatted(uri, reason), e);
  }
}
