package io.flamelake.cli.debuginfo;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.store.DebuginfoStore;
import io.flamelake.symbolize.store.StoredFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Puts files into a store. */
public final class Uploader {
  private final URI uri;
  private final DebuginfoStore store;
  private final BiConsumer<Path, StoredFile> stored;

  /**
   * @param stored told each file that the store has now
   */
  public Uploader(URI uri, BiConsumer<Path, StoredFile> stored) {
    this.uri = uri;
    this.store = Store.open(uri);
    this.stored = stored;
  }

  /**
   * Stores files, one after the other.
   *
   * @param refused told each file that is nothing to store, and why
   * @return what became of the others
   * @throws io.flamelake.cli.errors.CommandException if the store can't be written
   */
  public List<StoredFile> upload(List<Path> files, BiConsumer<Path, String> refused) {
    List<StoredFile> done = new ArrayList<>();
    for (Path file : files) {
      upload(file, refused)
          .ifPresent(
              result -> {
                stored.accept(file, result);
                done.add(result);
              });
    }
    return done;
  }

  private Optional<StoredFile> upload(Path file, BiConsumer<Path, String> refused) {
    if (!Files.isReadable(file)) {
      refused.accept(file, Files.exists(file) ? "can't be read" : "there is no such file");
      return Optional.empty();
    }
    try {
      return Optional.of(store.put(file));
    } catch (MalformedFileException e) {
      refused.accept(file, e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw Store.failure(uri, e);
    }
  }
}
