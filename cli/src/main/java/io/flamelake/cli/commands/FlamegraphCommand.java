package io.flamelake.cli.commands;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.FlameGraphFile;
import io.flamelake.cli.query.NamedQuery;
import io.flamelake.cli.query.RolledUntil;
import io.flamelake.cli.query.TrinoQuery;
import io.flamelake.cli.trino.TrinoAddress;
import io.flamelake.flamegraph.FlameGraphRow;
import io.flamelake.flamegraph.html.FlameGraphPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a flame graph. */
@Command(
    name = "flamegraph",
    description = {
      "Write the flame graph of a service.",
      "A page for the browser (.html), rows for Grafana and programs (.json), or folded stacks"
          + " (.folded)."
    })
public final class FlamegraphCommand implements Callable<Integer> {
  private static final String QUERY = "flamegraph";

  @Mixin private RangeOptions range;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "flamegraph.html",
      description = {
        "The file; its ending .html, .json or .folded is the format. Default: ${DEFAULT-VALUE}."
      })
  private Path output;

  @Mixin private TrinoOptions trino;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FlameGraphFile file = FlameGraphFile.of(output);
    int rows = write(range, file, trino.address());
    Console.of(spec).print("%s (%d nodes)".formatted(output.toAbsolutePath().normalize(), rows));
    return 0;
  }

  /**
   * Asks for the rows and writes them.
   *
   * @return how many
   * @throws CommandException if there are no samples; it names the profile types that there are
   */
  static int write(RangeOptions range, FlameGraphFile file, TrinoAddress address) {
    Map<String, String> parameters = range.parameters();
    List<FlameGraphRow> rows = new ArrayList<>();
    try (TrinoQuery query = TrinoQuery.forQueryFiles(address)) {
      RolledUntil.add(query, parameters);
      query.read(
          NamedQuery.sql(QUERY, parameters),
          row ->
              rows.add(
                  new FlameGraphRow(
                      row.getLong("level"),
                      row.getString("label"),
                      row.getLong("self"),
                      row.getLong("value"))));
      if (rows.isEmpty()) {
        throw noSamples(query, parameters);
      }
    }
    file.write(rows, page(range, parameters));
    return rows.size();
  }

  private static FlameGraphPage page(RangeOptions range, Map<String, String> parameters) {
    return new FlameGraphPage(
        range.service() + " " + range.type(),
        range.unit(),
        range.service(),
        range.type(),
        parameters.get("from"),
        parameters.get("to"));
  }

  private static CommandException noSamples(TrinoQuery query, Map<String, String> parameters) {
    TreeSet<String> types = new TreeSet<>();
    // Of all the service's series, for the labels may be what is wrong.
    Map<String, String> all = new HashMap<>(parameters);
    all.remove("matchers");
    query.read(
        NamedQuery.sql("profile-types", all), row -> types.add(row.getString("profile_type")));
    return CommandException.failed(
        "no samples of this type, range and labels; service %s has in this range: %s"
            .formatted(
                parameters.get("service"), types.isEmpty() ? "nothing" : String.join(", ", types)));
  }
}
