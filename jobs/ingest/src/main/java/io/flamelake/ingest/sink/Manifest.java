package io.flamelake.ingest.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestWriter;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Data files of one partition spec as an Iceberg manifest (table spec, "Manifests"): a form that
 * later versions of Iceberg read too, which its Java objects are not. Never part of a table.
 *
 * @param file Iceberg's encoding of the manifest's description, with its path
 * @param content the manifest itself, empty when it is kept at its path
 */
@SuppressWarnings("ArrayRecordComponent")
record Manifest(byte[] file, byte[] content) {
  private static final int FORMAT_VERSION = 2;

  /** Manifests name the snapshot that adds their files, which is not known yet. */
  private static final long NO_SNAPSHOT = 0;

  private static final byte[] ELSEWHERE = {};

  /** Keeps the manifest's content with it. */
  static Manifest inline(PartitionSpec spec, List<DataFile> files) throws IOException {
    InMemoryOutputFile memory = new InMemoryOutputFile("inline.avro");
    return new Manifest(write(spec, files, memory), memory.toByteArray());
  }

  /** Writes the same manifest to a file, leaving only its description. */
  Manifest moveTo(OutputFile place, Map<Integer, PartitionSpec> specs) throws IOException {
    List<DataFile> files = dataFiles(null, specs);
    return new Manifest(write(specs.get(specId()), files, place), ELSEWHERE);
  }

  boolean isInline() {
    return content.length > 0;
  }

  /** Where the content is, if not inline. */
  String path() throws IOException {
    return ManifestFiles.decode(file).path();
  }

  int specId() throws IOException {
    return ManifestFiles.decode(file).partitionSpecId();
  }

  /**
   * The data files.
   *
   * @param io reads the content if it is not inline
   */
  List<DataFile> dataFiles(FileIO io, Map<Integer, PartitionSpec> specs) throws IOException {
    FileIO source = isInline() ? new Content(content) : io;
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<DataFile> read =
        ManifestFiles.read(ManifestFiles.decode(file), source, specs)) {
      read.forEach(dataFile -> files.add(dataFile.copy()));
    }
    return files;
  }

  private static byte[] write(PartitionSpec spec, List<DataFile> files, OutputFile place)
      throws IOException {
    ManifestWriter<DataFile> writer = ManifestFiles.write(FORMAT_VERSION, spec, place, NO_SNAPSHOT);
    try (writer) {
      files.forEach(writer::add);
    }
    ManifestFile manifest = writer.toManifestFile();
    return ManifestFiles.encode(manifest);
  }

  /** Gives the one content, whatever the path. */
  private record Content(byte[] bytes) implements FileIO {
    @Override
    public InputFile newInputFile(String path) {
      return new InMemoryInputFile(path, bytes);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      throw new UnsupportedOperationException("a manifest is only read");
    }

    @Override
    public void deleteFile(String path) {
      throw new UnsupportedOperationException("a manifest is only read");
    }

    @Override
    public Map<String, String> properties() {
      return Map.of();
    }
  }
}
