package io.flamelake.cli.commands;

import io.flamelake.cli.debuginfo.Store;
import io.flamelake.cli.stack.Stack;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which store of debugging information: the embedded stack's unless another is named. */
final class StoreOptions {
  @Option(
      names = "--store",
      paramLabel = "FOLDER",
      description = "A store in another folder than the embedded stack's, or its URI.")
  private String folder;

  /** Where it is. */
  URI uri() {
    return folder == null ? Stack.current().state().debuginfo().toUri() : Store.uri(folder);
  }
}
