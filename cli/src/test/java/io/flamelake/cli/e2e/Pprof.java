package io.flamelake.cli.e2e;

import com.google.protobuf.CodedOutputStream;
import io.flamelake.ingest.testing.proto.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Recorded profiles, and what tests do to their bytes. */
final class Pprof {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("flamelake.root")).resolve("examples/profiles");

  private Pprof() {}

  /**
   * Every bundled profile that its runtime has symbolized, in the order of their names: of the
   * native program see {@link NativeProgram}.
   */
  static List<Path> bundled() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".pb.gz"))
          .filter(file -> !file.getParent().endsWith("native"))
          .sorted()
          .toList();
    }
  }

  /** The bytes of a bundled profile such as {@code go/cpu-00000}. */
  static byte[] bundled(String name) throws IOException {
    return Files.readAllBytes(EXAMPLES.resolve(name + ".pb.gz"));
  }

  /** Reads a profile with the generated classes, which share nothing with the decoder. */
  static Profile parse(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return Profile.parseFrom(in);
    }
  }

  /**
   * The same profile at another time: a gzip member more, with the field time_nanos, of which the
   * last one counts.
   */
  static byte[] at(Instant time, byte[] gzip) throws IOException {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(field);
    out.writeInt64(Profile.TIME_NANOS_FIELD_NUMBER, nanos(time));
    out.flush();
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip);
    both.write(gzip(field.toByteArray()));
    return both.toByteArray();
  }

  static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
