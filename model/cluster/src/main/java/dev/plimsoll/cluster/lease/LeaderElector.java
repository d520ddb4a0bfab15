package dev.plimsoll.cluster.lease;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import java.util.Optional;

/// What a candidate does to become the leader and to stay so. An attempt reads the lease and then
/// updates it: the update is refused if the lease has changed in between.
///
/// Source: client-go `tools/leaderelection/leaderelection.go` (`tryAcquireOrRenew`, `renew`,
/// `release`), v0.30.
///
/// @param identity of the candidate
/// @param leases of which there is one
/// @param observed the lease as the candidate saw it last
/// @param renewed when the candidate has acquired or renewed the lease, by its clock; empty where
///     it does not lead
/// @param clock what its clock shows
/// @param expiry when it takes the lease of another for expired
/// @param timing for how long a lease and a lead last
public record LeaderElector(
    int identity,
    Resource<Lease> leases,
    Cell<Optional<Observed>> observed,
    Cell<Optional<Integer>> renewed,
    Clock clock,
    Expiry expiry,
    Timing timing) {

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

  /// For how long a lease and a lead last.
  ///
  /// @param leaseDuration for how long others leave a lease alone
  /// @param renewDeadline after how long a leader gives up that could not renew
  public record Timing(int leaseDuration, int renewDeadline) {}

  /// What a candidate measures time with.
  @FunctionalInterface
  public interface Clock {

    /// What it shows.
    int now(State state);

    /// How long ago it has shown a time.
    default int since(State state, int time) {
      return now(state) - time;
    }
  }

  /// A candidate with the usual times.
  public LeaderElector(
      int identity,
      Resource<Lease> leases,
      Cell<Optional<Observed>> observed,
      Cell<Optional<Integer>> renewed,
      Clock clock,
      Expiry expiry) {
    this(
        identity,
        leases,
        observed,
        renewed,
        clock,
        expiry,
        new Timing(LEASE_DURATION, RENEW_DEADLINE));
  }

  /// Whether the candidate takes itself for the leader.
  public boolean leads(State state) {
    return state.get(renewed).isPresent();
  }

  /// Looks at the lease, and acquires or renews it if it may.
  public void tryAcquireOrRenew(Transaction tx) {
    look(tx).ifPresent(lease -> update(tx, lease));
  }

  /// Looks at the lease.
  ///
  /// @return the lease if the candidate may acquire or renew it
  public Optional<Lease> look(Transaction tx) {
    var now = clock.now(tx);
    var lease = leases.get(tx, LEASE).orElseThrow();
    if (!tx.get(observed).map(Observed::lease).equals(Optional.of(lease))) {
      tx.set(observed, Optional.of(new Observed(lease, now)));
    }
    var mayTake = lease.holder().isEmpty() || lease.isHeldBy(identity) || isExpired(tx, lease);
    return mayTake ? Optional.of(lease) : Optional.empty();
  }

  private boolean isExpired(State state, Lease lease) {
    var from =
        switch (expiry) {
          case OBSERVED_TIME -> state.get(observed).orElseThrow().time();
          case RENEW_TIME -> lease.renewTime();
        };
    return clock.since(state, from) >= timing.leaseDuration();
  }

  /// Acquires or renews the lease, unless it has changed since it was looked at.
  public Outcome update(Transaction tx, Lease read) {
    var now = clock.now(tx);
    var taken = read.renewedBy(identity, now);
    var outcome = leases.update(tx, LEASE, read, taken);
    if (outcome == Outcome.OK) {
      tx.set(observed, Optional.of(new Observed(taken, now)));
      tx.set(renewed, Optional.of(now));
    }
    return outcome;
  }

  /// Gives the lease back if it is still as the candidate has seen it last (`ReleaseOnCancel`).
  public void release(Transaction tx) {
    var read = tx.get(observed).orElseThrow().lease();
    leases.update(tx, LEASE, read, read.released(clock.now(tx)));
  }

  /// Whether it leads and must give up, as it has not renewed the lease for too long.
  public boolean isPastDeadline(State state) {
    return state
        .get(renewed)
        .filter(time -> clock.since(state, time) >= timing.renewDeadline())
        .isPresent();
  }

  /// Gives up the lead; the lease stays as it is.
  public void giveUp(Transaction tx) {
    tx.require(isPastDeadline(tx)).set(renewed, Optional.empty());
  }
}
