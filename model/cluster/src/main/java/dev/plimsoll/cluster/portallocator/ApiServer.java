package dev.plimsoll.cluster.portallocator;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.portallocator.Request.Allocate;
import dev.plimsoll.cluster.portallocator.Request.Choice;
import dev.plimsoll.cluster.portallocator.Request.Release;
import dev.plimsoll.cluster.portallocator.Request.Wish;
import dev.plimsoll.cluster.portallocator.Request.Write;
import dev.plimsoll.cluster.portallocator.ServiceAllocationModel.Bug;
import java.util.List;
import java.util.Optional;

/// An API server that serves one request at a time.
///
/// Source: `storage/alloc.go`, `allocateCreate`, `txnUpdateNodePorts`,
/// `releaseAllocatedResources`; `portallocator/operation.go`; `allocator/storage/storage.go`,
/// `tryUpdate`; v1.30.
record ApiServer(Etcd etcd, Cell<Request> request, AllocationRange range, Bug bug) {

  private static final Request.None NONE = new Request.None();

  /// A user asks for a Service with a port, or with another port.
  ///
  /// @param chosen the port; empty for any
  void allocate(Transaction tx, Wish wish, Optional<Integer> chosen) {
    tx.require(request, NONE);
    tx.set(request, new Allocate(wish, chosen, Optional.empty(), etcd.roundsUnderWay(tx)));
  }

  /// A user asks for a Service without a port of its own, or for none.
  void write(Transaction tx, Wish wish) {
    tx.require(request, NONE);
    tx.set(request, new Write(wish, NodePorts.NONE, false, etcd.roundsUnderWay(tx)));
  }

  /// Whether it has nothing to do.
  boolean isIdle(State state) {
    return state.get(request).equals(NONE);
  }

  /// Reads the bitmap, and picks a port that is free in it. A request for one that is not, or is
  /// not of the range, is refused; so is any as long as there is no bitmap.
  void readBitmap(Transaction tx) {
    var given = tx.get(request);
    var bitmap = tx.get(etcd.bitmap()).or(() -> missing());
    switch (given) {
      case Allocate(var wish, var chosen, var read, var rounds) when read.isEmpty() -> {
        var ports = bitmap.map(it -> ports(it, chosen)).orElse(List.of());
        if (ports.isEmpty()) {
          tx.set(request, NONE);
        } else {
          var port = tx.choose(ports);
          var choice = new Choice(Bitmap.Read.of(bitmap.orElseThrow()), port);
          tx.set(request, new Allocate(wish, chosen, Optional.of(choice), rounds));
        }
      }
      case Release(var port, var read, var rounds) when read.isEmpty() ->
          tx.set(
              request,
              bitmap.isEmpty() ? NONE : new Release(port, bitmap.map(Bitmap.Read::of), rounds));
      case Request.None _, Allocate _, Write _, Release _ -> tx.require(false);
    }
  }

  private Optional<Bitmap> missing() {
    return bug == Bug.ALLOCATES_WITHOUT_BITMAP ? Optional.of(Bitmap.EMPTY) : Optional.empty();
  }

  private List<Integer> ports(Bitmap bitmap, Optional<Integer> chosen) {
    if (chosen.isEmpty()) {
      return bug == Bug.IGNORES_BAND ? range.free(bitmap::has) : range.candidates(bitmap::has);
    }
    var port = chosen.get();
    var isAllowed = range.contains(port) || bug == Bug.IGNORES_RANGE;
    return isAllowed && !bitmap.has(port) ? List.of(port) : List.of();
  }

  /// Writes the bitmap that it has read, with its port taken or freed; if it was written meanwhile,
  /// all begins again.
  void writeBitmap(Transaction tx) {
    switch (tx.get(request)) {
      case Allocate(var wish, var chosen, var read, var rounds) when read.isPresent() -> {
        var choice = read.get();
        if (isRefused(choice.read())) {
          tx.set(request, new Allocate(wish, chosen, Optional.empty(), rounds));
        } else {
          etcd.write(tx, Optional.of(taken(wish, choice)));
          tx.set(request, new Write(wish, choice.port(), false, rounds));
        }
      }
      case Release(var port, var read, var rounds) when read.isPresent() -> {
        if (isRefused(read.get())) {
          tx.set(request, new Release(port, Optional.empty(), rounds));
        } else {
          etcd.write(tx, Optional.of(read.get().bitmap().without(port)));
          tx.set(request, NONE);
        }
      }
      case Request.None _, Allocate _, Write _, Release _ -> tx.require(false);
    }
  }

  private boolean isRefused(Bitmap.Read read) {
    return read.stale() && bug != Bug.OVERWRITES;
  }

  private Bitmap taken(Wish wish, Choice choice) {
    var taken = choice.read().bitmap().with(choice.port());
    return bug == Bug.RELEASES_EARLY ? taken.without(wish.oldPort()) : taken;
  }

  /// Writes the Service as it is to be, or deletes it, if it is as it was read; then the port is
  /// freed that it does not have any more. Else the one is freed that was taken for it.
  void writeService(Transaction tx) {
    if (!(tx.get(request) instanceof Write(var wish, var allocated, var overtaken, var rounds))) {
      tx.require(false);
      return;
    }
    var stored = tx.get(etcd.services().get(wish.service()));
    if (overtaken || stored.isPresent() != wish.before().isPresent()) {
      tx.set(request, release(allocated, rounds));
      return;
    }
    var written =
        wish.after()
            .map(it -> allocated == NodePorts.NONE ? it : new NodePorts(allocated, it.alsoUdp()));
    etcd.write(tx, wish.service(), written);
    tx.set(request, release(released(wish, written), rounds));
  }

  /// The port that a Service has no more. One that it has for another protocol it still has.
  private int released(Wish wish, Optional<NodePorts> written) {
    var old = wish.oldPort();
    var isKept = written.filter(it -> it.has(old)).isPresent();
    var dropsUdp =
        wish.before().filter(NodePorts::alsoUdp).isPresent()
            && written.filter(it -> !it.alsoUdp()).isPresent();
    return isKept && !(bug == Bug.RELEASES_BY_PROTOCOL && dropsUdp) ? NodePorts.NONE : old;
  }

  private static Request release(int port, int rounds) {
    return port == NodePorts.NONE ? NONE : new Release(port, Optional.empty(), rounds);
  }

  /// Dies, and is started again: what it was about is not done.
  void crash(Transaction tx) {
    tx.require(!tx.get(request).equals(NONE)).set(request, NONE);
  }
}
