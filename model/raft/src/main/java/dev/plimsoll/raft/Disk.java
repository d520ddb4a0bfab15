package dev.plimsoll.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A server's disk: the write-ahead log and the snapshot from which it goes on, as they would be
/// read at a start (etcd's wal.go, `Save` and `ReadAll`; storage.go, `SaveSnap`).
///
/// Records are written in order, entries before the hard state, and an fsync makes all of them
/// last. A crash may lose any last part of what was written since.
///
/// @param written all that was written
/// @param synced what was written up to the last fsync
public record Disk(HardState.Saved written, HardState.Saved synced) {

  /// With all of this on it, and synced.
  public static Disk of(HardState.Saved all) {
    return new Disk(all, all);
  }

  /// With what is to be saved. A snapshot is of use only with the hard state after it, which is
  /// therefore synced.
  ///
  /// @param syncsSnapshots whether it is
  Disk saving(Ready ready, boolean syncsSnapshots) {
    var snapshot = ready.snapshot();
    var storage = written.storage();
    var hardState = ready.hardState();
    var now =
        new HardState.Saved(
            hardState == null ? written.hardState() : hardState,
            snapshot == null ? storage.append(ready.entries()) : storage.apply(snapshot));
    return ready.mustSync() || (snapshot != null && syncsSnapshots)
        ? of(now)
        : new Disk(now, synced);
  }

  /// With a snapshot of the server's own, which is synced with all that was written before it.
  Disk compacted(Storage storage) {
    return of(new HardState.Saved(written.hardState(), storage));
  }

  /// As if no commit index had ever been synced.
  Disk withCommitsUnsynced() {
    var hard = synced.hardState();
    var none = new HardState(hard.term(), hard.vote(), synced.storage().compacted().index());
    return new Disk(written, new HardState.Saved(none, synced.storage()));
  }

  /// What a crash may leave.
  List<HardState.Saved> survivors() {
    var hard = written.hardState();
    return written.storage().equals(synced.storage())
        ? IntStream.rangeClosed(synced.hardState().commit(), hard.commit())
            .mapToObj(commit -> new HardState(hard.term(), hard.vote(), commit))
            .map(state -> new HardState.Saved(state, written.storage()))
            .toList()
        : List.of(synced, written);
  }

  /// What a crash may leave while this is saved, before the fsync: of a snapshot nothing that is
  /// read, of entries the first ones without the hard state.
  List<HardState.Saved> survivorsWhileSaving(Ready ready) {
    var all = new ArrayList<>(survivors());
    for (var count = 1; count <= ready.entries().size(); count++) {
      var torn = written.storage().append(ready.entries().subList(0, count));
      all.add(new HardState.Saved(written.hardState(), torn));
    }
    return all;
  }
}
