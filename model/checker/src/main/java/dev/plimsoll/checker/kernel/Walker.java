package dev.plimsoll.checker.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Finds what the rules do in a state by walking their decision tries; one for each thread.
///
/// What was found last is a list of ends of tries ({@link #leaf}), each of them a step that is
/// possible, but for room in channels ({@link Leaf.Outcome#apply}), or an exception that is thrown
/// ({@link Leaf#failed}).
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
  private final Program program;

  private Memo[] memos = new Memo[64];
  private Leaf[] leaves = new Leaf[64];
  private int found;
  private int[] state = {};
  private int[] script = new int[8];

  /// A walker of rules.
  ///
  /// @param rules the program's fixed rules; shared by all threads
  /// @param paranoid whether to execute each rule and compare
  public Walker(Program program, Dispatch.Sorted rules, boolean paranoid) {
    this(program, rules, false, paranoid, program.onMessage());
  }

  private Walker(
      Program program,
      Dispatch.Sorted sorted,
      boolean claims,
      boolean paranoid,
      List<Program.OnMessage> deliveries) {
    this.program = program;
    this.sorted = sorted;
    this.claims = claims;
    this.paranoid = paranoid;
    this.deliveries = deliveries.toArray(Program.OnMessage[]::new);
    channels = program.readers();
  }

  /// A walker of claims: what is {@link Visitor#enabled} is a claim that the state violates, or, if
  /// they were sorted as rules are, one that the state passes.
  public static Walker ofClaims(Program program, Dispatch.Sorted claims, boolean paranoid) {
    return new Walker(program, claims, claims.claims(), paranoid, List.of());
  }

  /// A walker of one instance of a rule at a time: see {@link #find(int[], Memo)}.
  public static Walker ofInstances(Program program) {
    return new Walker(program, Dispatch.sort(List.of(), program.declared(), false), false);
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

  /// Tells the visitor of every step out of a state, in an order that is the same in every run of
  /// one thread.
  ///
  /// @throws ImpureRuleException if a rule contradicts what is known of it
  public void walk(int[] state, Visitor visitor) {
    var count = find(state);
    for (var i = 0; i < count; i++) {
      if (leaves[i].failed) {
        visitor.failed(memos[i], leaves[i]);
      } else {
        visitor.enabled(memos[i], leaves[i]);
      }
    }
  }

  /// An end that was found last.
  public Leaf leaf(int index) {
    return leaves[index];
  }

  /// The rule or claim whose end it is.
  public Memo memo(int index) {
    return memos[index];
  }

  /// Finds every step out of a state, in an order that is the same in every run of one thread.
  ///
  /// @return how many ends were found
  /// @throws ImpureRuleException if a rule contradicts what is known of it
  public int find(int[] state) {
    this.state = state;
    found = 0;
    if (paranoid) {
      sorted.memos().forEach(this::walk);
    } else {
      walk(sorted.live());
    }
    for (var rule : deliveries) {
      walk(rule);
    }
    return found;
  }

  /// Finds the steps of one instance of a rule, in the order of its choices.
  ///
  /// @return how many ends were found
  /// @throws ImpureRuleException if the rule contradicts what is known of it
  public int find(int[] state, Memo memo) {
    this.state = state;
    found = 0;
    walk(memo);
    return found;
  }

  private void walk(Dispatch.Live live) {
    var ends = live.ends.length;
    if (ends > 0) {
      ensureRoom(ends);
      System.arraycopy(live.ended, 0, memos, found, ends);
      System.arraycopy(live.ends, 0, leaves, found, ends);
      found += ends;
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
      node = memo.next(node, answer, state, script, choices);
    }
    end(memo, leaf);
  }

  private void end(Memo memo, Leaf leaf) {
    if (leaf.failed || leaf.enabled != claims) {
      ensureRoom(1);
      memos[found] = memo;
      leaves[found] = leaf;
      found++;
    }
  }

  private void ensureRoom(int more) {
    if (found + more > leaves.length) {
      memos = Arrays.copyOf(memos, 2 * (found + more));
      leaves = Arrays.copyOf(leaves, 2 * (found + more));
    }
  }

  private void choose(Memo memo, Node node, int choices) {
    if (choices == script.length) {
      script = Arrays.copyOf(script, 2 * choices);
    }
    for (var choice = 0; choice < node.detail; choice++) {
      script[choices] = choice;
      walk(memo, memo.next(node, choice, state, script, choices + 1), choices + 1);
    }
  }
}
