package dev.plimsoll.checker.search;

import java.util.List;
import java.util.function.LongUnaryOperator;

/// Tells which states lie on the level after the one that is expanded, if they are not seen yet or
/// were seen from that level only. The answer does not depend on what other threads have done by
/// now.
final class Horizon implements StateStore.Holder {

  private final StateStore store;
  private int level;

  /// States of earlier levels that are marked as those of the next one will be.
  private Marks earlier = new Marks();

  Horizon(StateStore store) {
    this.store = store;
    store.addHolder(this);
  }

  /// Goes on to a level.
  ///
  /// @param next what was found of the level after it by now
  void moveTo(int number, List<Chunk> next) {
    level = number;
    earlier = new Marks();
    if (level >= StateStore.LEVELS_TOLD_APART - 1) {
      var found = new Marks();
      next.forEach(chunk -> chunk.forEach(found::add));
      store.forEach(
          level + 1,
          word -> {
            if (!found.contains(word)) {
              earlier.add(word);
            }
          });
    }
  }

  /// Whether the state is not of this level nor of one before.
  boolean isBeyond(long word) {
    var tag = store.tagOf(word);
    return tag == 0 || (tag == store.tag(level + 1) && !earlier.contains(word));
  }

  @Override
  public void replaceAll(LongUnaryOperator change) {
    earlier.replaceAll(change);
  }
}
