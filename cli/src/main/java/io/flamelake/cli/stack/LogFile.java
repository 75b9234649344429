package io.flamelake.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in a server's log why it ended. */
final class LogFile {
  private static final Pattern FRAME = Pattern.compile("\\s*(at |\\.\\.\\. \\d+ more).*");
  private static final Pattern FAILURE =
      Pattern.compile(".*(ERROR|FATAL|SEVERE|Caused by:|Exception in thread|Error:).*");

  private LogFile() {}

  /** The last line that tells of a failure, else the last line. */
  static String reason(Path log) {
    List<String> lines;
    try {
      lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "its log can't be read";
    }
    List<String> told =
        lines.stream().filter(l -> !l.isBlank() && !FRAME.matcher(l).matches()).toList();
    return told.stream()
        .filter(line -> FAILURE.matcher(line).matches())
        .reduce((earlier, later) -> later)
        .or(
            () ->
                told.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(told.getLast()))
        .map(String::strip)
        .orElse("it printed nothing");
  }
}
