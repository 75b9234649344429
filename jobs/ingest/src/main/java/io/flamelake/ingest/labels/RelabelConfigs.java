package io.flamelake.ingest.labels;

import io.flamelake.ingest.labels.RelabelRule.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads relabeling rules from YAML, written as in Prometheus' configuration: {@code
 * relabel_configs:} with a list, or the list alone.
 */
public final class RelabelConfigs {

  private static final String LIST = "relabel_configs";
  private static final int MAX_DEPTH = 16;
  private static final Set<Action> WITH_TARGET =
      Set.of(
          Action.REPLACE,
          Action.HASHMOD,
          Action.LOWERCASE,
          Action.UPPERCASE,
          Action.KEEPEQUAL,
          Action.DROPEQUAL);
  private static final Set<Action> WITHOUT_REPLACEMENT =
      Set.of(Action.LOWERCASE, Action.UPPERCASE, Action.KEEPEQUAL, Action.DROPEQUAL);

  private RelabelConfigs() {}

  /**
   * The rules in their order, each of them valid as Prometheus judges it.
   *
   * @throws IllegalArgumentException whose message is one line telling the rule, by its index from
   *     0 and its line, and what is wrong with it
   */
  public static List<RelabelRule> parse(String yaml) {
    try {
      checkDepth(yaml);
      return rules(yaml);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(oneLine(e.getMessage()), e);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> " at line " + (mark.getLine() + 1)).orElse("");
      throw new IllegalArgumentException("no YAML" + line + ": " + oneLine(e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("no YAML: " + oneLine(e.getMessage()), e);
    }
  }

  /** Nodes are composed by recursion, their events are not. */
  private static void checkDepth(String yaml) {
    int depth = 0;
    for (Event event : new Parse(LoadSettings.builder().build()).parseString(yaml)) {
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        throw new IllegalArgumentException("lists and mappings nest deeper than " + MAX_DEPTH);
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static List<RelabelRule> rules(String yaml) {
    List<RelabelRule> rules = new ArrayList<>();
    for (Node node : list(document(yaml)).getValue()) {
      String where = LIST + "[" + rules.size() + "] (line " + YamlFields.line(node) + "): ";
      try {
        rules.add(rule(node));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(where + e.getMessage(), e);
      }
    }
    return rules;
  }

  private static Node document(String yaml) {
    return new Compose(LoadSettings.builder().build())
        .composeString(yaml)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + LIST));
  }

  private static SequenceNode list(Node document) {
    Node list = document;
    if (document instanceof MappingNode mapping) {
      YamlFields fields = new YamlFields(mapping);
      list = fields.node(LIST);
      fields.checkNoOther();
    }
    if (list instanceof SequenceNode sequence) {
      return sequence;
    }
    throw new IllegalArgumentException("there is no list " + LIST);
  }

  private static RelabelRule rule(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw new IllegalArgumentException("a rule must be a mapping of fields");
    }
    YamlFields fields = new YamlFields(mapping);
    RelabelRule rule =
        new RelabelRule(
            action(fields.string("action", Action.REPLACE.code())),
            fields.strings("source_labels"),
            fields.string("separator", RelabelRule.DEFAULT_SEPARATOR),
            fields.string("regex", RelabelRule.DEFAULT_REGEX),
            fields.unsigned("modulus"),
            fields.string("target_label", ""),
            fields.string("replacement", RelabelRule.DEFAULT_REPLACEMENT));
    fields.checkNoOther();
    check(rule, fields);
    CompiledRule.check(rule);
    return rule;
  }

  private static Action action(String name) {
    for (Action action : Action.values()) {
      if (action.code().equals(name.toLowerCase(Locale.ROOT))) {
        return action;
      }
    }
    throw new IllegalArgumentException(
        "unknown action '"
            + name
            + "'; known are "
            + Arrays.stream(Action.values()).map(Action::code).collect(Collectors.joining(", ")));
  }

  private static void check(RelabelRule rule, YamlFields fields) {
    Action action = rule.action();
    String name = action.code();
    boolean isReplaced = !rule.replacement().equals(RelabelRule.DEFAULT_REPLACEMENT);
    boolean isSeparated = !rule.separator().equals(RelabelRule.DEFAULT_SEPARATOR);
    require(rule.sourceLabels().stream().noneMatch(String::isEmpty), "an empty source label");
    if (WITH_TARGET.contains(action)) {
      require(!rule.targetLabel().isEmpty(), name + " needs a target_label");
    }
    if (action == Action.HASHMOD) {
      require(rule.modulus() != 0, "hashmod needs a modulus other than 0");
    }
    if (action == Action.LABELMAP) {
      require(!rule.replacement().isEmpty(), "labelmap needs a replacement that is not empty");
    }
    if (WITHOUT_REPLACEMENT.contains(action)) {
      require(!isReplaced, name + " takes no replacement");
    }
    if (action == Action.KEEPEQUAL || action == Action.DROPEQUAL) {
      require(
          !fields.has("regex") && rule.modulus() == 0 && !isSeparated,
          name + " takes only source_labels and target_label");
    }
    if (action == Action.LABELDROP || action == Action.LABELKEEP) {
      boolean takesLabels = fields.has("source_labels") || !rule.targetLabel().isEmpty();
      require(
          !takesLabels && rule.modulus() == 0 && !isSeparated && !isReplaced,
          name + " takes only a regex");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
  }
}
