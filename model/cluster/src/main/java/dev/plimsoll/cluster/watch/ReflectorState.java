package dev.plimsoll.cluster.watch;

import java.util.ArrayList;
import java.util.List;

/// What a {@link Reflector} knows, and what is on the way to it.
///
/// @param phase what it does
/// @param server the API server that it is connected to
/// @param store what it holds (of a shared informer, the indexer)
/// @param resourceVersion `lastSyncResourceVersion`; 0 for none
/// @param unavailable whether this version was too large for a list
///     (`isLastSyncResourceVersionUnavailable`)
/// @param told the version of the last list or change: without bookmarks it would be at this
/// @param newest the largest `resourceVersion` so far
/// @param tombstones what the last list showed to have gone (`DeletedFinalStateUnknown`)
/// @param stream what the API server has sent
/// @param sent the version of the last change that it sent, or where the watch began
record ReflectorState(
    Phase phase,
    int server,
    Objects store,
    int resourceVersion,
    boolean unavailable,
    int told,
    int newest,
    List<Integer> tombstones,
    List<WatchEvent> stream,
    int sent) {

  /// What it does.
  enum Phase {
    /// It is about to list.
    LIST,
    /// It has asked etcd for a list, by way of the API server.
    LISTING,
    /// It is about to watch.
    WATCH,
    /// It watches.
    WATCHING
  }

  ReflectorState {
    tombstones = List.copyOf(tombstones);
    stream = List.copyOf(stream);
  }

  static ReflectorState initial(Phase phase, int names) {
    return new ReflectorState(
        phase, 0, Objects.none(names), 0, false, 0, 0, List.of(), List.of(), 0);
  }

  boolean isWatching(int at) {
    return phase == Phase.WATCHING && server == at;
  }

  /// Does something else; what was on the way is lost.
  ReflectorState to(Phase next, int toServer) {
    return new ReflectorState(
        next,
        toServer,
        store,
        resourceVersion,
        unavailable,
        told,
        newest,
        tombstones,
        List.of(),
        0);
  }

  /// A list was refused as the version is too large.
  ReflectorState asUnavailable() {
    return new ReflectorState(
        phase, server, store, resourceVersion, true, told, newest, tombstones, stream, sent);
  }

  /// Replaces the store; `syncWith`, delta_fifo.go, `Replace`.
  ReflectorState listed(Objects listed, int version, Bug bug) {
    var gone = store.without(listed);
    var after = listed;
    if (bug == Bug.LIST_WITHOUT_TOMBSTONES) {
      for (var name : gone) {
        after = after.with(name, store.version(name));
      }
    }
    return new ReflectorState(
        Phase.WATCH,
        server,
        after,
        version,
        false,
        version,
        Math.max(newest, version),
        gone,
        List.of(),
        0);
  }

  /// Its watch is begun.
  ReflectorState watching(List<WatchEvent> first, int from) {
    return new ReflectorState(
        Phase.WATCHING,
        server,
        store,
        resourceVersion,
        unavailable,
        told,
        newest,
        tombstones,
        first,
        from);
  }

  /// It is sent an event.
  ReflectorState with(WatchEvent event) {
    var more = new ArrayList<>(stream);
    more.add(event);
    return new ReflectorState(
        phase,
        server,
        store,
        resourceVersion,
        unavailable,
        told,
        newest,
        tombstones,
        more,
        event.isBookmark() ? sent : event.resourceVersion());
  }

  /// It takes in what was sent first; reflector.go, `watchHandler`.
  ReflectorState received() {
    var event = stream.getFirst();
    var version = event.resourceVersion();
    return new ReflectorState(
        phase,
        server,
        store.after(event),
        version,
        unavailable,
        event.isBookmark() ? told : version,
        Math.max(newest, version),
        List.of(),
        stream.subList(1, stream.size()),
        sent);
  }
}
