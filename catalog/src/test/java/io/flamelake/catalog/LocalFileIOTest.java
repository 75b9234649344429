package io.flamelake.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFileIOTest {
  @TempDir private Path folder;
  private final LocalFileIO files = new LocalFileIO();

  @BeforeEach
  void initializes() {
    files.initialize(Map.of(LocalFileIO.ROOT, folder.toString()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 300_000})
  void readsBackWhatWasWrittenInPiecesOfAnySize(int length) throws IOException {
    Random random = new Random(length);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    try (PositionOutputStream out = files.newOutputFile("local:///a/b").create()) {
      for (int at = 0; at < length; ) {
        int piece = Math.min(length - at, 1 + random.nextInt(100_000));
        if (piece < 10) {
          out.write(bytes[at]);
          piece = 1;
        } else {
          out.write(bytes, at, piece);
        }
        at += piece;
        assertThat(out.getPos()).isEqualTo(at);
      }
    }
    assertThat(files.newInputFile("local:///a/b").getLength()).isEqualTo(length);
    try (SeekableInputStream in = files.newInputFile("local:///a/b").newStream()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
      in.seek(length / 2);
      assertThat(in.read()).isEqualTo(length == 0 ? -1 : bytes[length / 2] & 0xff);
    }
  }

  @Test
  void neverOverwritesAFileThatIsThere() throws IOException {
    write("local:///a");
    assertThatThrownBy(() -> files.newOutputFile("local:///a").create())
        .isInstanceOf(AlreadyExistsException.class);
    files.newOutputFile("local:///a").createOrOverwrite().close();
    assertThat(files.newInputFile("local:///a").getLength()).isZero();
  }

  @Test
  void tellsAMissingFileAsIcebergExpects() {
    assertThat(files.newInputFile("local:///no").exists()).isFalse();
    assertThatThrownBy(() -> files.newInputFile("local:///no").newStream())
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> files.newInputFile("local:///no").getLength())
        .isInstanceOf(NotFoundException.class);
    files.deleteFile("local:///no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"local:///../x", "local:///a/../../x", "file:///etc/passwd", "/etc/passwd"})
  void namesNothingOutsideItsFolder(String location) {
    assertThatThrownBy(() -> files.newInputFile(location))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(location);
  }

  @Test
  void listsAndDeletesWhatLiesBelowAPrefix() throws IOException {
    write("local:///t/a");
    write("local:///t/b/c");
    write("local:///u");
    assertThat(files.listPrefix("local:///t"))
        .extracting(FileInfo::location)
        .containsExactlyInAnyOrder("local:///t/a", "local:///t/b/c");
    files.deletePrefix("local:///t");
    assertThat(files.listPrefix("local:///"))
        .extracting(FileInfo::location)
        .containsExactly("local:///u");
    assertThat(files.listPrefix("local:///none")).isEmpty();
  }

  @Test
  void needsAnAbsoluteFolder() {
    LocalFileIO other = new LocalFileIO();
    assertThatThrownBy(() -> other.initialize(Map.of())).hasMessageContaining("catalog.local.root");
    assertThatThrownBy(() -> other.initialize(Map.of(LocalFileIO.ROOT, "relative")))
        .hasMessageContaining("relative");
  }

  private void write(String location) throws IOException {
    try (PositionOutputStream out = files.newOutputFile(location).create()) {
      out.write(location.getBytes(UTF_8));
    }
  }
}
