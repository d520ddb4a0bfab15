package dev.plimsoll.checker.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Finds what the rules do in a state by walking their decision tries; one for each thread.
public final class Walker {

  /// Told what the rules do in the state that is walked.
  public interface Visitor {

    /// A step is possible, but for room in channels ({@link Leaf.Outcome#apply}).
    void enabled(Memo memo, Leaf leaf);

    /// The rule throws an exception.
    void failed(Memo memo, Leaf leaf);
  }

  private final ChannelReader[] channels;
  private final Program.OnMessage[] deliveries;
  private final Dispatch.Sorted sorted;
  private final boolean claims;
  private final boolean paranoid;
  private final Visitor visitor;
  private final Program program;

  private int[] state = {};
  private int[] script = new int[8];

  /// A walker of rules.
  ///
  /// @param rules the program's fixed rules; shared by all threads
  /// @param paranoid whether to execute each rule and compare
  public Walker(Program program, Dispatch.Sorted rules, boolean paranoid, Visitor visitor) {
    this(program, rules, false, paranoid, program.onMessage(), visitor);
  }

  private Walker(
      Program program,
      Dispatch.Sorted sorted,
      boolean claims,
      boolean paranoid,
      List<Program.OnMessage> deliveries,
      Visitor visitor) {
    this.program = program;
    this.sorted = sorted;
    this.claims = claims;
    this.paranoid = paranoid;
    this.visitor = visitor;
    this.deliveries = deliveries.toArray(Program.OnMessage[]::new);
    channels = program.readers();
  }

  /// A walker of claims: what is {@link Visitor#enabled} is a claim that the state violates, or, if
  /// they were sorted as rules are, one that the state passes.
  public static Walker ofClaims(
      Program program, Dispatch.Sorted claims, boolean paranoid, Visitor visitor) {
    return new Walker(program, claims, claims.claims(), paranoid, List.of(), visitor);
  }

  /// A walker of one instance of a rule at a time: see {@link #walk(int[], Memo)}.
  public static Walker ofInstances(Program program, Visitor visitor) {
    var none = Dispatch.sort(List.of(), program.declared(), false);
    return new Walker(program, none, false, visitor);
  }

  /// Tells of the instances of rules that there are in a state, in an order that depends on what
  /// was met before. The consumer must not use this walker.
  public void instances(int[] state, Consumer<Memo> consumer) {
    program.fixed().forEach(consumer);
    for (var rule : deliveries) {
      var channel = channels[rule.slot];
      var messages = channel.messages(state[rule.slot]);
      var size =
          rule.headOnly
              ? Math.min(1, channel.size(state[rule.slot]))
              : channel.size(state[rule.slot]);
      for (var i = 0; i < size; i++) {
        if (i == 0 || messages[i] != messages[i - 1]) {
          consumer.accept(rule.memo(messages[i]));
        }
      }
    }
  }

  /// Tells the visitor of the steps of one instance of a rule, in the order of its choices.
  ///
  /// @throws ImpureRuleException if the rule contradicts what is known of it
  public void walk(int[] state, Memo memo) {
    this.state = state;
    walk(memo);
  }

  /// Tells the visitor of every step out of a state, in an order that is the same in every run of
  /// one thread.
  ///
  /// @throws ImpureRuleException if a rule contradicts what is known of it
  public void walk(int[] state) {
    this.state = state;
    if (paranoid) {
      sorted.memos().forEach(this::walk);
    } else {
      walk(sorted.live());
    }
    for (var rule : deliveries) {
      walk(rule);
    }
  }

  private void walk(Dispatch.Live live) {
    for (var i = 0; i < live.ends.length; i++) {
      end(live.ended[i], live.ends[i]);
    }
    for (var dispatch : live.shared) {
      walk(dispatch.live(state, channels));
    }
    for (var i = 0; i < live.nodes.length; i++) {
      walk(live.alone[i], live.nodes[i], 0);
    }
  }

  private void walk(Program.OnMessage rule) {
    var contents = state[rule.slot];
    var channel = channels[rule.slot];
    var size = channel.size(contents);
    var messages = channel.messages(contents);
    for (var i = 0; i < size; i++) {
      if (i == 0 || (!rule.headOnly && messages[i] != messages[i - 1])) {
        walk(rule.memo(messages[i]));
      }
    }
  }

  /// What a step makes of the contents that the channel has in the state.
  ///
  /// @param message see {@link ChannelDomain#after}
  public int after(int slot, int message) {
    return channels[slot].afterRead(state[slot], message);
  }

  /// Whether a message can be added to the contents that the channel has in the state.
  public boolean hasRoom(int slot, int message) {
    return channels[slot].hasRoom(state[slot], message);
  }

  /// What a step makes of contents that it has changed before.
  ///
  /// @param message see {@link ChannelDomain#after}
  public int after(int slot, int contents, int message) {
    return channels[slot].after(contents, message);
  }

  /// Makes the state that a step leads to.
  ///
  /// @param from the state that the step is made in
  /// @param into where to put the new one
  /// @return whether there is room for its messages; what is in `into` is worth nothing if not
  public boolean apply(int[] from, Leaf step, int[] into) {
    System.arraycopy(from, 0, into, 0, from.length);
    for (var i = 0; i < step.writes.length; i += 2) {
      into[step.writes[i]] = step.writes[i + 1];
    }
    for (var i = 0; i < step.messages.length; i += 2) {
      var slot = step.messages[i];
      into[slot] = channels[slot].afterRead(into[slot], step.messages[i + 1]);
      if (into[slot] == ChannelDomain.NONE) {
        return false;
      }
    }
    return true;
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
    end(memo, leaf);
  }

  private void end(Memo memo, Leaf leaf) {
    if (leaf.failed) {
      visitor.failed(memo, leaf);
    } else if (leaf.enabled != claims) {
      visitor.enabled(memo, leaf);
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
