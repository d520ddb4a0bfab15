package dev.plimsoll.cluster.election;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.election.LeaderElectionModel.Bug;
import dev.plimsoll.cluster.lease.LeaderElector;
import dev.plimsoll.cluster.lease.Lease;
import java.util.Optional;

/// A process that leads or would like to.
///
/// @param read the lease that it is about to update
/// @param due whether it has yet to look at the lease in this unit of time
/// @param stop how far it is with stopping
/// @param trouble that it has in this unit of time
/// @param changes how often the holder of the lease has changed
record Candidate(
    Component process,
    LeaderElector elector,
    Resource<Lease> leases,
    Cell<Optional<Lease>> read,
    Cell<Boolean> due,
    Cell<Stop> stop,
    Cell<Trouble> trouble,
    Cell<Integer> changes,
    Bug bug) {

  /// How far a process is that stops.
  enum Stop {
    /// It does not.
    NO,
    /// It is to give the lease back.
    RELEASE,
    /// It is to exit.
    EXIT
  }

  /// What befalls a process for a unit of time.
  enum Trouble {
    NONE,
    /// It does nothing, and does not notice.
    PAUSED,
    /// It does not reach the API server.
    CUT_OFF
  }

  /// Looks at the lease, as it does every `RetryPeriod`.
  void look(Transaction tx) {
    awake(tx).require(due, true).require(stop, Stop.NO).require(read, Optional.empty());
    tx.set(due, false);
    if (isReachable(tx)) {
      tx.set(read, elector.look(tx));
    }
  }

  /// Updates the lease that it has looked at.
  void update(Transaction tx) {
    awake(tx).require(tx.get(read).isPresent()).require(stop, Stop.NO);
    if (isReachable(tx)) {
      var held = leases.get(tx, 0).orElseThrow();
      var seen = bug == Bug.UPDATES_ANYHOW ? held : tx.get(read).orElseThrow();
      var outcome = elector.update(tx, seen);
      if (outcome == Outcome.OK && !held.isHeldBy(elector.identity())) {
        tx.update(changes, times -> times + 1);
        if (bug == Bug.DOES_NOT_COUNT) {
          leases.patch(tx, 0, lease -> lease.withTransitions(held.transitions()));
        }
      }
    }
    tx.set(read, Optional.empty());
  }

  /// Stops leading, and exits, as it could not renew the lease.
  void giveUp(Transaction tx) {
    awake(tx).require(bug != Bug.HAS_NO_DEADLINE);
    elector.giveUp(tx);
    process.restart(tx);
  }

  /// Is asked to stop while it leads.
  void cancel(Transaction tx) {
    awake(tx).require(elector.leads(tx)).require(stop, Stop.NO);
    tx.set(stop, Stop.RELEASE).set(read, Optional.empty());
    if (bug != Bug.RELEASES_FIRST) {
      tx.set(elector.renewed(), Optional.empty());
    }
  }

  /// Gives the lease back.
  void release(Transaction tx) {
    awake(tx).require(stop, Stop.RELEASE).set(stop, Stop.EXIT);
    if (isReachable(tx)) {
      elector.release(tx);
    }
  }

  /// Exits after it was asked to stop; it is started again.
  void exit(Transaction tx) {
    awake(tx).require(stop, Stop.EXIT);
    process.restart(tx);
  }

  /// Whether it has done what it does in a unit of time.
  boolean isIdle(State state) {
    return isPaused(state)
        || (!state.get(due)
            && state.get(read).isEmpty()
            && state.get(stop) == Stop.NO
            && (bug == Bug.HAS_NO_DEADLINE || !elector.isPastDeadline(state)));
  }

  /// Whether it is to look at the lease in the next unit of time.
  boolean isToLook(State state) {
    return bug != Bug.LOOKS_ONCE || state.get(due) || elector.leads(state);
  }

  /// Whether it pauses.
  boolean isPaused(State state) {
    return state.get(trouble) == Trouble.PAUSED;
  }

  private boolean isReachable(State state) {
    return state.get(trouble) != Trouble.CUT_OFF;
  }

  private Transaction awake(Transaction tx) {
    return tx.require(!isPaused(tx));
  }
}
