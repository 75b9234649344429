package io.flamelake.udfs.export;

import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.flamelake.flamegraph.speedscope.SpeedscopeProfile;
import io.flamelake.udfs.AggregationErrors;
import io.trino.spi.block.BlockBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;

/**
 * {@code speedscope(frames, value [, unit [, name]])}: a class for each form, since Trino wants the
 * same signature of all that a class with a type parameter has. Rows with a null in any argument
 * are skipped, as by {@code sum}.
 */
final class Speedscope {
  private static final String DEFAULT_UNIT = "none";
  private static final String DEFAULT_NAME = "flamelake";

  private Speedscope() {}

  static void checked(Runnable step) {
    AggregationErrors.checked("speedscope", step);
  }

  static void output(ExportState state, BlockBuilder out) {
    if (state.stacks() == null) {
      out.appendNull();
    } else {
      checked(() -> VARCHAR.writeSlice(out, Exports.result(file -> write(state.stacks(), file))));
    }
  }

  private static void write(Stacks stacks, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    SpeedscopeProfile.write(
        stacks.tree(),
        stacks.arguments().get(Argument.UNIT, DEFAULT_UNIT),
        stacks.arguments().get(Argument.NAME, DEFAULT_NAME),
        text);
    text.flush();
  }
}
