package dev.plimsoll.checker.kernel;

import java.util.Arrays;

/// Finds what the rules do in a state by walking their decision tries; one for each thread.
public final class Walker {

  /// Told what the rules do in the state that is walked.
  public interface Visitor {

    /// A step is possible, but for room in channels ({@link Leaf.Outcome#apply}).
    void enabled(Memo memo, Leaf leaf);

    /// The rule throws an exception.
    void failed(Memo memo, Leaf leaf);
  }

  private final Program program;
  private final ChannelDomain[] channels;
  private final Dispatch.Sorted rules;
  private final boolean paranoid;
  private final Visitor visitor;

  private int[] state = {};
  private int[] script = new int[8];

  /// @param rules the program's fixed rules, sorted; shared by all threads
  /// @param paranoid whether to execute each rule and compare
  public Walker(Program program, Dispatch.Sorted rules, boolean paranoid, Visitor visitor) {
    this.program = program;
    this.rules = rules;
    this.paranoid = paranoid;
    this.visitor = visitor;
    channels = program.channels();
  }

  /// Tells the visitor of every step out of a state, in an order that is the same in every run of
  /// one thread.
  ///
  /// @throws ImpureRuleException if a rule contradicts what is known of it
  public void walk(int[] state) {
    this.state = state;
    if (paranoid) {
      program.fixed().forEach(this::walk);
    } else {
      for (var dispatch : rules.dispatches()) {
        var live = dispatch.live(state);
        for (var i = 0; i < live.size(); i++) {
          walk(live.memo(i), live.node(i), 0);
        }
      }
      rules.others().forEach(this::walk);
    }
    for (var rule : program.onMessage()) {
      walk(rule);
    }
  }

  private void walk(Program.OnMessage rule) {
    var messages = channels[rule.slot].contents(state[rule.slot]);
    for (var i = 0; i < messages.length; i++) {
      if (i == 0 || (!rule.headOnly && messages[i] != messages[i - 1])) {
        walk(rule.memo(messages[i]));
      }
    }
  }

  private void walk(Memo memo) {
    if (paranoid) {
      memo.verify(state);
    }
    walk(memo, memo.root(state), 0);
  }

  /// @param choices how many choices were made on the way to the node
  private void walk(Memo memo, Node from, int choices) {
    var node = from;
    while (!(node instanceof Leaf leaf)) {
      if (node.question == Node.Question.CHOICE) {
        choose(memo, node, choices);
        return;
      }
      var answer =
          node.question == Node.Question.VALUE ? state[node.slot] : node.answer(state, channels);
      node = child(memo, node, answer, choices);
    }
    if (leaf.outcome.enabled) {
      visitor.enabled(memo, leaf);
    } else if (leaf.outcome.failure != null) {
      visitor.failed(memo, leaf);
    }
  }

  private void choose(Memo memo, Node node, int choices) {
    if (choices == script.length) {
      script = Arrays.copyOf(script, 2 * choices);
    }
    for (var choice = 0; choice < node.detail; choice++) {
      script[choices] = choice;
      walk(memo, child(memo, node, choice, choices + 1), choices + 1);
    }
  }

  private Node child(Memo memo, Node node, int answer, int choices) {
    var known = node.child(answer);
    if (known == null) {
      memo.learn(state, script, choices);
      known = node.child(answer);
      if (known == null) {
        throw new IllegalStateException("Learning " + memo.name + " taught nothing");
      }
    }
    return known;
  }
}
