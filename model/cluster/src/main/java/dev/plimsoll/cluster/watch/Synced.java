package dev.plimsoll.cluster.watch;

import java.util.List;

/// What a {@link Reflector} holds.
///
/// @param store of a shared informer, the indexer
/// @param resourceVersion of the last list or event (`lastSyncResourceVersion`); 0 for none
/// @param told the version of the last list or change: without bookmarks it would be at this
/// @param newest the largest `resourceVersion` so far
/// @param unavailable whether the version was too large for a list
///     (`isLastSyncResourceVersionUnavailable`)
/// @param tombstones what the last list showed to have gone (`DeletedFinalStateUnknown`)
record Synced(
    Objects store,
    int resourceVersion,
    int told,
    int newest,
    boolean unavailable,
    List<Integer> tombstones) {

  Synced {
    tombstones = List.copyOf(tombstones);
  }

  static Synced nothing(int names) {
    return new Synced(Objects.none(names), 0, 0, 0, false, List.of());
  }

  /// A list was refused as the version is too large.
  Synced asUnavailable() {
    return new Synced(store, resourceVersion, told, newest, true, tombstones);
  }

  /// A list replaces the store; reflector.go, `syncWith`, and delta_fifo.go, `Replace`.
  Synced listed(Objects listed, int version, Bug bug) {
    var gone = store.without(listed);
    var after = listed;
    if (bug == Bug.LIST_WITHOUT_TOMBSTONES) {
      for (var name : gone) {
        after = after.with(name, store.version(name));
      }
    }
    return new Synced(after, version, version, Math.max(newest, version), false, gone);
  }

  /// A watch has told of something; reflector.go, `watchHandler`.
  Synced after(WatchEvent event) {
    var version = event.resourceVersion();
    return new Synced(
        store.after(event),
        version,
        event.isBookmark() ? told : version,
        Math.max(newest, version),
        unavailable,
        List.of());
  }
}
