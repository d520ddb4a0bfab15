package dev.plimsoll.etcd.mvcc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The revisions of all keys.
///
/// Source: etcd `server/mvcc/index.go`, `treeIndex`, v3.5.33.
///
/// @param keys ascending
record TreeIndex(List<KeyIndex> keys) {

  static final TreeIndex EMPTY = new TreeIndex(List.of());

  /// What is left by a compaction, and which revisions it must keep.
  record Compacted(TreeIndex index, List<Revision> kept) {}

  TreeIndex {
    keys = List.copyOf(keys);
  }

  Optional<KeyIndex> get(String key) {
    return keys.stream().filter(index -> index.key().equals(key)).findFirst();
  }

  /// With another index of a key.
  TreeIndex with(KeyIndex index) {
    var sorted = new TreeMap<String, KeyIndex>();
    keys.forEach(each -> sorted.put(each.key(), each));
    sorted.put(index.key(), index);
    return new TreeIndex(List.copyOf(sorted.values()));
  }

  TreeIndex put(String key, Revision revision) {
    return with(get(key).orElseGet(() -> KeyIndex.of(key)).put(revision));
  }

  /// With a deletion of a key that there is.
  TreeIndex tombstone(String key, Revision revision) {
    return with(get(key).orElseThrow().tombstone(revision));
  }

  /// The revisions at which keys of a range were changed last as of a main revision, by key;
  /// `Revisions`.
  List<Revision> revisions(KeyRange range, int at) {
    return keys.stream()
        .filter(index -> range.contains(index.key()))
        .flatMap(index -> index.get(at).stream())
        .map(KeyIndex.Found::modified)
        .toList();
  }

  /// The keys of a range that there were as of a main revision, ascending; `Range`.
  List<String> keys(KeyRange range, int at) {
    return keys.stream()
        .filter(index -> range.contains(index.key()) && index.get(at).isPresent())
        .map(KeyIndex::key)
        .toList();
  }

  /// Forgets what was superseded at a main revision; `Compact`.
  Compacted compact(int at, Bug bug) {
    var left = new ArrayList<KeyIndex>();
    var kept = new ArrayList<Revision>();
    for (var index : keys) {
      var compacted = index.compact(at, bug);
      compacted.kept().ifPresent(kept::add);
      if (!compacted.index().isEmpty()) {
        left.add(compacted.index());
      }
    }
    return new Compacted(new TreeIndex(left), List.copyOf(kept));
  }
}
