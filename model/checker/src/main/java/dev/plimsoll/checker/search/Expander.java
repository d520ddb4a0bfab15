package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.ChannelDomain;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Hashing;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Node;
import dev.plimsoll.checker.kernel.Program;
import java.util.Arrays;
import java.util.function.Consumer;

/// Makes the successors of states by walking the rules' decision tries; one for each thread.
final class Expander {

  private final Program program;
  private final ChannelDomain[] channels;
  private final Dispatch.Sorted rules;
  private final boolean paranoid;
  private final Consumer<Batch> sink;
  private final Batch batch;
  private final int width;

  private final int[] state;
  private long hash;
  private int index;
  private int emitted;
  private int failed;
  private int[] script = new int[8];

  /// Steps made by each rule.
  final long[] fired;

  /// Steps made in all.
  long generated;

  /// @param rules the program's fixed rules, sorted; shared by all threads
  /// @param sink is given full batches, and the last one by {@link #flush}
  Expander(Program program, Dispatch.Sorted rules, boolean paranoid, Consumer<Batch> sink) {
    this.program = program;
    this.rules = rules;
    this.paranoid = paranoid;
    this.sink = sink;
    channels = program.channels();
    width = program.width();
    batch = new Batch(width);
    state = new int[width];
    fired = new long[program.model().rules().size()];
  }

  /// The state that is being expanded: read the next one into it.
  int[] state() {
    return state;
  }

  /// How many steps lead out of the state that was last expanded.
  int emitted() {
    return emitted;
  }

  /// The first rule, in order of declaration, that threw an exception in it; -1 if none did.
  int failed() {
    return failed;
  }

  /// Makes the successors of {@link #state}, whose index is given.
  void expand(int index) {
    this.index = index;
    hash = Hashing.of(state, 0, width);
    emitted = 0;
    failed = -1;
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
      expand(rule);
    }
  }

  private void expand(Program.OnMessage rule) {
    var messages = channels[rule.slot].contents(state[rule.slot]);
    for (var i = 0; i < messages.length; i++) {
      if (i == 0 || (!rule.headOnly && messages[i] != messages[i - 1])) {
        walk(rule.memo(messages[i]));
      }
    }
  }

  /// Hands over what is gathered.
  void flush() {
    if (batch.size > 0) {
      sink.accept(batch);
      batch.size = 0;
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
      emit(memo, leaf.outcome);
    } else if (leaf.outcome.failure != null) {
      failed = failed < 0 ? memo.index : Math.min(failed, memo.index);
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

  private void emit(Memo memo, Leaf.Outcome outcome) {
    var at = batch.size * width;
    var states = batch.states;
    System.arraycopy(state, 0, states, at, width);
    var next = hash;
    var writes = outcome.writes;
    for (var i = 0; i < writes.length; i += 2) {
      next = write(states, at, writes[i], writes[i + 1], next);
    }
    var messages = outcome.messages;
    for (var i = 0; i < messages.length; i += 2) {
      var slot = messages[i];
      var message = messages[i + 1];
      var held = states[at + slot];
      var then =
          message >= 0 ? channels[slot].plus(held, message) : channels[slot].minus(held, ~message);
      if (then == ChannelDomain.NONE) {
        return;
      }
      next = write(states, at, slot, then, next);
    }
    emitted++;
    generated++;
    fired[memo.index]++;
    if (next == hash && Arrays.equals(state, 0, width, states, at, at + width)) {
      return; // a stuttering step
    }
    batch.hashes[batch.size] = next;
    batch.parents[batch.size] = index;
    batch.size++;
    if (batch.size == Batch.CAPACITY) {
      flush();
    }
  }

  private static long write(int[] states, int at, int slot, int id, long hash) {
    var before = states[at + slot];
    states[at + slot] = id;
    return hash - Hashing.word(slot, before) + Hashing.word(slot, id);
  }
}
