package io.flamelake.udfs.callgraph;

import static io.trino.spi.type.BigintType.BIGINT;

import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.callgraph.CallEdge;
import io.flamelake.flamegraph.callgraph.CallGraph;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.block.VariableWidthBlockBuilder;
import java.util.List;

/** Writes the edges of a tree (caller, callee, value) into a block. */
final class EdgesWriter {
  private EdgesWriter() {}

  /** Writes all edges as one array. */
  static void write(FlameGraphTree tree, BlockBuilder out) {
    List<CallEdge> edges = CallGraph.edges(tree);
    ((ArrayBlockBuilder) out)
        .buildEntry(
            rows ->
                edges.forEach(
                    edge ->
                        ((RowBlockBuilder) rows).buildEntry(fields -> write(tree, edge, fields))));
  }

  private static void write(FlameGraphTree tree, CallEdge edge, List<BlockBuilder> fields) {
    if (edge.caller() == CallEdge.NO_CALLER) {
      fields.get(0).appendNull();
    } else {
      label(tree, edge.caller(), fields.get(0));
    }
    label(tree, edge.callee(), fields.get(1));
    BIGINT.writeLong(fields.get(2), edge.value());
  }

  private static void label(FlameGraphTree tree, int label, BlockBuilder out) {
    int start = tree.labelStart(label);
    ((VariableWidthBlockBuilder) out)
        .writeEntry(tree.labelBytes(), start, tree.labelEnd(label) - start);
  }
}
