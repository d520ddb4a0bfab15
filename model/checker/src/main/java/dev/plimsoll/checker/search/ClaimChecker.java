package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.kernel.ChannelDomain;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Node;
import dev.plimsoll.checker.kernel.Program;
import java.util.ArrayList;
import java.util.List;

/// The claims of a model, made ready to be checked on states; shared by all threads.
final class ClaimChecker {

  /// Told of what was found. The claim is its place in the order of declaration.
  interface Listener {
    void violated(int claim);

    void seen(int claim);

    void failed(int claim);
  }

  private final ChannelDomain[] channels;
  private final boolean paranoid;
  private final List<Memo> always = new ArrayList<>();
  private final List<Memo> sometimes = new ArrayList<>();
  private final List<Memo> mayRest = new ArrayList<>();
  private final Dispatch.Sorted alwaysSorted;
  private final Dispatch.Sorted sometimesSorted;

  ClaimChecker(Program program, List<Claim> claims, boolean paranoid) {
    channels = program.channels();
    this.paranoid = paranoid;
    for (var claim : claims) {
      var memos = program.predicates(claim);
      switch (claim.kind()) {
        case ALWAYS -> always.addAll(memos);
        case SOMETIMES -> sometimes.addAll(memos);
        case DEADLOCK_FREE -> mayRest.addAll(memos);
      }
    }
    alwaysSorted = Dispatch.sort(always, program.declared(), true);
    sometimesSorted = Dispatch.sort(sometimes, program.declared(), false);
  }

  /// Checks a state that was reached.
  void check(int[] state, Listener listener) {
    each(always, alwaysSorted, state, listener, false);
    each(sometimes, sometimesSorted, state, listener, true);
  }

  /// Checks a state in which no rule can fire.
  void checkDeadlock(int[] state, Listener listener) {
    for (var memo : mayRest) {
      decide(memo, memo.root(state), state, listener, false);
    }
  }

  private void each(
      List<Memo> memos,
      Dispatch.Sorted sorted,
      int[] state,
      Listener listener,
      boolean isSometimes) {
    if (paranoid) {
      for (var memo : memos) {
        memo.verify(state);
        decide(memo, memo.root(state), state, listener, isSometimes);
      }
      return;
    }
    for (var dispatch : sorted.dispatches()) {
      var live = dispatch.live(state);
      for (var i = 0; i < live.size(); i++) {
        decide(live.memo(i), live.node(i), state, listener, isSometimes);
      }
    }
    for (var memo : sorted.others()) {
      decide(memo, memo.root(state), state, listener, isSometimes);
    }
  }

  private void decide(Memo memo, Node from, int[] state, Listener listener, boolean isSometimes) {
    var node = from;
    while (!(node instanceof Leaf leaf)) {
      var answer = node.answer(state, channels);
      var next = node.child(answer);
      if (next == null) {
        memo.learn(state, NO_CHOICES, 0);
        next = node.child(answer);
      }
      if (next == null) {
        throw new IllegalStateException("Learning " + memo.name + " taught nothing");
      }
      node = next;
    }
    if (leaf.outcome.failure != null) {
      listener.failed(memo.index);
    } else if (leaf.outcome.enabled == isSometimes) {
      if (isSometimes) {
        listener.seen(memo.index);
      } else {
        listener.violated(memo.index);
      }
    }
  }

  private static final int[] NO_CHOICES = {};
}
