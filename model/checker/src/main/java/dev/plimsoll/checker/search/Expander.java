package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.ChannelDomain;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Hashing;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import java.util.Arrays;
import java.util.function.Consumer;

/// Makes the successors of states by walking the rules' decision tries; one for each thread.
final class Expander implements Walker.Visitor {

  private final ChannelDomain[] channels;
  private final Walker walker;
  private final Consumer<Batch> sink;
  private final Batch batch;
  private final int width;

  private final int[] state;
  private long hash;
  private int index;
  private int emitted;
  private int failed;

  /// Steps made by each rule.
  final long[] fired;

  /// Steps made in all.
  long generated;

  /// @param rules the program's fixed rules, sorted; shared by all threads
  /// @param sink is given full batches, and the last one by {@link #flush}
  Expander(Program program, Dispatch.Sorted rules, boolean paranoid, Consumer<Batch> sink) {
    walker = new Walker(program, rules, paranoid, this);
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
    walker.walk(state);
  }

  /// Hands over what is gathered.
  void flush() {
    if (batch.size > 0) {
      sink.accept(batch);
      batch.size = 0;
    }
  }

  @Override
  public void failed(Memo memo, Leaf leaf) {
    failed = failed < 0 ? memo.index : Math.min(failed, memo.index);
  }

  @Override
  public void enabled(Memo memo, Leaf leaf) {
    var outcome = leaf.outcome;
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
      var then = channels[slot].after(held, message);
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
