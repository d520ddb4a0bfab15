package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Symmetry;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.Optional;

/// What one API server knows of the objects of one kind: what etcd has told it by now.
///
/// Source: `staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go`, v1.30.
///
/// @param <T> the kind
public final class WatchCache<T extends ApiObject<T>> implements Source<T> {

  private final int server;
  private final Cells<Optional<T>> known;
  private final Queue<Change<T>> changes;

  /// @param server the number of the API server
  /// @param known by name
  /// @param changes on the way from etcd
  public WatchCache(int server, Cells<Optional<T>> known, Queue<Change<T>> changes) {
    this.server = server;
    this.known = known;
    this.changes = changes;
  }

  @Override
  public int names() {
    return known.size();
  }

  @Override
  public Optional<T> get(State state, int name) {
    return state.get(known.get(name));
  }

  /// Says that names can be exchanged.
  public void areGenerated(Symmetry names) {
    names.owning(known).renaming(changes, Change::named);
  }

  void send(Transaction tx, Change<T> change) {
    tx.send(changes, change);
  }

  /// Takes in the next change from etcd, and tells those who watch.
  public void receive(Transaction tx, List<? extends Subscriber<T>> subscribers) {
    var change = tx.receive(changes);
    var before = get(tx, change.name());
    tx.set(known.get(change.name()), change.object());
    for (var subscriber : subscribers) {
      if (subscriber.server(tx) == server) {
        subscriber.send(tx, before, change);
      }
    }
  }
}
