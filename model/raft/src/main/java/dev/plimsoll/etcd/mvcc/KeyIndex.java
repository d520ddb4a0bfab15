package dev.plimsoll.etcd.mvcc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The revisions of a key.
///
/// Source: etcd `server/mvcc/key_index.go`, `keyIndex`, v3.5.33.
///
/// @param generations at least one; the last is empty where the key is deleted
record KeyIndex(String key, List<Generation> generations) {

  /// What a key was as of a revision.
  record Found(Revision modified, Revision created, int version) {}

  /// What is left by a compaction, and which revision of it the compaction must keep.
  record Compacted(KeyIndex index, Optional<Revision> kept) {}

  KeyIndex {
    generations = List.copyOf(generations);
  }

  /// Of a key that there never was.
  static KeyIndex of(String key) {
    return new KeyIndex(key, List.of(Generation.EMPTY));
  }

  /// Of a key of which a store that starts finds a put first; `restore`.
  static KeyIndex restored(String key, Revision created, Revision modified, int version) {
    return new KeyIndex(key, List.of(new Generation(version, created, List.of(modified))));
  }

  /// Of a key of which a store that starts finds a deletion first; `restoreTombstone`.
  static KeyIndex restoredTombstone(String key, Revision revision) {
    return new KeyIndex(
        key, List.of(new Generation(1, Revision.NONE, List.of(revision)), Generation.EMPTY));
  }

  /// Whether nothing is known of the key any more.
  boolean isEmpty() {
    return generations.size() == 1 && generations.getFirst().isEmpty();
  }

  private Generation last() {
    return generations.getLast();
  }

  /// With a later put.
  KeyIndex put(Revision revision) {
    var more = new ArrayList<>(generations);
    more.set(more.size() - 1, last().with(revision));
    return new KeyIndex(key, more);
  }

  /// With a later deletion; the same if it is deleted.
  KeyIndex tombstone(Revision revision) {
    if (last().isEmpty()) {
      return this;
    }
    var more = new ArrayList<>(put(revision).generations);
    more.add(Generation.EMPTY);
    return new KeyIndex(key, more);
  }

  /// What the key was as of a main revision; empty where it was not there; `get`.
  Optional<Found> get(int at) {
    return generation(at)
        .flatMap(
            generation -> {
              var place = generation.lastThat(revision -> revision.main() <= at);
              return place < 0
                  ? Optional.empty()
                  : Optional.of(
                      new Found(
                          generation.revisions().get(place),
                          generation.created(),
                          generation.version() - (generation.revisions().size() - place - 1)));
            });
  }

  /// The generation in which a main revision falls; empty where it falls between two;
  /// `findGeneration`.
  private Optional<Generation> generation(int at) {
    for (var number = generations.size() - 1; number >= 0; number--) {
      var generation = generations.get(number);
      if (!generation.isEmpty()) {
        if (number < generations.size() - 1 && generation.last().main() <= at) {
          return Optional.empty();
        }
        if (generation.first().main() <= at) {
          return Optional.of(generation);
        }
      }
    }
    return Optional.empty();
  }

  /// Forgets what was superseded at a main revision, and generations that had ended before it;
  /// `compact`.
  Compacted compact(int at, Bug bug) {
    var endsBefore = bug.compactsTombstone() ? at + 1 : at;
    var number = 0;
    while (number < generations.size() - 1 && generations.get(number).last().main() < endsBefore) {
      number++;
    }
    var generation = generations.get(number);
    var place = generation.lastThat(revision -> revision.main() <= at);
    var kept =
        place < 0 ? Optional.<Revision>empty() : Optional.of(generation.revisions().get(place));
    var left = new ArrayList<>(generations.subList(number, generations.size()));
    if (place >= 0) {
      left.set(0, generation.from(place));
    }
    return new Compacted(new KeyIndex(key, left), kept);
  }
}
