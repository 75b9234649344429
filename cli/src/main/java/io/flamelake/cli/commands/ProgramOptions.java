package io.flamelake.cli.commands;

import io.flamelake.cli.debuginfo.Program;
import io.flamelake.cli.query.OutputFormat;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which file is looked at, and how what is seen is written. */
final class ProgramOptions {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A program, a library, or the detached file of one.")
  private Path file;

  @Option(
      names = "--debug-file",
      paramLabel = "FILE",
      description = "The detached file with the program's debugging information.")
  private Path debugFile;

  @Mixin private FormatOptions output;

  Program program() {
    return new Program(file, debugFile);
  }

  OutputFormat format() {
    return output.format();
  }
}
