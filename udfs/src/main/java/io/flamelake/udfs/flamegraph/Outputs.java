package io.flamelake.udfs.flamegraph;

import static io.trino.spi.type.VarcharType.VARCHAR;

import io.airlift.slice.Slices;
import io.flamelake.flamegraph.FlameGraphDiff;
import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.html.FlameGraphHtml;
import io.flamelake.flamegraph.html.FlameGraphPage;
import io.flamelake.flamegraph.html.FlameGraphSvg;
import io.flamelake.udfs.AggregationErrors;
import io.trino.spi.block.BlockBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the aggregates make of the states that they all collect; over no rows, null.
 *
 * <p>Each list of arguments is an aggregate of its own class: Trino takes no two inputs of
 * different length in one class that has type parameters.
 */
final class Outputs {
  static final String ROWS = "array(row(level bigint, label varchar, self bigint, value bigint))";
  static final String DIFF_ROWS =
      "array(row(level bigint, label varchar, value bigint, self bigint, \"valueRight\" bigint,"
          + " \"selfRight\" bigint))";

  /** So many nodes are drawn in a browser without a wait. */
  private static final int MAX_DRAWN = 100_000;

  /** Makes text of a tree. */
  private interface Renderer {
    void render(FlameGraphTree tree, Appendable text) throws IOException;
  }

  private Outputs() {}

  static void merge(String function, FlameGraphState state, FlameGraphState other) {
    AggregationErrors.checked(function, () -> state.merge(other));
  }

  static void rows(FlameGraphState state, BlockBuilder out) {
    FlameGraphTree tree = state.tree();
    if (tree == null) {
      out.appendNull();
    } else {
      AggregationErrors.checked(
          "flamegraph", () -> RowsWriter.write(tree.pruned(state.arguments().maxNodes()), out));
    }
  }

  static void diffRows(FlameGraphState state, BlockBuilder out) {
    FlameGraphTree tree = state.tree();
    if (tree == null) {
      out.appendNull();
    } else {
      AggregationErrors.checked(
          "flamegraph_diff", () -> DiffRowsWriter.write(tree, state.arguments().scaling(), out));
    }
  }

  static void html(FlameGraphState state, BlockBuilder out) {
    Arguments arguments = state.arguments();
    FlameGraphPage page =
        new FlameGraphPage(arguments.title().toStringUtf8(), arguments.unit().toStringUtf8());
    text(
        "flamegraph_html",
        state,
        (tree, text) -> FlameGraphHtml.write(tree.rows().iterator(), page, text),
        out);
  }

  static void diffHtml(FlameGraphState state, BlockBuilder out) {
    Arguments arguments = state.arguments();
    FlameGraphPage page =
        new FlameGraphPage(arguments.title().toStringUtf8(), arguments.unit().toStringUtf8());
    text(
        "flamegraph_html",
        state,
        (tree, text) ->
            FlameGraphHtml.writeDiff(FlameGraphDiff.absolute(tree).rows().iterator(), page, text),
        out);
  }

  static void svg(FlameGraphState state, BlockBuilder out) {
    String title = state.arguments().title().toStringUtf8();
    String unit = state.arguments().unit().toStringUtf8();
    text(
        "flamegraph_svg",
        state,
        (tree, text) -> FlameGraphSvg.write(tree.rows().iterator(), title, unit, text),
        out);
  }

  private static void text(
      String function, FlameGraphState state, Renderer renderer, BlockBuilder out) {
    FlameGraphTree tree = state.tree();
    if (tree == null) {
      out.appendNull();
    } else {
      StringBuilder text = new StringBuilder();
      AggregationErrors.checked(function, () -> render(renderer, tree.pruned(MAX_DRAWN), text));
      VARCHAR.writeSlice(out, Slices.utf8Slice(text.toString()));
    }
  }

  private static void render(Renderer renderer, FlameGraphTree tree, StringBuilder text) {
    try {
      renderer.render(tree, text);
    } catch (IOException e) {
      throw new UncheckedIOException("a string builder does not fail", e);
    }
  }
}
