package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiskTest {

  private static final Storage EMPTY = Storage.of(Snapshot.of(ConfState.of(List.of(1), List.of())));
  private static final Disk TWO_ENTRIES =
      Disk.of(new HardState.Saved(new HardState(1, 1, 0), EMPTY.append(entries(1, 1, 2))));
  private static final Snapshot SNAPSHOT =
      new Snapshot(new EntryId(2, 5), ConfState.of(List.of(1), List.of()), "");

  @Test
  void aCrashMayLoseCommitIndexesThatWereWrittenSinceTheLastFsync() {
    var disk = TWO_ENTRIES.saving(ready(new HardState(1, 1, 2), List.of(), null), true);

    assertThat(disk.survivors())
        .extracting(saved -> saved.hardState().commit())
        .containsExactly(0, 1, 2);
  }

  @Test
  void whatIsSavedWithEntriesIsSynced() {
    var disk = TWO_ENTRIES.saving(ready(new HardState(1, 1, 2), entries(1, 3, 1), null), true);

    assertThat(disk.survivors()).containsExactly(disk.written());
  }

  /// wal.go, `Save`: entries are written one by one, and the hard state after them.
  @Test
  void aCrashWhileSavingMayLeaveTheFirstEntriesWithoutTheirHardState() {
    var ready = ready(new HardState(2, 0, 2), entries(2, 2, 2), null);

    var left = TWO_ENTRIES.survivorsWhileSaving(ready);

    assertThat(left).extracting(saved -> saved.hardState().term()).containsOnly(1);
    assertThat(left)
        .extracting(saved -> saved.storage().entries().stream().map(Entry::term).toList())
        .containsExactly(List.of(1, 1), List.of(1, 2), List.of(1, 2, 2));
  }

  /// etcd-io/etcd#10219
  @Test
  void aSnapshotThatIsNotSyncedMayBeLostAsAWhole() {
    var ready = ready(new HardState(2, 0, 5), List.of(), SNAPSHOT);

    var synced = TWO_ENTRIES.saving(ready, true);
    var unsynced = TWO_ENTRIES.saving(ready, false);

    assertThat(synced.survivors()).containsExactly(synced.written());
    assertThat(unsynced.survivors()).containsExactly(TWO_ENTRIES.written(), unsynced.written());
  }

  private static List<Entry> entries(int term, int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(index -> Entry.proposal("x").at(index, term))
        .toList();
  }

  /// Of a node in term 1.
  private static Ready ready(
      HardState hardState, List<Entry> entries, @Nullable Snapshot snapshot) {
    var sync =
        hardState.mustSync(
            new HardState(hardState.term(), hardState.vote(), 0), !entries.isEmpty());
    return new Ready(null, hardState, List.of(), entries, snapshot, List.of(), List.of(), sync);
  }
}
