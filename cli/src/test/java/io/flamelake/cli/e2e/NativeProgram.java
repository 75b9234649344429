package io.flamelake.cli.e2e;

import io.flamelake.cli.Flamelake;
import io.flamelake.cli.stack.Checkout;
import io.flamelake.cli.stack.Topics;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The recorded native program as a build of its own: with another build id, so that tests may
 * upload its debugging information at different times.
 */
final class NativeProgram {
  private static final String RECORDED_BUILD_ID = "72134ea6ab47338d78318be87a0f52ad7487cc6d";
  private static final Path DEBUGINFO = Checkout.current().root().resolve("examples/debuginfo");

  private final String buildId;
  private final Path folder;

  /**
   * Makes its files.
   *
   * @param number below 256, another one for each build
   */
  NativeProgram(int number, Path folder) throws IOException {
    this.buildId = "%02x".formatted(number) + RECORDED_BUILD_ID.substring(2);
    this.folder = folder;
    HexFormat hex = HexFormat.of();
    for (String file : List.of("router", "router.debug")) {
      byte[] bytes = Files.readAllBytes(DEBUGINFO.resolve(file));
      Files.write(
          folder.resolve(file),
          replaced(bytes, hex.parseHex(RECORDED_BUILD_ID), hex.parseHex(buildId)));
    }
  }

  String buildId() {
    return buildId;
  }

  /** A profile without symbols. */
  byte[] profile(int number) throws IOException {
    byte[] bytes = inflated(Pprof.bundled("native/cpu-%05d".formatted(number)));
    return Pprof.gzip(
        replaced(
            bytes,
            RECORDED_BUILD_ID.getBytes(StandardCharsets.US_ASCII),
            buildId.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Runs {@code flamelake debuginfo upload} with both files, the detached one first. */
  String upload(StackFixture stack) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int status =
        Flamelake.commandLine()
            .setOut(writer)
            .setErr(writer)
            .execute(
                "debuginfo",
                "upload",
                folder.resolve("router.debug").toString(),
                folder.resolve("router").toString(),
                "--store=" + stack.stack().state().debuginfo(),
                "--kafka=" + stack.addresses().kafka(),
                "--topic=" + Topics.DEBUGINFO_UPLOADS);
    return status + "\n" + said;
  }

  /** What llvm-symbolizer says of offsets in the program: frames as {@link #frame} writes them. */
  static Map<Long, List<String>> answers() throws IOException {
    Map<Long, List<String>> answers = new HashMap<>();
    List<String> frames = null;
    byte[] text = inflated(Files.readAllBytes(DEBUGINFO.resolve("answers.txt.gz")));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("0x")) {
          frames = new ArrayList<>();
          answers.put(Long.decode(line.split(" ", 2)[0]), frames);
        } else {
          // The function may have spaces, file and line have none.
          String[] parts = line.strip().split(" (?=\\S+ \\S+$)", 2);
          String[] place = parts[1].split(" ", -1);
          frames.add(frame(parts[0], place[0], Long.parseLong(place[1])));
        }
      }
    }
    return answers;
  }

  /**
   * A frame as both sides write it. Where linkers know no name, the scopes of a function are told
   * in different ways: these have no name here. Stubs llvm-symbolizer does not know: it tells the
   * function before them.
   */
  static String frame(String linkerName, String file, long line) {
    if (linkerName.endsWith("@plt") || linkerName.equals("_fini")) {
      return "stub";
    }
    return (linkerName.startsWith("_Z") ? linkerName : "-") + " " + file + ":" + line;
  }

  private static byte[] inflated(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  /** Every place of some bytes gets others of the same length. */
  private static byte[] replaced(byte[] bytes, byte[] from, byte[] to) {
    // Each byte is a character of its own.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String found = new String(from, StandardCharsets.ISO_8859_1);
    if (!text.contains(found)) {
      throw new IllegalArgumentException("the build id is not in it");
    }
    return text.replace(found, new String(to, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
