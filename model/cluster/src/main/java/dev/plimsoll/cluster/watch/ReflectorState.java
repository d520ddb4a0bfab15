package dev.plimsoll.cluster.watch;

import java.util.ArrayList;
import java.util.List;

/// A {@link Reflector}, and what is on the way to it.
///
/// @param phase what it does
/// @param server the API server that it is connected to
/// @param stream what the API server has sent
/// @param sent the version of the last change that it has sent, or where the watch began
record ReflectorState(Phase phase, int server, Synced synced, List<WatchEvent> stream, int sent) {

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
    stream = List.copyOf(stream);
  }

  static ReflectorState initial(Phase phase, int names) {
    return new ReflectorState(phase, 0, Synced.nothing(names), List.of(), 0);
  }

  int resourceVersion() {
    return synced.resourceVersion();
  }

  boolean isWatching(int at) {
    return phase == Phase.WATCHING && server == at;
  }

  /// Does something else; what was on the way is lost.
  ReflectorState to(Phase next, int toServer) {
    return new ReflectorState(next, toServer, synced, List.of(), 0);
  }

  /// Lists again, from etcd.
  ReflectorState asUnavailable() {
    return new ReflectorState(phase, server, synced.asUnavailable(), stream, sent);
  }

  /// Has listed.
  ReflectorState listed(Objects listed, int version, Bug bug) {
    return new ReflectorState(
        Phase.WATCH, server, synced.listed(listed, version, bug), List.of(), 0);
  }

  /// Watches.
  ReflectorState watching(List<WatchEvent> first, int from) {
    return new ReflectorState(Phase.WATCHING, server, synced, first, from);
  }

  /// Is sent an event.
  ReflectorState with(WatchEvent event) {
    var more = new ArrayList<>(stream);
    more.add(event);
    var last = event.isBookmark() ? sent : event.resourceVersion();
    return new ReflectorState(phase, server, synced, more, last);
  }

  /// Takes in what was sent first.
  ReflectorState received() {
    var rest = stream.subList(1, stream.size());
    return new ReflectorState(phase, server, synced.after(stream.getFirst()), rest, sent);
  }
}
