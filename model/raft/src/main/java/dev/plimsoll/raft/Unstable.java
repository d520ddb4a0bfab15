package dev.plimsoll.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The part of a log that is not known to be on disk; log_unstable.go, `unstable`.
///
/// @param snapshot received and not yet saved; null if there is none
/// @param entries not yet saved; from `offset` on they stand before those on disk
/// @param offset the index of the first of them, or that it would have
/// @param snapshotInProgress whether the snapshot was handed out to be saved
/// @param offsetInProgress before this index, entries were handed out to be saved
public record Unstable(
    @Nullable Snapshot snapshot,
    List<Entry> entries,
    int offset,
    boolean snapshotInProgress,
    int offsetInProgress) {

  public Unstable {
    entries = List.copyOf(entries);
  }

  /// Nothing, after a log on disk.
  static Unstable after(int lastIndex) {
    return new Unstable(null, List.of(), lastIndex + 1, false, lastIndex + 1);
  }

  /// A snapshot alone; `restore`.
  static Unstable of(Snapshot snapshot) {
    var next = snapshot.index() + 1;
    return new Unstable(snapshot, List.of(), next, false, next);
  }

  /// The last index, if it is not to be looked for on disk; `maybeLastIndex`.
  OptionalInt lastIndex() {
    if (!entries.isEmpty()) {
      return OptionalInt.of(offset + entries.size() - 1);
    }
    return snapshot == null ? OptionalInt.empty() : OptionalInt.of(snapshot.index());
  }

  /// The term of an entry, if it is not to be looked for on disk; `maybeTerm`.
  OptionalInt term(int index) {
    if (index >= offset) {
      return index < offset + entries.size()
          ? OptionalInt.of(entries.get(index - offset).term())
          : OptionalInt.empty();
    }
    return snapshot != null && snapshot.index() == index
        ? OptionalInt.of(snapshot.last().term())
        : OptionalInt.empty();
  }

  /// The entries from `from` to before `to`, all of which must be there; `slice`.
  List<Entry> slice(int from, int to) {
    return entries.subList(from - offset, to - offset);
  }

  /// What was not yet handed out to be saved; `nextEntries`.
  List<Entry> nextEntries() {
    return entries.subList(offsetInProgress - offset, entries.size());
  }

  /// What was not yet handed out to be saved; `nextSnapshot`.
  @Nullable Snapshot nextSnapshot() {
    return snapshotInProgress ? null : snapshot;
  }

  /// With all handed out; `acceptInProgress`.
  Unstable acceptInProgress() {
    var next = entries.isEmpty() ? offsetInProgress : offset + entries.size();
    return new Unstable(snapshot, entries, offset, snapshot != null, next);
  }

  /// Without what is on disk now, unless it was replaced meanwhile; `stableTo`.
  Unstable stableTo(EntryId id, Journal journal) {
    var term = term(id.index());
    if (term.isEmpty()) {
      journal.info("entry at index %d missing from unstable log; ignoring".formatted(id.index()));
      return this;
    }
    if (id.index() < offset) {
      journal.info("entry at index %d matched unstable snapshot; ignoring".formatted(id.index()));
      return this;
    }
    if (term.getAsInt() != id.term()) {
      journal.info(
          ("entry at (index,term)=(%d,%d) mismatched with entry at (%d,%d) in unstable log;"
                  + " ignoring")
              .formatted(id.index(), id.term(), id.index(), term.getAsInt()));
      return this;
    }
    var next = id.index() + 1;
    return new Unstable(
        snapshot,
        entries.subList(next - offset, entries.size()),
        next,
        snapshotInProgress,
        Math.max(offsetInProgress, next));
  }

  /// Without the snapshot, if it is this one; `stableSnapTo`.
  Unstable stableSnapTo(int index) {
    return snapshot != null && snapshot.index() == index
        ? new Unstable(null, entries, offset, false, offsetInProgress)
        : this;
  }

  /// With these entries in place of what followed the one before them; `truncateAndAppend`.
  Unstable truncateAndAppend(List<Entry> added, Journal journal) {
    var from = added.getFirst().index();
    if (from == offset + entries.size()) {
      return new Unstable(
          snapshot, joined(entries, added), offset, snapshotInProgress, offsetInProgress);
    }
    if (from <= offset) {
      journal.info("replace the unstable entries from index %d".formatted(from));
      return new Unstable(snapshot, added, from, snapshotInProgress, from);
    }
    journal.info("truncate the unstable entries before index %d".formatted(from));
    return new Unstable(
        snapshot,
        joined(slice(offset, from), added),
        offset,
        snapshotInProgress,
        Math.min(offsetInProgress, from));
  }

  private static List<Entry> joined(List<Entry> some, List<Entry> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
