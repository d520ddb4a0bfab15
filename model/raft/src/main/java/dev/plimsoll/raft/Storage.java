package dev.plimsoll.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The part of a log that is on disk; storage.go, `MemoryStorage`, without the hard state.
///
/// @param snapshot what is sent to members that need older entries than there are
/// @param compacted the entry before the first that is kept
/// @param entries the one after `compacted` comes first
public record Storage(Snapshot snapshot, EntryId compacted, List<Entry> entries) {

  public Storage {
    entries = List.copyOf(entries);
  }

  /// An empty log of a group that begins with these members, if any.
  public static Storage of(Snapshot snapshot) {
    return new Storage(snapshot, snapshot.last(), List.of());
  }

  /// The index of the first entry that is kept, or would be; `FirstIndex`.
  public int firstIndex() {
    return compacted.index() + 1;
  }

  /// The index of the last entry, kept or compacted; `LastIndex`.
  public int lastIndex() {
    return compacted.index() + entries.size();
  }

  /// The term of an entry; empty if it is compacted or there is none; `Term`.
  public OptionalInt term(int index) {
    if (index == compacted.index()) {
      return OptionalInt.of(compacted.term());
    }
    return index < firstIndex() || index > lastIndex()
        ? OptionalInt.empty()
        : OptionalInt.of(entry(index).term());
  }

  private Entry entry(int index) {
    return entries.get(index - firstIndex());
  }

  /// The entries from `from` to before `to`, all of which must be there.
  List<Entry> entries(int from, int to) {
    return entries.subList(from - firstIndex(), to - firstIndex());
  }

  /// With these entries in place of what followed the one before them; `Append`.
  ///
  /// @throws IllegalStateException if entries between would be missing
  public Storage append(List<Entry> added) {
    var missing = added.stream().dropWhile(entry -> entry.index() < firstIndex()).toList();
    if (missing.isEmpty()) {
      return this;
    }
    var from = missing.getFirst().index();
    if (from > lastIndex() + 1) {
      throw new IllegalStateException(
          "missing log entry [last: %d, append at: %d]".formatted(lastIndex(), from));
    }
    var longer = new ArrayList<>(entries(firstIndex(), from));
    longer.addAll(missing);
    return new Storage(snapshot, compacted, longer);
  }

  /// The snapshot alone; `ApplySnapshot`.
  public Storage apply(Snapshot received) {
    return of(received);
  }

  /// With another snapshot to send; `CreateSnapshot`.
  public Storage with(Snapshot created) {
    return new Storage(created, compacted, entries);
  }

  /// Whether {@link #compact} would do anything.
  public boolean isCompacted(int index) {
    return index <= compacted.index();
  }

  /// Without the entries up to `index`; `Compact`.
  ///
  /// @throws IllegalStateException if the log ends before
  public Storage compact(int index) {
    if (index > lastIndex()) {
      throw new IllegalStateException(
          "compact %d is out of bound lastindex(%d)".formatted(index, lastIndex()));
    }
    return isCompacted(index)
        ? this
        : new Storage(snapshot, entry(index).id(), entries(index + 1, lastIndex() + 1));
  }
}
