package io.flamelake.cli.commands;

import io.flamelake.cli.debuginfo.AddressLookup;
import io.flamelake.cli.debuginfo.Program;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.RowWriter;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.SymbolIndex;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Symbolizes addresses by hand. */
@Command(
    name = "lookup",
    description = {
      "Show the functions and lines of addresses, innermost first.",
      "A row without a function is an address of which nothing is known."
    })
public final class DebuginfoLookupCommand implements Callable<Integer> {
  @Mixin private ProgramOptions options;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "0xADDRESS",
      description = "Virtual addresses of the file, as readelf and objdump show them.")
  private List<String> addresses;

  @Option(
      names = "--offset",
      description = "The addresses are offsets in the program's file, as in pprof's mappings.")
  private boolean offsets;

  @Option(
      names = "--system-names",
      description = "Show functions by the names that linkers see, not demangled.")
  private boolean systemNames;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Long> parsed = addresses.stream().map(AddressLookup::parse).toList();
    AddressLookup lookup = new AddressLookup(index(options.program()), offsets, systemNames);
    RowWriter writer =
        RowWriter.of(options.format(), AddressLookup.COLUMNS, spec.commandLine().getOut());
    parsed.forEach(address -> lookup.rows(address).forEach(writer::row));
    writer.end();
    return 0;
  }

  private static SymbolIndex index(Program program) {
    try {
      return program.convert().index();
    } catch (MalformedFileException e) {
      throw CommandException.failed("%s: %s".formatted(program.file(), e.getMessage()), e);
    }
  }
}
