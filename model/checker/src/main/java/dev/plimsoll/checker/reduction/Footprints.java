package dev.plimsoll.checker.reduction;

import static dev.plimsoll.checker.reduction.Access.ANY;

import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Node;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.reduction.Access.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that rules and claims were seen to ask and do, in whatever state.
final class Footprints {

  /// Of cells with more values it is not told which are written.
  static final int FEW = Long.SIZE;

  private final Map<Memo, Set<Access>> accesses = new HashMap<>();

  private final Program program;

  /// How often each memo had been executed when it was last looked at.
  private final Map<Memo, Long> executions = new HashMap<>();

  Footprints(Program program) {
    this.program = program;
  }

  /// What the memo was seen to ask and do.
  Set<Access> of(Memo memo) {
    return accesses.getOrDefault(memo, Set.of());
  }

  /// Looks at what memos have learned.
  ///
  /// @return whether any was seen for the first time, or to ask or do something new
  boolean update(List<Memo> memos) {
    var grown = false;
    for (var memo : memos) {
      grown |= update(memo);
    }
    return grown;
  }

  private boolean update(Memo memo) {
    var known = memo.known();
    if (known == null || Long.valueOf(memo.learned()).equals(executions.get(memo))) {
      return false;
    }
    var isNew = executions.put(memo, memo.learned()) == null;
    var found = accesses.computeIfAbsent(memo, each -> new HashSet<>());
    var before = found.size();
    collect(memo, known, found);
    return isNew || found.size() > before;
  }

  private void collect(Memo memo, Node node, Set<Access> into) {
    var slot = node.slot;
    switch (node.question) {
      case VALUE -> into.add(Access.of(isChannel(slot) ? Kind.READS_ALL : Kind.READS, slot));
      case SIZE -> into.add(Access.of(Kind.READS_ALL, slot));
      case HEAD -> into.add(Access.of(Kind.ASKS_HEAD, slot));
      case CONTAINS -> {
        if (!isAwaited(memo, slot, node.detail)) {
          into.add(new Access(Kind.ASKS, slot, node.detail));
        }
      }
      case CHOICE -> {}
      case NOTHING -> collect((Leaf) node, into);
    }
    node.children().forEach(child -> collect(memo, child, into));
  }

  private void collect(Leaf leaf, Set<Access> into) {
    for (var i = 0; i < leaf.writes.length; i += 2) {
      var slot = leaf.writes[i];
      into.add(new Access(Kind.WRITES, slot, hasFewValues(slot) ? leaf.writes[i + 1] : ANY));
    }
    for (var i = 0; i < leaf.messages.length; i += 2) {
      var message = leaf.messages[i + 1];
      into.add(
          message >= 0
              ? new Access(Kind.SENDS, leaf.messages[i], message)
              : new Access(Kind.TAKES, leaf.messages[i], ~message));
    }
  }

  private boolean hasFewValues(int slot) {
    return program.values(program.model().variables().get(slot)) <= FEW;
  }

  private boolean isChannel(int slot) {
    return program.channel(slot) != null;
  }

  /// Whether it is the message that the instance is there for: then the channel holds it.
  private static boolean isAwaited(Memo memo, int slot, int message) {
    var delivery = memo.delivery();
    return delivery != null && delivery.slot() == slot && delivery.message() == message;
  }
}
