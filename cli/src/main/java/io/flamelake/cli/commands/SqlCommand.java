package io.flamelake.cli.commands;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.SqlScript;
import io.flamelake.cli.query.TrinoQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs SQL. */
@Command(
    name = "sql",
    description = {
      "Run SQL in Trino.",
      "It runs in the catalog with the tables: profiles.samples is found as it is."
    })
public final class SqlCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Source source;

  @Mixin private FormatOptions output;

  @Mixin private TrinoOptions trino;
  @Spec private CommandSpec spec;

  private static final class Source {
    @Parameters(index = "0", paramLabel = "SQL", description = "Statements, separated by ';'.")
    private String text;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "Read the statements from a file.")
    private Path file;
  }

  @Override
  public Integer call() {
    List<String> statements = SqlScript.split(source.text == null ? read() : source.text);
    if (statements.isEmpty()) {
      throw CommandException.usage("there is no SQL statement in it");
    }
    try (TrinoQuery query = new TrinoQuery(trino.address())) {
      for (String statement : statements) {
        query.write(statement, output.format(), spec.commandLine().getOut());
      }
    }
    return 0;
  }

  private String read() {
    try {
      return Files.readString(source.file);
    } catch (IOException e) {
      throw CommandException.usage("%s can't be read: %s".formatted(source.file, e.getMessage()));
    }
  }
}
