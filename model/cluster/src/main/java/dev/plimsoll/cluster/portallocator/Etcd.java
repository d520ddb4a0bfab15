package dev.plimsoll.cluster.portallocator;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.portallocator.ServiceAllocationModel.Bug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What API servers share: the Services and the bitmap. Who has read one and writes it is told if
/// it was written meanwhile. That a port was seen as a leak is forgotten when it is free.
///
/// @param services by name; empty where there is none
/// @param bitmap empty where it is lost
/// @param requests that are under way, one at each API server
/// @param repair how far the repair is
/// @param leaks by port, how many rounds it is still kept though no Service has it; [#NO_LEAK]
///     where it has not been seen so
record Etcd(
    Cells<Optional<NodePorts>> services,
    Cell<Optional<Bitmap>> bitmap,
    Cells<Request> requests,
    Cell<Repair> repair,
    Cell<List<Integer>> leaks,
    Bug bug) {

  /// A port that has not been seen without a Service.
  static final int NO_LEAK = -1;

  /// Writes the bitmap; what does not change it is no write (`GuaranteedUpdate` of
  /// `storage/etcd3/store.go`).
  void write(Transaction tx, Optional<Bitmap> written) {
    if (!tx.get(bitmap).equals(written)) {
      tx.set(bitmap, written);
      forgetLeaks(tx, written.orElse(Bitmap.EMPTY));
      requests.forEach(request -> tx.update(request, Request::afterBitmap));
      tx.update(repair, Repair::afterBitmap);
    }
  }

  private void forgetLeaks(Transaction tx, Bitmap written) {
    if (bug != Bug.REMEMBERS_LEAKS) {
      var counts = new ArrayList<>(tx.get(leaks));
      for (var port = 0; port < counts.size(); port++) {
        counts.set(port, written.has(port) ? counts.get(port) : NO_LEAK);
      }
      tx.set(leaks, List.copyOf(counts));
    }
  }

  /// Writes a Service, or deletes it.
  void write(Transaction tx, int service, Optional<NodePorts> written) {
    tx.set(services.get(service), written);
    requests.forEach(request -> tx.update(request, it -> it.afterService(service)));
  }

  /// How many rounds of repair are under way: one or none.
  int roundsUnderWay(State state) {
    return state.get(repair) instanceof Repair.Resting ? 0 : 1;
  }

  /// The node ports of all Services, each once, in order.
  List<Integer> used(State state) {
    return services.values(state).stream()
        .flatMap(Optional::stream)
        .map(NodePorts::port)
        .filter(port -> port != NodePorts.NONE)
        .distinct()
        .sorted()
        .toList();
  }

  /// Whether two Services have one node port.
  boolean areAlike(State state, int one, int other) {
    var port = port(state, one);
    return port != NodePorts.NONE && port == port(state, other);
  }

  private int port(State state, int service) {
    return state.get(services.get(service)).map(NodePorts::port).orElse(NodePorts.NONE);
  }
}
