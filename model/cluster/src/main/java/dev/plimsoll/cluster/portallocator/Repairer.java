package dev.plimsoll.cluster.portallocator;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.portallocator.Repair.Again;
import dev.plimsoll.cluster.portallocator.Repair.Listed;
import dev.plimsoll.cluster.portallocator.Repair.Resting;
import dev.plimsoll.cluster.portallocator.Repair.Snapshot;
import dev.plimsoll.cluster.portallocator.ServiceAllocationModel.Bug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds the bitmap anew from the Services, round by round: `controller/repair.go`, `runOnce`,
/// v1.30.
record Repairer(Etcd etcd, Bug bug) {

  /// In so many rounds a leak is seen before it is freed: `numRepairsBeforeLeakCleanup`.
  private static final int ROUNDS = 3;

  /// So many rounds may fall into the time of a request: the next comes three minutes after the
  /// last, and a request is given up after one minute.
  private static final int MOST_DURING_A_REQUEST = 1;

  /// Begins a round, and reads the bitmap.
  void begin(Transaction tx) {
    tx.require(etcd.repair(), new Resting());
    for (var request : etcd.requests()) {
      tx.require(tx.get(request).begun() < MOST_DURING_A_REQUEST);
      tx.update(request, Request::inAnotherRound);
    }
    read(tx);
  }

  /// Reads the bitmap again in the same round.
  void beginAgain(Transaction tx) {
    tx.require(etcd.repair(), new Again());
    read(tx);
  }

  private void read(Transaction tx) {
    var bitmap = tx.get(etcd.bitmap()).orElse(Bitmap.EMPTY);
    tx.set(etcd.repair(), new Snapshot(Bitmap.Read.of(bitmap)));
  }

  /// Lists the Services, as etcd has them.
  void list(Transaction tx) {
    if (tx.get(etcd.repair()) instanceof Snapshot(var read)) {
      tx.set(etcd.repair(), new Listed(read, etcd.used(tx)));
    } else {
      tx.require(false);
    }
  }

  /// Writes the bitmap: the ports of Services, and those that may be in use soon. If it was written
  /// meanwhile, the round begins again, and has seen nothing.
  void write(Transaction tx) {
    if (!(tx.get(etcd.repair()) instanceof Listed(var read, var used))) {
      tx.require(false);
      return;
    }
    var counts = new ArrayList<>(tx.get(etcd.leaks()));
    var kept = new ArrayList<Integer>();
    for (var port = 0; port < counts.size(); port++) {
      if (used.contains(port)) {
        counts.set(port, Etcd.NO_LEAK);
        if (bug != Bug.REFILLS_NOTHING || read.bitmap().has(port)) {
          kept.add(port);
        }
      } else if (read.bitmap().has(port) && isKept(counts, port)) {
        kept.add(port);
      }
    }
    if (!read.stale() || bug == Bug.COUNTS_CONFLICTS) {
      tx.set(etcd.leaks(), List.copyOf(counts));
    }
    if (read.stale()) {
      tx.set(etcd.repair(), new Again());
    } else {
      etcd.write(tx, Optional.of(new Bitmap(kept)));
      tx.set(etcd.repair(), new Resting());
    }
  }

  /// Whether a port that nobody has is still kept; counts that it was seen.
  private boolean isKept(List<Integer> counts, int port) {
    if (bug == Bug.KEEPS_LEAKS) {
      return true;
    }
    var rounds = bug == Bug.FREES_AT_ONCE ? 1 : ROUNDS;
    var left = counts.get(port) == Etcd.NO_LEAK ? rounds - 1 : counts.get(port);
    counts.set(port, Math.max(0, left - 1));
    return left > 0;
  }
}
