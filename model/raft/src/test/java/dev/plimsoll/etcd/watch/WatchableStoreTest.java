package dev.plimsoll.etcd.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Applier;
import dev.plimsoll.etcd.server.Bug;
import dev.plimsoll.etcd.server.Request;
import dev.plimsoll.etcd.watch.WatchResponse.Canceled;
import dev.plimsoll.etcd.watch.WatchResponse.Events;
import dev.plimsoll.etcd.watch.WatchResponse.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchableStoreTest {

  private static final WatchableStore.Config CONFIG =
      new WatchableStore.Config(1, 1, dev.plimsoll.etcd.watch.Bug.NONE);
  private static final KeyRange A = KeyRange.of("a");
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final Applier applier =
      new Applier(
          new Applier.Config(
              new Store.Config(9, dev.plimsoll.etcd.mvcc.Bug.NONE),
              new Lessor.Config(1, dev.plimsoll.etcd.lease.Bug.NONE),
              Bug.NONE));
  private WatchableStore store = WatchableStore.of(Store.EMPTY);

  private void apply(Request... requests) {
    for (var request : requests) {
      store = store.notify(applier.apply(store.store(), request, true), CONFIG);
    }
  }

  private static Request put(String key) {
    return new Request.Put(key, 1, Lease.NONE);
  }

  /// What the stream takes next.
  private WatchResponse take() {
    var response = store.channel().getFirst();
    store = store.taken();
    return response;
  }

  private static List<Integer> revisions(WatchResponse response) {
    return ((Events) response).events().stream().map(Event::revision).toList();
  }

  @Test
  void aWatcherIsSentWhatChangesOfItsKeys() {
    store = store.watch(FIRST, A, 0);
    apply(put("b"), put("a"));

    assertThat(revisions(take())).containsExactly(3);
    assertThat(store.channel()).isEmpty();
  }

  @Test
  void aWatcherOfThePastIsSentOneBatchAfterAnother() {
    apply(put("a"), put("b"), put("a"));
    store = store.watch(FIRST, A, 1).syncWatchers(CONFIG);

    assertThat(revisions(take())).containsExactly(2);
    store = store.syncWatchers(CONFIG);
    assertThat(revisions(take())).containsExactly(4);
    assertThat(store.watchers()).allMatch(each -> each.isIn(Watcher.Group.SYNCED));
  }

  @Test
  void aWatcherOfTheFutureIsSentNothingBefore() {
    store = store.watch(FIRST, A, 3);
    apply(put("a"));

    assertThat(store.channel()).isEmpty();
    apply(put("a"));
    assertThat(revisions(take())).containsExactly(3);
  }

  @Test
  void aVictimIsSentLaterWhatItCouldNotBeSent() {
    store = store.watch(FIRST, A, 0);
    apply(put("a"), put("a"), put("a"));

    assertThat(store.moveVictims(CONFIG)).isEqualTo(store);
    assertThat(revisions(take())).containsExactly(2);
    store = store.moveVictims(CONFIG);
    assertThat(revisions(take())).containsExactly(3);
    store = store.syncWatchers(CONFIG);
    assertThat(revisions(take())).containsExactly(4);
  }

  @Test
  void aWatcherIsToldThatWhatItNeedsIsCompactedAsSoonAsThereIsRoom() {
    apply(put("a"), put("a"), new Request.Compact(3));
    store = store.watch(FIRST, A, 3).watch(SECOND, A, 2).syncWatchers(CONFIG);

    assertThat(revisions(take())).containsExactly(3);
    assertThat(store.watchers()).hasSize(2);
    store = store.syncWatchers(CONFIG);
    assertThat(take()).isEqualTo(new Canceled(SECOND, 3));
    assertThat(store.watchers()).hasSize(1);
  }

  @Test
  void progressIsToldOnlyWhereAllWatchersAreSynced() {
    apply(put("a"));
    store = store.watch(FIRST, A, 0).watch(SECOND, A, 2).progress(CONFIG);
    assertThat(store.channel()).isEmpty();

    store = store.syncWatchers(CONFIG).taken().progress(CONFIG);
    assertThat(take()).isEqualTo(new Progress(2));
  }

  @Test
  void progressIsNotToldToAWatcherOfTheFuture() {
    store = store.watch(FIRST, A, 3).progress(CONFIG);

    assertThat(store.channel()).isEmpty();
  }

  @Test
  void aSnapshotIsSentFromWhereAWatcherIs() {
    store = store.watch(FIRST, A, 0);
    apply(put("a"));
    take();
    var later = applier.apply(store.store(), put("a"), true).store();
    var restored = Store.restored(later.database(), applier.config().store());
    store = store.restored(restored, CONFIG).syncWatchers(CONFIG);

    assertThat(revisions(take())).containsExactly(3);
  }
}
