package dev.plimsoll.raft;

import java.util.ArrayList;
import java.util.List;

/// A log and how far it is committed; log.go, `raftLog`, v3.6.0, without snapshots: it begins at
/// index 1, and what is committed counts as applied.
///
/// @param entries the entry of index 1 comes first
/// @param committed the index of the last entry known to be committed; 0 for none
public record RaftLog(List<Entry> entries, int committed) {

  /// The log of a new node.
  public static final RaftLog EMPTY = new RaftLog(List.of(), 0);

  public RaftLog {
    entries = List.copyOf(entries);
    if (committed < 0 || committed > entries.size()) {
      throw new IllegalStateException(
          "Cannot commit up to index %d: the last index is %d"
              .formatted(committed, entries.size()));
    }
  }

  /// The index of the last entry; 0 for an empty log.
  public int lastIndex() {
    return entries.size();
  }

  /// Which entry is the last.
  public EntryId lastEntryId() {
    return new EntryId(term(lastIndex()), lastIndex());
  }

  /// The term of the entry at `index`, at most the last one; 0 for index 0.
  public int term(int index) {
    return index == 0 ? 0 : entries.get(index - 1).term();
  }

  /// The entries from index `from` on; none where the log ends before.
  public List<Entry> from(int from) {
    return entries.subList(Math.min(from - 1, lastIndex()), lastIndex());
  }

  /// The entries that are known to be committed.
  public List<Entry> committedEntries() {
    return entries.subList(0, committed);
  }

  /// Whether the log has this entry.
  public boolean matchTerm(EntryId id) {
    return id.index() <= lastIndex() && term(id.index()) == id.term();
  }

  /// Whether a log that ends with `their` is at least as up to date as this; Raft §5.4.1.
  public boolean isUpToDate(EntryId their) {
    var our = lastEntryId();
    return their.term() > our.term()
        || (their.term() == our.term() && their.index() >= our.index());
  }

  /// The log with the entries after index `after`, in place of what followed.
  ///
  /// @throws IllegalStateException if that would drop a committed entry
  public RaftLog append(int after, List<Entry> added) {
    if (after < committed) {
      throw new IllegalStateException(
          "Cannot replace the entries after index %d: they are committed up to %d"
              .formatted(after, committed));
    }
    var longer = new ArrayList<>(entries.subList(0, after));
    longer.addAll(added);
    return new RaftLog(longer, committed);
  }

  /// The log with those of the entries after index `after` that it lacks; log.go, `maybeAppend`
  /// after its check and `findConflict`. Entries that it has are left, and what follows them: a
  /// message that comes late must not shorten the log.
  public RaftLog appendMissing(int after, List<Entry> received) {
    for (var i = 0; i < received.size(); i++) {
      var index = after + 1 + i;
      if (!matchTerm(new EntryId(received.get(i).term(), index))) {
        return append(index - 1, received.subList(i, received.size()));
      }
    }
    return this;
  }

  /// The log committed up to `index`, or further if it was.
  ///
  /// @throws IllegalStateException if it ends before
  public RaftLog commitTo(int index) {
    return index <= committed ? this : new RaftLog(entries, index);
  }

  /// The best guess where this log and another still agree, of which one entry is known: the last
  /// entry at or before `index` whose term is at most `term`; log.go, `findConflictByTerm`.
  ///
  /// @return the term is 0 where this log does not reach `index`
  public EntryId findConflictByTerm(int index, int term) {
    if (index > lastIndex()) {
      return new EntryId(0, index);
    }
    var guess = index;
    while (guess > 0 && term(guess) > term) {
      guess--;
    }
    return new EntryId(term(guess), guess);
  }
}
