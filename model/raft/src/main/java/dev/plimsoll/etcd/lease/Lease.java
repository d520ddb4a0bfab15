package dev.plimsoll.etcd.lease;

import java.util.List;
import java.util.stream.Stream;

/// A lease as one member knows it. Times are in units of the member's clock.
///
/// Source: etcd `server/lease/lease.go`, `Lease`, v3.5.33.
///
/// @param id above 0
/// @param ttl how long it lives unless it is kept alive, above 0
/// @param remainingTtl what was left of it at the last checkpoint; 0 for none
/// @param keys attached to it, ascending
/// @param expiresIn the time until it expires; {@link #NEVER} unless the lessor is the primary
/// @param checkpointIn the time until what is left of it is checkpointed; {@link #NEVER} where that
///     is not scheduled
public record Lease(
    int id, int ttl, int remainingTtl, List<String> keys, int expiresIn, int checkpointIn) {

  /// The number of no lease; `NoLease`.
  public static final int NONE = 0;
  /// A time that does not come.
  public static final int NEVER = Integer.MAX_VALUE;

  /// What is saved of a lease; etcd `server/lease/leasepb/lease.proto`, `Lease`.
  public record Saved(int id, int ttl, int remainingTtl) {}

  public Lease {
    if (id <= NONE || ttl <= 0 || remainingTtl < 0) {
      throw new IllegalArgumentException(
          "A lease has a number and a TTL above 0 and a remaining TTL from 0 on, not %d, %d and %d"
              .formatted(id, ttl, remainingTtl));
    }
    keys = List.copyOf(keys);
  }

  /// One that has just been granted, or found on disk.
  static Lease of(Saved saved) {
    return new Lease(saved.id, saved.ttl, saved.remainingTtl, List.of(), NEVER, NEVER);
  }

  /// What is saved of it.
  public Saved saved() {
    return new Saved(id, ttl, remainingTtl);
  }

  /// Whether its time is over.
  public boolean isExpired() {
    return expiresIn <= 0;
  }

  /// How long it lives from now on if it is counted from the last checkpoint; `getRemainingTTL`.
  int toLive() {
    return remainingTtl > 0 ? remainingTtl : ttl;
  }

  Lease with(String key) {
    return keys.contains(key)
        ? this
        : withKeys(Stream.concat(keys.stream(), Stream.of(key)).sorted().toList());
  }

  Lease without(String key) {
    return withKeys(keys.stream().filter(each -> !each.equals(key)).toList());
  }

  private Lease withKeys(List<String> newKeys) {
    return new Lease(id, ttl, remainingTtl, newKeys, expiresIn, checkpointIn);
  }

  Lease withRemainingTtl(int newRemainingTtl) {
    return new Lease(id, ttl, newRemainingTtl, keys, expiresIn, checkpointIn);
  }

  /// Counts it from now on; `refresh`.
  ///
  /// @param extend how much longer than its TTL
  Lease refreshed(int extend) {
    return new Lease(id, ttl, remainingTtl, keys, toLive() + extend, checkpointIn);
  }

  /// Does not count it any more; `forever`.
  Lease forever() {
    return new Lease(id, ttl, remainingTtl, keys, NEVER, NEVER);
  }

  /// Has it checkpointed in a while if it lives longer; `scheduleCheckpointIfNeeded`. One that is
  /// scheduled stays so.
  Lease scheduled(int checkpointInterval) {
    return toLive() > checkpointInterval && checkpointIn == NEVER
        ? new Lease(id, ttl, remainingTtl, keys, expiresIn, checkpointInterval)
        : this;
  }

  Lease unscheduled() {
    return new Lease(id, ttl, remainingTtl, keys, expiresIn, NEVER);
  }

  Lease tick() {
    return new Lease(id, ttl, remainingTtl, keys, after(expiresIn), after(checkpointIn));
  }

  private static int after(int time) {
    return time == NEVER ? NEVER : Math.max(0, time - 1);
  }
}
