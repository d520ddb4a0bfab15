package dev.plimsoll.cluster.incident.missed;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A client lists from etcd and watches from there on, through an API server whose watch cache was
/// filled a little later: the change in between is in neither.
///
/// Each write makes one more object, so that objects are numbered by the version that made them.
///
/// Source: `staging/src/k8s.io/apiserver/pkg/storage/watch_cache.go`,
/// `GetAllEventsSinceThreadUnsafe`, v1.7. Left out: watches from a version that the cache has not
/// come to yet.
final class WatchFromBeforeTheCache extends ClusterModel {

  /// How many changes the cache keeps, in order to answer watches from the past.
  private static final int CAPACITY = 1;

  /// What the API server keeps of the objects.
  ///
  /// @param version of the newest change that it knows
  /// @param changes how many of the newest it has kept; none when it has just been filled by a list
  record Cache(int version, int changes) {

    /// The oldest change that a watch can be told of.
    int oldest(boolean fixed) {
      if (changes > 0) {
        return version - changes + 1;
      }
      return fixed ? version + 1 : version;
    }

    Cache withNext() {
      return new Cache(version + 1, Math.min(changes + 1, CAPACITY));
    }
  }

  /// What a client knows.
  ///
  /// @param version of the list, or of the last change that it was told of
  /// @param objects ascending
  record Known(int version, List<Integer> objects) {

    Known {
      objects = List.copyOf(objects);
    }

    static Known listed(int version) {
      return new Known(version, upTo(version));
    }

    Known with(int object) {
      return new Known(object, Stream.concat(objects.stream(), Stream.of(object)).toList());
    }

    boolean isComplete() {
      return objects.equals(upTo(version));
    }

    private static List<Integer> upTo(int version) {
      return IntStream.rangeClosed(1, version).boxed().toList();
    }
  }

  private final boolean fixed;
  private final Cell<Integer> stored = cell("version of etcd", 0);
  private final Cell<Optional<Cache>> cache = cell("watch cache", Optional.empty());
  private final Cell<Optional<Known>> known = cell("known to the client", Optional.empty());
  private final Cell<Boolean> watching = cell("client watches", false);
  private final Queue<Integer> changes = queue("changes to the client", Integer.class, 2);

  /// @param fixed whether an empty cache refuses a watch from before its own version
  WatchFromBeforeTheCache(boolean fixed) {
    super(1, 1);
    this.fixed = fixed;
    var server = component("apiserver");
    step(server, "fill the watch cache", this::fill);
    step(server, "take in a change", this::takeIn);
    var client = component("client");
    step(client, "list", this::list);
    step(client, "watch", this::watch);
    step(client, "list again", this::listAgain);
    step(
        client,
        "take in a change",
        tx -> {
          var change = tx.receive(changes);
          tx.update(known, before -> before.map(each -> each.with(change)));
        });
    event("somebody creates an object", 2, tx -> tx.update(stored, version -> version + 1));
    event("apiserver is restarted", 1, this::restart);

    always(
        "a client has seen every object up to the version that it is at",
        s -> s.get(known).map(Known::isComplete).orElse(true));
    sometimes("a watch tells of all", s -> s.get(watching) && hasSeenAll(s.get(known)));
  }

  private static boolean hasSeenAll(Optional<Known> known) {
    return known.isPresent() && known.get().version() == 2;
  }

  private void fill(Transaction tx) {
    tx.require(cache, Optional.empty());
    tx.set(cache, Optional.of(new Cache(tx.get(stored), 0)));
  }

  private void takeIn(Transaction tx) {
    var held = tx.get(cache);
    tx.require(held.isPresent() && held.get().version() < tx.get(stored));
    var after = held.get().withNext();
    tx.set(cache, Optional.of(after));
    if (tx.get(watching)) {
      tx.send(changes, after.version());
    }
  }

  /// Lists what etcd holds: so do clients that ask for it, and all while the cache is not filled.
  private void list(Transaction tx) {
    tx.require(known, Optional.empty());
    tx.set(known, Optional.of(Known.listed(tx.get(stored))));
  }

  /// Watches from the version that the client is at.
  private void watch(Transaction tx) {
    var held = watched(tx);
    var from = version(tx);
    tx.require(from <= held.version() && from >= held.oldest(fixed) - 1);
    tx.set(watching, true);
    if (held.changes() > 0) {
      for (var change = from + 1; change <= held.version(); change++) {
        tx.send(changes, change);
      }
    }
  }

  /// A watch is refused, as the API server cannot tell of all that came after the version.
  private void listAgain(Transaction tx) {
    tx.require(version(tx) < watched(tx).oldest(fixed) - 1);
    tx.set(known, Optional.of(Known.listed(tx.get(stored))));
  }

  private Cache watched(Transaction tx) {
    tx.require(watching, false);
    var held = tx.get(cache);
    tx.require(held.isPresent());
    return held.orElseThrow();
  }

  private int version(Transaction tx) {
    var at = tx.get(known);
    tx.require(at.isPresent());
    return at.orElseThrow().version();
  }

  private void restart(Transaction tx) {
    tx.set(cache, Optional.empty()).set(watching, false);
    while (tx.size(changes) > 0) {
      tx.receive(changes);
    }
  }
}
