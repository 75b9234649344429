package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What template parameters stand for: the arguments of the innermost template of the encoding, and
 * what lambdas and template template parameters declare within.
 */
final class Parameters {
  private List<List<Node>> scopes = new ArrayList<>();
  private List<PackNodes.Forward> forwards;

  /** Whether a generic lambda's signature is parsed: its {@code auto} parameters are numbered. */
  private boolean inLambda;

  /** Changes whenever parameters come to stand for something else. */
  private int scope;

  private int scopesMade;

  private int uses;

  /** What is put aside while another encoding is parsed. */
  record Saved(
      List<List<Node>> scopes,
      int size,
      List<PackNodes.Forward> forwards,
      boolean inLambda,
      int scope,
      int uses) {}

  /** Starts an encoding of its own. */
  Saved start() {
    Saved saved = save();
    scope = ++scopesMade;
    scopes = new ArrayList<>();
    forwards = null;
    inLambda = false;
    return saved;
  }

  Saved save() {
    return new Saved(scopes, scopes.size(), forwards, inLambda, scope, uses);
  }

  void restore(Saved saved) {
    scopes = saved.scopes;
    forwards = saved.forwards;
    inLambda = saved.inLambda;
    scope = saved.scope;
    uses = saved.uses;
    while (scopes.size() > saved.size) {
      scopes.remove(scopes.size() - 1);
    }
  }

  /** The arguments that follow belong to the encoding's own name. */
  List<Node> outermost() {
    List<Node> list = new ArrayList<>();
    scope = ++scopesMade;
    scopes.clear();
    scopes.add(list);
    return list;
  }

  /** Opens a scope for what is declared within. */
  List<Node> open(boolean lambda) {
    List<Node> list = new ArrayList<>();
    scope = ++scopesMade;
    scopes.add(list);
    inLambda |= lambda;
    return list;
  }

  int scope() {
    return scope;
  }

  /** How often parameters were told of; more than before: something depends on them. */
  int uses() {
    return uses;
  }

  void use() {
    uses++;
  }

  private List<Node> innermost() {
    Cursor.require(!scopes.isEmpty());
    return scopes.get(scopes.size() - 1);
  }

  /** Parameters may be told before their arguments. */
  void allowForward() {
    if (forwards == null) {
      forwards = new ArrayList<>();
    }
  }

  void forbidForward(boolean wasAllowed) {
    if (!wasAllowed && forwards != null && forwards.isEmpty()) {
      forwards = null;
    }
  }

  boolean allowsForward() {
    return forwards != null;
  }

  /** Tells those that were told before their arguments. */
  void resolveForward() {
    if (forwards == null) {
      return;
    }
    for (PackNodes.Forward forward : forwards) {
      Cursor.require(!scopes.isEmpty());
      forward.resolve(scopes.get(0));
    }
    forwards = null;
  }

  Node find(int level, int index) {
    use();
    if (inLambda && level == 0) {
      List<Node> own = innermost();
      return index < own.size() ? own.get(index) : new Text("auto:" + (index + 1));
    }
    if (level < scopes.size() && index < scopes.get(level).size()) {
      return scopes.get(level).get(index);
    }
    if (inLambda) {
      return new Text("auto:" + (index + 1));
    }
    Cursor.require(forwards != null && level == 0);
    PackNodes.Forward forward = new PackNodes.Forward(index);
    forwards.add(forward);
    return forward;
  }
}
