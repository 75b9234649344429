package io.flamelake.cli.commands;

import io.flamelake.cli.debuginfo.Store;
import io.flamelake.cli.query.RowWriter;
import io.flamelake.symbolize.store.StoredBuild;
import java.io.IOException;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the store has. */
@Command(
    name = "list",
    description = {
      "Show the builds that the store has files of.",
      "The index is what the symbolize job looks addresses up in; it is made by 'upload'."
    })
public final class DebuginfoListCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("build_id", "executable_bytes", "debuginfo_bytes", "index_bytes", "modified");

  @Mixin private StoreOptions store;

  @Mixin private FormatOptions output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    URI uri = store.uri();
    List<StoredBuild> builds = builds(uri);
    RowWriter rows = RowWriter.of(output.format(), COLUMNS, spec.commandLine().getOut());
    for (StoredBuild build : builds) {
      rows.row(
          Arrays.asList(
              build.buildId(),
              known(build.executableBytes()),
              known(build.debuginfoBytes()),
              known(build.indexBytes()),
              build.modified().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    rows.end();
    return 0;
  }

  private static List<StoredBuild> builds(URI uri) {
    try {
      return Store.open(uri).list();
    } catch (IOException e) {
      throw Store.failure(uri, e);
    }
  }

  private static Long known(long bytes) {
    return bytes == 0 ? null : bytes;
  }
}
