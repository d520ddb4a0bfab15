package dev.plimsoll.raft;

/// Which entry: in correct logs term and index determine it and all entries before it; types.go,
/// `entryID`.
///
/// @param term 0 for the place before the first entry, or where it is unknown
/// @param index from 1; 0 for the place before the first entry
public record EntryId(int term, int index) {

  /// The place before the first entry.
  public static final EntryId NONE = new EntryId(0, 0);
}
