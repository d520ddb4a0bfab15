package dev.plimsoll.etcd.mvcc;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The life of a key from its creation to its deletion; etcd `server/mvcc/key_index.go`,
/// `generation`, v3.5.33.
///
/// @param version how many changes it had, those that are compacted among them
/// @param created its first revision; of one of which only the deletion is left: {@link
///     Revision#NONE}
/// @param revisions ascending, without those that are compacted; the last is the deletion, unless
///     this is the last generation
record Generation(int version, Revision created, List<Revision> revisions) {

  /// One that has not begun.
  static final Generation EMPTY = new Generation(0, Revision.NONE, List.of());

  Generation {
    revisions = List.copyOf(revisions);
  }

  boolean isEmpty() {
    return revisions.isEmpty();
  }

  Revision first() {
    return revisions.getFirst();
  }

  Revision last() {
    return revisions.getLast();
  }

  Generation with(Revision revision) {
    return new Generation(
        version + 1,
        isEmpty() ? revision : created,
        Stream.concat(revisions.stream(), Stream.of(revision)).toList());
  }

  /// Without what was before a place.
  Generation from(int place) {
    return new Generation(version, created, revisions.subList(place, revisions.size()));
  }

  /// The place of the last revision that passes; -1 for none.
  int lastThat(Predicate<Revision> test) {
    return IntStream.iterate(revisions.size() - 1, place -> place >= 0, place -> place - 1)
        .filter(place -> test.test(revisions.get(place)))
        .findFirst()
        .orElse(-1);
  }
}
