package dev.plimsoll.etcd.lease;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The leases that a member knows. What the log says is done by all members; time runs at the
/// primary only.
///
/// Leases are not spread over time where many expire at once, and revoked as fast as they do: there
/// is no limit of their rate.
///
/// Source: etcd `server/lease/lessor.go`, `lessor`, v3.5.33.
///
/// @param leases by number, ascending
/// @param isPrimary whether its member leads and has applied what earlier leaders have committed
public record Lessor(List<Lease> leases, boolean isPrimary) {

  /// What a lessor does.
  ///
  /// @param checkpointInterval after which time what is left of a lease is checkpointed
  public record Config(int checkpointInterval, Bug bug) {

    /// Whether a checkpoint is saved; `shouldPersistCheckpoints`.
    public boolean savesCheckpoints() {
      return bug != Bug.CHECKPOINTS_NOT_SAVED;
    }
  }

  /// What there is at first.
  public static final Lessor EMPTY = new Lessor(List.of(), false);

  public Lessor {
    leases = List.copyOf(leases);
  }

  /// The lessor of a member that starts from what it has saved; `initAndRecover`. Keys are attached
  /// afterwards.
  public static Lessor recovered(List<Lease.Saved> saved) {
    return new Lessor(saved.stream().map(Lease::of).toList(), false);
  }

  /// What is saved of them.
  public List<Lease.Saved> saved() {
    return leases.stream().map(Lease::saved).toList();
  }

  /// The lease of the number; `Lookup`.
  public Optional<Lease> lookup(int id) {
    return leases.stream().filter(lease -> lease.id() == id).findFirst();
  }

  /// The number of the lease that a key is attached to; {@link Lease#NONE} for none; `GetLease`.
  public int leaseOf(String key) {
    return leases.stream()
        .filter(lease -> lease.keys().contains(key))
        .mapToInt(Lease::id)
        .findFirst()
        .orElse(Lease.NONE);
  }

  // ---- what the log says

  /// With a lease more, of a number that there is not; `Grant`.
  public Lessor grant(int id, int ttl, Config config) {
    var granted = Lease.of(new Lease.Saved(id, ttl, 0));
    var lease = isPrimary ? granted.refreshed(0).scheduled(config.checkpointInterval) : granted;
    return with(
        Stream.concat(leases.stream(), Stream.of(lease))
            .sorted(Comparator.comparingInt(Lease::id))
            .toList());
  }

  /// Without a lease; its keys are deleted by the store; `Revoke`.
  public Lessor without(int id) {
    return with(leases.stream().filter(lease -> lease.id() != id).toList());
  }

  /// With what was left of a lease; 0 where it was kept alive since; `Checkpoint`. It counts when a
  /// lessor is promoted.
  public Lessor checkpoint(int id, int remainingTtl, Config config) {
    return update(
        id,
        lease -> {
          var checkpointed = lease.withRemainingTtl(remainingTtl);
          return isPrimary ? checkpointed.scheduled(config.checkpointInterval) : checkpointed;
        });
  }

  /// With a key attached to a lease, and to no other; `Attach`. Nothing happens if there is no such
  /// lease.
  public Lessor attach(int id, String key) {
    return lookup(id).isEmpty() ? this : detach(key).update(id, lease -> lease.with(key));
  }

  /// With a key attached to no lease; `Detach`.
  public Lessor detach(String key) {
    return with(leases.stream().map(lease -> lease.without(key)).toList());
  }

  // ---- the primary

  /// Takes over: counts all leases from now on; `Promote`.
  ///
  /// @param extend how much longer they live, as the lessor before may have just renewed them: the
  ///     time in which a leader is elected
  public Lessor promote(int extend, Config config) {
    var schedules = config.bug != Bug.NO_CHECKPOINTS_AFTER_PROMOTION;
    return new Lessor(
        leases.stream()
            .map(lease -> lease.refreshed(extend))
            .map(lease -> schedules ? lease.scheduled(config.checkpointInterval) : lease)
            .toList(),
        true);
  }

  /// Counts no more; `Demote`.
  public Lessor demote() {
    return new Lessor(leases.stream().map(Lease::forever).toList(), false);
  }

  /// Counts a lease from now on, with all its TTL; `Renew`, of a primary, of a lease that has not
  /// expired, and is not checkpointed any more.
  public Lessor renew(int id) {
    return update(id, lease -> lease.refreshed(0));
  }

  /// The leases whose time is over, by number; `findExpiredLeases`.
  public List<Integer> expired() {
    return leases.stream().filter(Lease::isExpired).map(Lease::id).toList();
  }

  /// The leases of which it is time to checkpoint what is left; `findDueScheduledCheckpoints`.
  public List<Lease> due() {
    return leases.stream()
        .filter(lease -> lease.checkpointIn() == 0 && !lease.isExpired())
        .toList();
  }

  /// Without the time at which a lease is to be checkpointed, as it has come.
  public Lessor unscheduled(int id) {
    return update(id, Lease::unscheduled);
  }

  /// A unit of time later.
  public Lessor tick() {
    return with(leases.stream().map(Lease::tick).toList());
  }

  private Lessor update(int id, UnaryOperator<Lease> change) {
    return with(
        leases.stream().map(lease -> lease.id() == id ? change.apply(lease) : lease).toList());
  }

  private Lessor with(List<Lease> newLeases) {
    return new Lessor(newLeases, isPrimary);
  }
}
