package dev.plimsoll.checker.search;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The states of a level that are to be expanded, in chunks that threads take one after another.
final class Level {

  private final int number;
  private final List<Chunk> chunks;
  private final AtomicInteger next = new AtomicInteger();

  /// @param number counted from 0
  Level(int number, List<Chunk> chunks) {
    this.number = number;
    this.chunks = chunks;
  }

  int number() {
    return number;
  }

  /// A chunk that no other thread was given; null when there is none left.
  @Nullable Chunk take() {
    var taken = next.getAndIncrement();
    return taken < chunks.size() ? chunks.get(taken) : null;
  }

  /// The chunks that no thread was given. No thread may be taking any.
  List<Chunk> rest() {
    return chunks.subList(Math.min(next.get(), chunks.size()), chunks.size());
  }
}
