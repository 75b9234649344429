package io.flamelake.ingest.labels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The fields of a YAML mapping, read as Go reads them into a struct: a scalar is the text that was
 * written, whatever type YAML gives it, and null is the empty value of the field.
 */
final class YamlFields {

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final int HEX = 16;

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  /**
   * @throws IllegalArgumentException when a field stands twice
   */
  YamlFields(MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      String name = text("a field name", tuple.getKeyNode());
      if (nodes.put(name, tuple.getValueNode()) != null) {
        throw new IllegalArgumentException("the field " + name + " stands twice");
      }
    }
  }

  /** The line of a node, from 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  boolean has(String name) {
    return nodes.containsKey(name);
  }

  /** The value of a field, or null. */
  Node node(String name) {
    known.add(name);
    return nodes.get(name);
  }

  String string(String name, String otherwise) {
    Node node = node(name);
    return node == null ? otherwise : text(name, node);
  }

  List<String> strings(String name) {
    List<String> strings = new ArrayList<>();
    Node node = node(name);
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> strings.add(text(name, item)));
    } else if (node != null && !isNull(node)) {
      throw new IllegalArgumentException(name + " must be a list");
    }
    return strings;
  }

  /** A number of 64 bits without sign, 0 where there is none. */
  long unsigned(String name) {
    String text = string(name, "");
    try {
      boolean isHex = text.startsWith("0x");
      return text.isEmpty()
          ? 0
          : Long.parseUnsignedLong(isHex ? text.substring(2) : text, isHex ? HEX : 10);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is '" + text + "', but must be a whole number below 2^64", e);
    }
  }

  /**
   * @throws IllegalArgumentException when there is a field that nobody asked for
   */
  void checkNoOther() {
    for (String name : nodes.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("unknown field '" + name + "'; known are " + known);
      }
    }
  }

  private static String text(String name, Node node) {
    if (node instanceof ScalarNode scalar) {
      return isNull(node) ? "" : scalar.getValue();
    }
    throw new IllegalArgumentException(name + " must be a text");
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && NULLS.contains(scalar.getValue());
  }
}
