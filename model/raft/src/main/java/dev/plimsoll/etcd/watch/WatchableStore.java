package dev.plimsoll.etcd.watch;

import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Applier.Applied;
import dev.plimsoll.etcd.watch.Watcher.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The store of a member and those who watch it, all by one stream: they share a channel, from
/// which the stream takes what is sent.
///
/// Source: etcd `server/mvcc/watchable_store.go`, `watchableStore`, `watcher_group.go`, v3.5.33.
///
/// @param watchers in the order in which they are sent something
/// @param channel what is sent and not taken, in order
public record WatchableStore(Store store, List<Watcher> watchers, List<WatchResponse> channel) {

  /// How it sends.
  ///
  /// @param channel how much there is room for in the channel; `chanBufLen`
  /// @param batch of how many revisions an unsynced watcher is sent events at once;
  ///     `watchBatchMaxRevs`
  public record Config(int channel, int batch, Bug bug) {}

  public WatchableStore {
    watchers = List.copyOf(watchers);
    channel = List.copyOf(channel);
  }

  /// A store that nobody watches.
  public static WatchableStore of(Store store) {
    return new WatchableStore(store, List.of(), List.of());
  }

  /// With the store as it has become, where nothing has changed that can be watched.
  public WatchableStore with(Store newStore) {
    return new WatchableStore(newStore, watchers, channel);
  }

  // ---- the stream

  /// With a watcher more; `watch`.
  ///
  /// @param id that there is not
  /// @param startRevision 0 for what comes
  public WatchableStore watch(int id, KeyRange keys, int startRevision) {
    var next = store.currentRevision() + 1;
    var isSynced = startRevision == 0 || startRevision >= next;
    var watcher =
        new Watcher(
            id,
            keys,
            startRevision,
            isSynced ? Math.max(next, startRevision) : startRevision,
            isSynced ? Group.SYNCED : Group.UNSYNCED,
            Optional.empty());
    return new WatchableStore(store, added(watchers, watcher), channel);
  }

  /// Without what was sent first, which the stream has taken.
  public WatchableStore taken() {
    return new WatchableStore(store, watchers, channel.subList(1, channel.size()));
  }

  /// Sends a notification of progress if all watchers are synced, and there is room; `progressAll`.
  public WatchableStore progress(Config config) {
    var progress = new WatchResponse.Progress(store.currentRevision());
    if (config.bug == Bug.PROGRESS_OVERTAKES) {
      return new WatchableStore(
          store, watchers, Stream.concat(Stream.of(progress), channel.stream()).toList());
    }
    var mayTell =
        watchers.stream()
            .allMatch(
                watcher ->
                    watcher.isIn(Group.SYNCED)
                        && watcher.startRevision() <= store.currentRevision());
    return mayTell && hasRoom(channel, config)
        ? new WatchableStore(store, watchers, added(channel, progress))
        : this;
  }

  private static boolean hasRoom(List<WatchResponse> sent, Config config) {
    return sent.size() < config.channel;
  }

  // ---- what happens to the store

  /// After a transaction, which synced watchers are sent; `notify`.
  public WatchableStore notify(Applied applied, Config config) {
    var sent = new ArrayList<>(channel);
    var all = new ArrayList<Watcher>();
    for (var watcher : watchers) {
      var events = watcher.of(applied.changes());
      if (!watcher.isIn(Group.SYNCED) || events.isEmpty()) {
        all.add(watcher);
      } else {
        all.add(notified(watcher, events, sent, config));
      }
    }
    return new WatchableStore(applied.store(), all, sent);
  }

  /// @param sent to which is added
  private static Watcher notified(
      Watcher watcher, List<Event> events, List<WatchResponse> sent, Config config) {
    var next = watcher.from(events.getFirst().revision() + 1);
    if (!hasRoom(sent, config)) {
      return next.victim(new EventBatch(events, 0));
    }
    sent.add(new WatchResponse.Events(watcher.id(), events));
    return config.bug == Bug.SENT_NOT_NOTED ? watcher : next;
  }

