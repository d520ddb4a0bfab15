package dev.plimsoll.cluster.lease;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// What a candidate does to become the leader and to stay so. An attempt is one step, although it
/// reads the lease and then updates it: the update is refused if the lease has changed in between.
///
/// Source: client-go `tools/leaderelection/leaderelection.go` (`tryAcquireOrRenew`, `renew`),
/// v0.30.
///
/// @param identity of the candidate
/// @param leases of which there is one
/// @param observed the lease as the candidate saw it last
/// @param renewed when the candidate has acquired or renewed the lease, by its clock; empty where
///     it does not lead
/// @param clock what its clock shows
/// @param expiry when it takes the lease of another for expired
public record LeaderElector(
    int identity,
    Resource<Lease> leases,
    Cell<Optional<Observed>> observed,
    Cell<Optional<Integer>> renewed,
    ToIntFunction<State> clock,
    Expiry expiry) {

  /// For how long others leave a lease alone.
  public static final int LEASE_DURATION = 3;

  /// After how long a leader gives up that could not renew.
  public static final int RENEW_DEADLINE = 2;

  private static final int LEASE = 0;

  /// A lease as it was seen.
  ///
  /// @param time when it was first seen so, by the candidate's clock
  public record Observed(Lease lease, int time) {}

  /// What the duration of a lease is counted from.
  public enum Expiry {
    /// When the candidate saw that the lease was renewed.
    OBSERVED_TIME,
    /// When the holder says that it renewed the lease.
    RENEW_TIME
  }

  /// Whether the candidate takes itself for the leader.
  public boolean leads(State state) {
    return state.get(renewed).isPresent();
  }

  /// Looks at the lease, and acquires or renews it if it may.
  public void tryAcquireOrRenew(Transaction tx) {
    var now = clock.applyAsInt(tx);
    var lease = leases.get(tx, LEASE).orElseThrow();
    if (!tx.get(observed).map(Observed::lease).equals(Optional.of(lease))) {
      tx.set(observed, Optional.of(new Observed(lease, now)));
    }
    var mayTake = lease.holder().isEmpty() || lease.isHeldBy(identity) || isExpired(tx, lease, now);
    if (mayTake) {
      var taken = lease.renewedBy(identity, now);
      leases.update(tx, LEASE, lease, taken);
      tx.set(observed, Optional.of(new Observed(taken, now)));
      tx.set(renewed, Optional.of(now));
    }
  }

  private boolean isExpired(State state, Lease lease, int now) {
    var from =
        switch (expiry) {
          case OBSERVED_TIME -> state.get(observed).orElseThrow().time();
          case RENEW_TIME -> lease.renewTime();
        };
    return from + LEASE_DURATION <= now;
  }

  /// Whether it leads and must give up, as it has not renewed the lease for too long.
  public boolean isPastDeadline(State state) {
    return state
        .get(renewed)
        .filter(time -> time + RENEW_DEADLINE <= clock.applyAsInt(state))
        .isPresent();
  }

  /// Gives up the lead; the lease stays as it is.
  public void giveUp(Transaction tx) {
    tx.require(isPastDeadline(tx)).set(renewed, Optional.empty());
  }
}
