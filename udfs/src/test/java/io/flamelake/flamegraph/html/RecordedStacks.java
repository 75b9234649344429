package io.flamelake.flamegraph.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flamelake.flamegraph.FlameGraphDiff;
import io.flamelake.flamegraph.FlameGraphDiffRow;
import io.flamelake.flamegraph.FlameGraphRow;
import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.pprof.PprofReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The stacks of a recorded profile; each answer is summed anew from all of them. */
record RecordedStacks(List<Stack> stacks) {
  /** The labels from the root's child to the leaf. */
  record Stack(List<String> rootFirst, long value) {}

  /** One value of each sample of a bundled profile. */
  static RecordedStacks read(String file, int value) {
    try {
      PprofReader profile =
          new PprofReader(Files.readAllBytes(Path.of("../examples/profiles", file)));
      List<Stack> stacks = new ArrayList<>();
      profile
          .samples(value)
          .forEach(
              (frames, amount) ->
                  stacks.add(
                      new Stack(frames.reversed().stream().map(Frame::label).toList(), amount)));
      return new RecordedStacks(stacks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long total() {
    return matched(label -> true) + self(List.of());
  }

  /** The sum of the stacks that have a frame of this kind, however many of them. */
  long matched(Predicate<String> label) {
    return sum(stack -> stack.rootFirst().stream().anyMatch(label));
  }

  /** The sum of the stacks that end in a function. */
  long endingIn(String label) {
    return sum(stack -> !stack.rootFirst().isEmpty() && stack.rootFirst().getLast().equals(label));
  }

  /** The sum of the stacks that are the path. */
  long self(List<String> path) {
    return sum(stack -> stack.rootFirst().equals(path));
  }

  /** The sum of the stacks that begin with the path. */
  long value(List<String> path) {
    return sum(
        stack ->
            stack.rootFirst().size() >= path.size()
                && stack.rootFirst().subList(0, path.size()).equals(path));
  }

  /** What is below a node, the node included. */
  RecordedStacks startingWith(List<String> path) {
    return new RecordedStacks(
        stacks.stream()
            .filter(stack -> stack.rootFirst().size() >= path.size())
            .filter(stack -> stack.rootFirst().subList(0, path.size()).equals(path))
            .map(
                stack ->
                    new Stack(
                        stack.rootFirst().subList(path.size() - 1, stack.rootFirst().size()),
                        stack.value()))
            .toList());
  }

  int deepest() {
    return stacks.stream().mapToInt(stack -> stack.rootFirst().size()).max().orElse(0);
  }

  /** Every node's value, by its path; the root's is the empty one. */
  Map<List<String>, Long> values() {
    Map<List<String>, Long> values = new HashMap<>();
    for (Stack stack : stacks) {
      for (int length = 0; length <= stack.rootFirst().size(); length++) {
        values.merge(stack.rootFirst().subList(0, length), stack.value(), Long::sum);
      }
    }
    return values;
  }

  /** What ends in each node, by its path. */
  Map<List<String>, Long> selfs() {
    Map<List<String>, Long> selfs = new HashMap<>();
    stacks.forEach(stack -> selfs.merge(stack.rootFirst(), stack.value(), Long::sum));
    return selfs;
  }

  List<FlameGraphRow> rows() {
    return tree().rows();
  }

  /** Compares others with these. */
  List<FlameGraphDiffRow> diff(RecordedStacks right) {
    FlameGraphTree both = tree();
    right.stacks.forEach(stack -> both.addSelfRight(node(both, stack), stack.value()));
    return FlameGraphDiff.absolute(both).rows();
  }

  private FlameGraphTree tree() {
    FlameGraphTree tree = new FlameGraphTree();
    stacks.forEach(stack -> tree.addSelf(node(tree, stack), stack.value()));
    return tree;
  }

  private static int node(FlameGraphTree tree, Stack stack) {
    int node = FlameGraphTree.ROOT;
    for (String label : stack.rootFirst()) {
      byte[] utf8 = label.getBytes(UTF_8);
      node = tree.child(node, tree.intern(utf8, 0, utf8.length));
    }
    return node;
  }

  private long sum(Predicate<Stack> wanted) {
    return stacks.stream().filter(wanted).mapToLong(Stack::value).sum();
  }
}
