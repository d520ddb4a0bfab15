package dev.plimsoll.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A log, on disk and not yet, and how far it is committed and applied; log.go, `raftLog`.
///
/// @param storage what is on disk
/// @param unstable what is not known to be
/// @param committed the index of the last entry known to be committed; 0 for none
/// @param applying up to where entries were handed out to be applied
/// @param applied up to where they are known to be
/// @param applyingSize how many bytes are handed out and not known to be applied, encoded
/// @param applyingPaused whether no more is handed out before some is known to be applied
public record RaftLog(
    Storage storage,
    Unstable unstable,
    int committed,
    int applying,
    int applied,
    long applyingSize,
    boolean applyingPaused) {

  /// What is found on disk; `newLog`.
  public static RaftLog of(Storage storage) {
    var before = storage.compacted().index();
    return new RaftLog(
        storage, Unstable.after(storage.lastIndex()), before, before, before, 0, false);
  }

  // ---- entries

  /// The index of the first entry that is kept, or would be.
  public int firstIndex() {
    var snapshot = unstable.snapshot();
    return snapshot == null ? storage.firstIndex() : snapshot.index() + 1;
  }

  /// The index of the last entry, also if it is compacted; 0 for an empty log.
  public int lastIndex() {
    return unstable.lastIndex().orElseGet(storage::lastIndex);
  }

  /// Which entry is the last.
  public EntryId lastEntryId() {
    var last = lastIndex();
    var term = term(last);
    if (term.isEmpty()) {
      throw new IllegalStateException(
          "unexpected error when getting the last term at %d".formatted(last));
    }
    return new EntryId(term.getAsInt(), last);
  }

  /// The term of an entry, the last compacted one included; empty if it is older or there is none.
  public OptionalInt term(int index) {
    var term = unstable.term(index);
    if (term.isPresent()) {
      return term;
    }
    return index < firstIndex() - 1 || index > lastIndex()
        ? OptionalInt.empty()
        : storage.term(index);
  }

  /// The term of an entry; 0 if there is none, or it is compacted; `zeroTermOnOutOfBounds`.
  public int termOrZero(int index) {
    return term(index).orElse(0);
  }

  /// Whether the log has this entry.
  public boolean matchTerm(EntryId id) {
    var term = term(id.index());
    return term.isPresent() && term.getAsInt() == id.term();
  }

  /// All entries that are kept; `allEntries`.
  public List<Entry> entries() {
    return slice(firstIndex(), lastIndex() + 1, Limits.NO_LIMIT);
  }

  /// The entries that are kept and known to be committed.
  public List<Entry> committedEntries() {
    return slice(firstIndex(), committed + 1, Limits.NO_LIMIT);
  }

  /// The entries from `from` on, at least one unless the log ends before; `entries`.
  ///
  /// @param maxSize in bytes, encoded
  public List<Entry> from(int from, long maxSize) {
    return from > lastIndex() ? List.of() : slice(from, lastIndex() + 1, maxSize);
  }

  /// The entries from `from` to before `to`, as far as they fit, but at least one; `slice`.
  ///
  /// @param maxSize in bytes, encoded
  public List<Entry> slice(int from, int to, long maxSize) {
    if (from < firstIndex() || to > lastIndex() + 1) {
      throw new IllegalStateException(
          "slice[%d,%d) out of bound [%d,%d]".formatted(from, to, firstIndex(), lastIndex()));
    }
    if (from >= to) {
      return List.of();
    }
    if (from >= unstable.offset()) {
      return Entry.limit(unstable.slice(from, to), maxSize);
    }
    var cut = Math.min(to, unstable.offset());
    var stable = Entry.limit(storage.entries(from, cut), maxSize);
    if (to <= unstable.offset() || stable.size() < cut - from) {
      return stable;
    }
    var size = Entry.encodedSize(stable);
    if (size >= maxSize) {
      return stable;
    }
    var rest = Entry.limit(unstable.slice(unstable.offset(), to), maxSize - size);
    if (rest.size() == 1 && size + Entry.encodedSize(rest) > maxSize) {
      return stable;
    }
    var all = new ArrayList<>(stable);
    all.addAll(rest);
    return all;
  }

  /// Whether a log that ends with `their` is at least as up to date as this; Raft §5.4.1.
  public boolean isUpToDate(EntryId their) {
    var our = lastEntryId();
    return their.term() > our.term()
        || (their.term() == our.term() && their.index() >= our.index());
  }

  /// The best guess where this log and another still agree, of which one entry is known: the last
  /// entry at or before `index` whose term is at most `term`; `findConflictByTerm`.
  ///
  /// @return the term is 0 where this log does not reach `index`
  public EntryId findConflictByTerm(int index, int term) {
    for (var guess = index; guess > 0; guess--) {
      var ours = term(guess);
      if (ours.isEmpty() || ours.getAsInt() <= term) {
        return new EntryId(ours.orElse(0), guess);
      }
    }
    return EntryId.NONE;
  }

  // ---- appending and committing

  private RaftLog with(Unstable changed) {
    return new RaftLog(
        storage, changed, committed, applying, applied, applyingSize, applyingPaused);
  }

  /// With this on disk.
  public RaftLog with(Storage changed) {
    return new RaftLog(
        changed, unstable, committed, applying, applied, applyingSize, applyingPaused);
  }

  /// With these entries in place of what followed the one before them; `append`.
  ///
  /// @throws IllegalStateException if that would drop a committed entry
  RaftLog append(List<Entry> added, Journal journal) {
    if (added.isEmpty()) {
      return this;
    }
    var after = added.getFirst().index() - 1;
    if (after < committed) {
      throw new IllegalStateException(
          "after(%d) is out of range [committed(%d)]".formatted(after, committed));
    }
    return with(unstable.truncateAndAppend(added, journal));
  }

  /// With those of these entries that it lacks; `maybeAppend` after its check. Entries that it has
  /// are left, and what follows them: a message that comes late must not shorten the log.
  ///
  /// @throws IllegalStateException if that would drop a committed entry
  RaftLog appendMissing(List<Entry> received, Journal journal) {
    for (var i = 0; i < received.size(); i++) {
      var id = received.get(i).id();
      if (!matchTerm(id)) {
        if (id.index() <= lastIndex()) {
          journal.info(
              "found conflict at index %d [existing term: %d, conflicting term: %d]"
                  .formatted(id.index(), termOrZero(id.index()), id.term()));
        }
        if (id.index() <= committed) {
          throw new IllegalStateException(
              "entry %d conflict with committed entry [committed(%d)]"
                  .formatted(id.index(), committed));
        }
        return append(received.subList(i, received.size()), journal);
      }
    }
    return this;
  }

  /// The log committed up to `index`, or further if it was.
  ///
  /// @throws IllegalStateException if it ends before
  RaftLog commitTo(int index) {
    if (index <= committed) {
      return this;
    }
    if (lastIndex() < index) {
      throw new IllegalStateException(
          ("tocommit(%d) is out of range [lastIndex(%d)]. Was the raft log corrupted, truncated, or"
                  + " lost?")
              .formatted(index, lastIndex()));
    }
    return new RaftLog(storage, unstable, index, applying, applied, applyingSize, applyingPaused);
  }

  /// The snapshot in place of all entries; `restore`.
  RaftLog restore(Snapshot snapshot, Journal journal) {
    journal.info(
        ("log [committed=%d, applied=%d, applying=%d, unstable.offset=%d, unstable.offsetInProgress"
                + "=%d, len(unstable.Entries)=%d] starts to restore snapshot [index: %d, term: %d]")
            .formatted(
                committed,
                applied,
                applying,
                unstable.offset(),
                unstable.offsetInProgress(),
                unstable.entries().size(),
                snapshot.index(),
                snapshot.last().term()));
    return new RaftLog(
        storage,
        Unstable.of(snapshot),
        snapshot.index(),
        applying,
        applied,
        applyingSize,
        applyingPaused);
  }

  /// What is sent to a member that needs older entries than there are; `snapshot`.
  Snapshot snapshot() {
    var received = unstable.snapshot();
    return received == null ? storage.snapshot() : received;
  }

  // ---- saving

  /// Whether a snapshot was received and is not known to be saved.
  boolean hasNextOrInProgressSnapshot() {
    return unstable.snapshot() != null;
  }

  /// What is to be saved.
  List<Entry> nextUnstableEntries() {
    return unstable.nextEntries();
  }

  /// What is to be saved; null for nothing.
  @Nullable Snapshot nextUnstableSnapshot() {
    return unstable.nextSnapshot();
  }

  /// Whether there are entries that are not known to be saved.
  boolean hasNextOrInProgressUnstableEntries() {
    return !unstable.entries().isEmpty();
  }

  /// With all handed out to be saved.
  RaftLog acceptUnstable() {
    return with(unstable.acceptInProgress());
  }

  /// With the entries up to this one known to be saved.
  RaftLog stableTo(EntryId id, Journal journal) {
    return with(unstable.stableTo(id, journal));
  }

  /// With the snapshot known to be saved.
  RaftLog stableSnapTo(int index) {
    return with(unstable.stableSnapTo(index));
  }

  // ---- applying

  /// What is to be applied; `nextCommittedEnts`.
  ///
  /// @param allowUnstable whether it need not be known to be saved
  /// @param maxSize of all that is handed out and not known to be applied, in bytes, encoded
  List<Entry> nextCommittedEntries(boolean allowUnstable, long maxSize) {
    return hasNextCommittedEntries(allowUnstable)
        ? slice(applying + 1, maxAppliable(allowUnstable) + 1, maxSize - applyingSize)
        : List.of();
  }

  /// Whether there is something to be applied.
  boolean hasNextCommittedEntries(boolean allowUnstable) {
    return !applyingPaused
        && !hasNextOrInProgressSnapshot()
        && applying < maxAppliable(allowUnstable);
  }

  private int maxAppliable(boolean allowUnstable) {
    return allowUnstable ? committed : Math.min(committed, unstable.offset() - 1);
  }

  /// With entries up to `index` handed out to be applied; `acceptApplying`.
  ///
  /// @param size theirs, in bytes, encoded
  RaftLog acceptApplying(int index, long size, boolean allowUnstable, long maxSize) {
    var sum = applyingSize + size;
    var paused = sum >= maxSize || index < maxAppliable(allowUnstable);
    return new RaftLog(storage, unstable, committed, index, applied, sum, paused);
  }

  /// With entries up to `index` known to be applied; `appliedTo`.
  ///
  /// @param size theirs, in bytes, encoded
  /// @throws IllegalStateException if they are not committed
  RaftLog appliedTo(int index, long size, long maxSize) {
    if (committed < index || index < applied) {
      throw new IllegalStateException(
          "applied(%d) is out of range [prevApplied(%d), committed(%d)]"
              .formatted(index, applied, committed));
    }
    var left = Math.max(0, applyingSize - size);
    return new RaftLog(
        storage, unstable, committed, Math.max(applying, index), index, left, left >= maxSize);
  }
}