  /// The member has installed a snapshot: watchers that were synced may not have been sent what is
  /// new in it; `Restore`.
  public WatchableStore restored(Store snapshot, Config config) {
    if (config.bug == Bug.SYNCED_AFTER_SNAPSHOT) {
      return with(snapshot);
    }
    return new WatchableStore(
        snapshot,
        watchers.stream()
            .map(each -> each.isIn(Group.SYNCED) ? each.in(Group.UNSYNCED) : each)
            .toList(),
        channel);
  }

  // ---- loops

  /// Whether to sync watchers is a panic; `chooseAll`.
  public boolean panics(Config config) {
    return config.bug == Bug.FUTURE_IMPOSSIBLE
        && watchers.stream()
            .anyMatch(
                watcher ->
                    watcher.isIn(Group.UNSYNCED)
                        && watcher.minRevision() > store.currentRevision());
  }

  /// Sends unsynced watchers what there is for them, as far as there is room; `syncWatchers`.
  public WatchableStore syncWatchers(Config config) {
    var sent = new ArrayList<>(channel);
    var all = new ArrayList<Watcher>();
    for (var watcher : watchers) {
      if (!watcher.isIn(Group.UNSYNCED)) {
        all.add(watcher);
      } else if (watcher.minRevision() >= store.compactRevision()) {
        all.add(synced(watcher, watcher.minRevision(), sent, config));
      } else if (hasRoom(sent, config)) {
        sent.add(new WatchResponse.Canceled(watcher.id(), store.compactRevision()));
      } else if (config.bug == Bug.COMPACTED_UNTOLD) {
        all.add(synced(watcher, firstNeeded(), sent, config));
      } else {
        all.add(watcher);
      }
    }
    return new WatchableStore(store, all, sent);
  }

  /// The first revision that an unsynced watcher needs which is not compacted; behind all where
  /// there is none; `chooseAll`.
  private int firstNeeded() {
    return watchers.stream()
        .filter(watcher -> watcher.isIn(Group.UNSYNCED))
        .mapToInt(Watcher::minRevision)
        .filter(revision -> revision >= store.compactRevision())
        .min()
        .orElse(store.currentRevision() + 1);
  }

  /// @param from which revision on events are looked for
  /// @param sent to which is added
  private Watcher synced(Watcher watcher, int from, List<WatchResponse> sent, Config config) {
    var next = store.currentRevision() + 1;
    var events = watcher.of(store.events(watcher.keys(), from, store.currentRevision()));
    var batch = EventBatch.of(events, config);
    var later =
        watcher.from(
            config.bug == Bug.FUTURE_FORGOTTEN ? next : Math.max(next, watcher.minRevision()));
    if (events.isEmpty()) {
      return later.in(Group.SYNCED);
    }
    var after = batch.moreRevision() == 0 ? later : watcher.from(batch.moreRevision());
    if (!hasRoom(sent, config)) {
      return after.victim(batch);
    }
    sent.add(new WatchResponse.Events(watcher.id(), batch.events()));
    return after.in(batch.moreRevision() == 0 ? Group.SYNCED : Group.UNSYNCED);
  }

  /// Sends victims what they could not be sent, as far as there is room; `moveVictims`.
  public WatchableStore moveVictims(Config config) {
    var sent = new ArrayList<>(channel);
    var all = new ArrayList<Watcher>();
    for (var watcher : watchers) {
      if (watcher.pending().isEmpty()
          || !hasRoom(sent, config)
          || config.bug == Bug.VICTIMS_FORGOTTEN) {
        all.add(watcher);
      } else {
        sent.add(new WatchResponse.Events(watcher.id(), watcher.pending().get().events()));
        all.add(
            watcher.in(
                watcher.minRevision() <= store.currentRevision() ? Group.UNSYNCED : Group.SYNCED));
      }
    }
    return new WatchableStore(store, all, sent);
  }

  private static <T> List<T> added(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }
}
