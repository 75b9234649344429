package io.flamelake.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One statement with named parameters ({@code :service}).
 *
 * <p>The comment at its head says the question, then, under "Parameters", one line for each: its
 * name, two spaces, its meaning, and at the end {@code (default '…')} if it need not be given.
 * Every parameter becomes a VARCHAR literal.
 */
public final class SqlFile {
  private static final Pattern PARAMETER = Pattern.compile("--   :(\\w+)\\s+(.+)");
  private static final Pattern DEFAULT = Pattern.compile("\\(default '([^']*)'");

  private final String path;
  private final String text;
  private final List<SqlParameter> parameters;

  /**
   * @param path name for messages, for example {@code queries/flamegraph.sql}
   * @param text the file's text
   * @throws IllegalArgumentException if the head and the statement do not have the same parameters
   */
  public SqlFile(String path, String text) {
    this.path = path;
    this.text = text.strip();
    this.parameters = describedParameters(text);
    Set<String> described = new TreeSet<>();
    parameters.forEach(parameter -> described.add(parameter.name()));
    Set<String> used = new TreeSet<>(NamedParameters.in(text));
    if (!described.equals(used)) {
      throw new IllegalArgumentException(
          "%s describes the parameters %s but uses %s".formatted(path, described, used));
    }
  }

  /** Name for messages, for example {@code queries/flamegraph.sql}. */
  public String path() {
    return path;
  }

  /** The statement, its parameters unbound. */
  public String text() {
    return text;
  }

  /** What the file answers: the first line of its head, empty if it has none. */
  public String question() {
    return text.startsWith("-- ") ? text.lines().findFirst().orElse("").substring(3) : "";
  }

  /** The parameters in the order of the head. */
  public List<SqlParameter> parameters() {
    return parameters;
  }

  /** The columns of the result, as the head describes them. */
  public List<SqlColumn> columns() {
    return head(text)
        .dropWhile(line -> !line.equals("-- Columns"))
        .skip(1)
        .map(line -> line.substring(2).strip().split("  +", 3))
        .map(parts -> new SqlColumn(parts[0], parts[1], parts[2]))
        .toList();
  }

  /**
   * The statement with every parameter replaced by a literal.
   *
   * @param arguments values by parameter name
   * @throws IllegalArgumentException if a parameter without a default is missing, or one is given
   *     that the file does not have
   */
  public String bind(Map<String, String> arguments) {
    Map<String, String> values = new HashMap<>(arguments);
    List<String> missing = new ArrayList<>();
    for (SqlParameter parameter : parameters) {
      parameter.defaultValue().ifPresent(value -> values.putIfAbsent(parameter.name(), value));
      if (values.get(parameter.name()) == null) {
        missing.add(":%s (%s)".formatted(parameter.name(), parameter.meaning()));
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(path + " needs " + String.join(" and ", missing));
    }
    checkKnown(arguments.keySet());
    return NamedParameters.replace(text, name -> "'" + values.get(name).replace("'", "''") + "'");
  }

  private void checkKnown(Set<String> given) {
    Set<String> unknown = new HashSet<>(given);
    parameters.forEach(parameter -> unknown.remove(parameter.name()));
    unknown.stream()
        .min(Comparator.naturalOrder())
        .ifPresent(
            name -> {
              List<String> names = parameters.stream().map(known -> ":" + known.name()).toList();
              throw new IllegalArgumentException(
                  "%s has no parameter :%s; it has %s".formatted(path, name, names));
            });
  }

  private static List<SqlParameter> describedParameters(String text) {
    return head(text)
        .map(PARAMETER::matcher)
        .filter(Matcher::matches)
        .map(matcher -> parameter(matcher.group(1), matcher.group(2)))
        .toList();
  }

  private static Stream<String> head(String text) {
    return text.lines().takeWhile(line -> line.startsWith("--"));
  }

  private static SqlParameter parameter(String name, String meaning) {
    Matcher matcher = DEFAULT.matcher(meaning);
    return new SqlParameter(
        name, meaning, matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty());
  }
}
