package io.flamelake.symbolize.store;

import static io.flamelake.symbolize.Programs.CLONES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.Programs;
import io.flamelake.symbolize.convert.ConversionLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores whose file system fails, and limits. */
class StoreFailuresTest {
  @TempDir private Path folder;
  @TempDir private Path temporary;

  @AfterEach
  void leavesNothingInTheTemporaryFolder() {
    assertThat(temporary).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"objects", "commits"})
  void storesNothingOfAFileThatCouldNotBeWritten(String scheme) throws IOException {
    Path program = Programs.unpack("convert/clones", folder);
    ObjectStore objects = ObjectStore.at(scheme + ":///");
    for (int room : new int[] {0, 1, 8000, 16391}) {
      URI root = URI.create(scheme + ":///" + UUID.randomUUID());
      DebuginfoStore store = DebuginfoStore.open(root, limits(1 << 20, 1 << 20));
      objects.room.set(room);
      assertThatThrownBy(() -> store.put(program)).hasMessage("The connection was reset");
      objects.room.set(Long.MAX_VALUE);
      assertThat(new StoreFixture(root).names()).isEmpty();
      assertThat(store.put(program).stored()).isTrue();
    }
  }

  @Test
  void answersThoughTheIndexCouldNotBeStored() throws IOException {
    List<String> told = new ArrayList<>();
    StoreEvents events =
        new StoreEvents() {
          @Override
          public void indexNotStored(String buildId, IOException why) {
            told.add(buildId + ": " + why.getMessage());
          }
        };
    ObjectStore objects = ObjectStore.at("objects:///");
    URI root = URI.create("objects:///" + UUID.randomUUID());
    DebuginfoStore store = DebuginfoStore.open(root, limits(1 << 20, 1 << 20), events);
    store.put(Programs.unpack("convert/clones", folder));
    new StoreFixture(root).delete("index-");
    objects.room.set(100);
    assertThat(store.index(CLONES)).isNotNull();
    objects.room.set(Long.MAX_VALUE);
    assertThat(told).containsExactly(CLONES + ": The connection was reset");
  }

  @Test
  void refusesFilesAndIndexesBeyondTheLimits() throws IOException {
    Path program = Programs.unpack("convert/clones", folder);
    URI root = URI.create("objects:///" + UUID.randomUUID());
    DebuginfoStore small = DebuginfoStore.open(root, limits(500, 1 << 20));
    assertThat(small.put(program).problem()).contains("more than the limit of 500");
    DebuginfoStore.open(root, limits(1 << 20, 1 << 20)).index(CLONES);
    assertThatThrownBy(() -> small.index(CLONES)).satisfies(StoreFailuresTest::isBeyondLimit);
    new StoreFixture(root).delete("index-");
    assertThatThrownBy(() -> small.index(CLONES)).satisfies(StoreFailuresTest::isBeyondLimit);
    DebuginfoStore narrow = DebuginfoStore.open(root, limits(1 << 20, 1000));
    assertThatThrownBy(() -> narrow.index(CLONES)).satisfies(StoreFailuresTest::isBeyondLimit);
  }

  private static void isBeyondLimit(Throwable thrown) {
    assertThat(thrown).isInstanceOf(MalformedFileException.class);
    assertThat(((MalformedFileException) thrown).isBeyondLimit()).isTrue();
  }

  @Test
  void waitsForRoomForCopies() throws Exception {
    LocalCopies copies = new LocalCopies(temporary, 100);
    CompletableFuture<Void> second;
    try (LocalCopies.Room first = copies.take(60)) {
      assertThat(first.file("a").getParent()).isEmptyDirectory();
      second =
          CompletableFuture.runAsync(
              () -> {
                try (LocalCopies.Room room = copies.take(41)) {
                  assertThat(room.file("a").getParent()).isEmptyDirectory();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      try (LocalCopies.Room room = copies.take(40)) {
        assertThat(second).isNotDone();
        assertThat(room.file("a").getParent()).isEmptyDirectory();
      }
      assertThat(second).isNotDone();
    }
    second.get(30, TimeUnit.SECONDS);
    assertThatThrownBy(() -> copies.take(101)).hasMessageContaining("limit of 100");
  }

  private StoreLimits limits(long indexBytes, long temporaryBytes) {
    return new StoreLimits(ConversionLimits.DEFAULT, indexBytes, 1, temporaryBytes, temporary);
  }
}
