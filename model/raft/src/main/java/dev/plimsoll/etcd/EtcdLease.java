package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Applier;
import dev.plimsoll.etcd.server.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A client has a lease and keeps it alive for a while; leaders change, and the one before may be
/// stuck and not know it.
///
/// Raft is left out: there is one leader, whose entries all members apply at once, but for those
/// that are stuck, which do so later. All clocks run equally fast. What is due at the leader, a
/// checkpoint or a lease to be revoked, is done before time goes on. A new leader prolongs leases
/// by less than the interval between checkpoints, as in practice (one second, five minutes).
///
/// Source: etcd `server/lease/lessor.go` and `server/etcdserver/server.go`, v3.5.33.
///
/// What it leaves out: docs/models/etcd-store.md.
public final class EtcdLease extends EventfulModel {

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE,
    /// A member that was stuck has leases revoked that have expired by its own clock, though
    /// another leads by now (before v3.5.13; etcd-io/etcd#15247): a lease that is kept alive is not
    /// revoked.
    REVOKES_UNCHECKED,
    /// A lease that is kept alive is still counted from its last checkpoint: a lease that is kept
    /// alive is not revoked.
    CHECKPOINT_NOT_CLEARED,
    /// See {@link dev.plimsoll.etcd.lease.Bug#NO_CHECKPOINTS_AFTER_PROMOTION}: a change of leader
    /// prolongs a lease by an interval and an election at most.
    NO_CHECKPOINTS_AFTER_PROMOTION(dev.plimsoll.etcd.lease.Bug.NO_CHECKPOINTS_AFTER_PROMOTION),
    /// See {@link dev.plimsoll.etcd.lease.Bug#CHECKPOINTS_NOT_SAVED}: the same.
    CHECKPOINTS_NOT_SAVED(dev.plimsoll.etcd.lease.Bug.CHECKPOINTS_NOT_SAVED),
    /// A lease may be kept alive when it is due for a checkpoint, which is then not made, nor a
    /// later one (v3.5.33 as well: `findDueScheduledCheckpoints` drops what has all its TTL left):
    /// a change of leader prolongs a lease by an interval and an election at most.
    RENEWED_WHEN_DUE,
    /// The lessor of a new leader is not promoted: in the end the lease ends.
    NOT_PROMOTED;

    private final dev.plimsoll.etcd.lease.Bug ofLessor;

    Bug() {
      this(dev.plimsoll.etcd.lease.Bug.NONE);
    }

    Bug(dev.plimsoll.etcd.lease.Bug ofLessor) {
      this.ofLessor = ofLessor;
    }
  }

  /// How long times are, and how often what happens, at most.
  ///
  /// @param members how many
  /// @param ttl of the lease
  /// @param checkpointInterval after which time what is left of it is checkpointed; above {@link
  ///     #ELECTION}
  /// @param changes of the leader
  /// @param renewals by the client
  /// @param restarts of members that do not lead
  public record Bounds(
      int members, int ttl, int checkpointInterval, int changes, int renewals, int restarts) {}

  /// What the client knows of its lease, and what has become of it.
  ///
  /// @param promised the time for which it was told that the lease lives
  /// @param age the time since it was last kept alive
  /// @param changes of the leader since then
  private record Kept(int promised, int age, int changes) {

    Kept tick(int mostAge) {
      return new Kept(Math.max(0, promised - 1), Math.min(mostAge, age + 1), changes);
    }

    Kept change() {
      return new Kept(promised, age, changes + 1);
    }
  }

  /// The time in which a leader is elected: by it a new leader prolongs leases.
  public static final int ELECTION = 1;

  private static final int LEASE = 1;
  private static final String KEY = "a";

  private final Bounds bounds;
  private final Bug bug;
  private final Applier applier;
  private final Cell<Integer> leader = cell("leader", 0);
  private final Cells<Store> members;
  private final Cells<Optional<List<Request>>> missed;
  private final Cell<Kept> kept;

  /// Members with the lease, of which the first leads.
  public EtcdLease(Bounds bounds, Bug bug) {
    this.bounds = bounds;
    this.bug = bug;
    applier =
        new Applier(
            new Applier.Config(
                new Store.Config(1, dev.plimsoll.etcd.mvcc.Bug.NONE),
                new Lessor.Config(bounds.checkpointInterval(), bug.ofLessor),
                dev.plimsoll.etcd.server.Bug.NONE));
    members =
        cells(
            "member",
            IntStream.range(0, bounds.members()).mapToObj(each -> granted(each == 0)).toList());
    missed = cells("missed by a stuck", bounds.members(), Optional.empty());
    kept = cell("lease", new Kept(bounds.ttl(), 0, 0));

    fair("time passes", this::tick);
    fair("the leader has a lease revoked", this::revoke);
    fair("the leader checkpoints a lease", this::checkpoint);
    rule("a member that was stuck learns who leads", members, this::learn);
    weaklyFairEach("a member that was stuck learns who leads");
    event("another member leads", bounds.changes(), this::change);
    event("the client keeps the lease alive", bounds.renewals(), this::renew);
    event("a member starts again", bounds.restarts(), this::restart);
    declareClaims();
  }

  private void declareClaims() {
    always(
        "a lease that is kept alive is not revoked",
        s -> s.get(kept).promised() == 0 || lease(s).isPresent());
    always(
        "a change of leader prolongs a lease by an interval and an election at most",
        s -> lease(s).filter(lease -> isLong(lease, s.get(kept))).isEmpty());
    eventuallyAlways(
        "in the end the lease ends, and its key with it",
        s -> members.all(s, store -> store.contents().isEmpty()));
    if (bounds.renewals() > 0) {
      sometimes(
          "a lease lives longer than its TTL",
          s ->
              s.get(kept).promised() == 0
                  && lease(s).filter(each -> !each.isExpired()).isPresent());
    }
    if (bounds.changes() > 0) {
      sometimes(
          "a lease is checkpointed, and counted on by another leader",
          s ->
              s.get(kept).changes() > 0
                  && lease(s).filter(each -> each.remainingTtl() > 0).isPresent());
      sometimes(
          "a lease has expired at one that was the leader, and lives",
          s ->
              lease(s).isPresent()
                  && members.any(
                      s, store -> store.lessor().isPrimary() && !store.lessor().expired().isEmpty())
                  && s.get(members.get(s.get(leader))).lessor().expired().isEmpty());
    }
  }

  /// The lease at the leader.
  private Optional<Lease> lease(State s) {
    return s.get(members.get(s.get(leader))).lessor().lookup(LEASE);
  }

  private boolean isLong(Lease lease, Kept so) {
    var allowed = bounds.ttl() + so.changes() * (bounds.checkpointInterval() + ELECTION);
    return lease.expiresIn() != Lease.NEVER && lease.expiresIn() + so.age() > allowed;
  }

  // ---- the log

  private Store granted(boolean leads) {
    var store = leads ? apply(Store.EMPTY, new Request.Empty(), true) : Store.EMPTY;
    var granted = apply(store, new Request.LeaseGrant(LEASE, bounds.ttl()), leads);
    return apply(granted, new Request.Put(KEY, 1, LEASE), leads);
  }

  /// A leader that has applied what begins its term is the primary lessor; `applyEntryNormal`.
  private Store apply(Store store, Request request, boolean leads) {
    var applied = applier.apply(store, request, false).store();
    var isPromoted = leads && request instanceof Request.Empty;
    return isPromoted
        ? applied.with(applied.lessor().promote(ELECTION, applier.config().lessor()))
        : applied;
  }

  private void commit(Transaction tx, Request request) {
    for (var member : members) {
      var behind = tx.get(missed.at(member));
      if (behind.isPresent()) {
        tx.set(
            missed.at(member),
            Optional.of(Stream.concat(behind.get().stream(), Stream.of(request)).toList()));
      } else {
        tx.update(member, store -> apply(store, request, isLeader(tx, member)));
      }
    }
  }

  private boolean isLeader(State s, Cell<Store> member) {
    return s.get(leader) == member.index();
  }

  private Cell<Store> leading(Transaction tx) {
    return members.get(tx.get(leader));
  }

  // ---- what happens

  private void tick(Transaction tx) {
    var lessor = tx.get(leading(tx)).lessor();
    tx.require(lessor.expired().isEmpty() && lessor.due().isEmpty());
    updateLessors(tx, Lessor::tick);
    tx.update(kept, so -> so.tick(bounds.ttl() + (bounds.changes() + 1) * bounds.ttl()));
  }

  private void updateLessors(Transaction tx, UnaryOperator<Lessor> change) {
    members.forEach(member -> tx.update(member, store -> store.with(change.apply(store.lessor()))));
  }

  private void revoke(Transaction tx) {
    var expired = tx.get(leading(tx)).lessor().expired();
    tx.require(!expired.isEmpty());
    commit(tx, new Request.LeaseRevoke(expired.getFirst()));
  }

  private void checkpoint(Transaction tx) {
    var due = tx.get(leading(tx)).lessor().due();
    tx.require(!due.isEmpty());
    var lease = due.getFirst();
    tx.update(leading(tx), store -> store.with(store.lessor().unscheduled(lease.id())));
    if (lease.expiresIn() < lease.ttl()) {
      commit(tx, new Request.LeaseCheckpoint(lease.id(), lease.expiresIn()));
    }
  }

  /// One that is not stuck leads; the one before is stuck, and thinks that it leads.
  private void change(Transaction tx) {
    var old = leading(tx);
    var next =
        tx.choose(
            members.stream()
                .filter(each -> each.index() != old.index())
                .filter(each -> tx.get(missed.at(each)).isEmpty())
                .toList());
    tx.set(leader, next.index());
    tx.set(missed.at(old), Optional.of(List.of()));
    tx.update(kept, Kept::change);
    if (bug != Bug.NOT_PROMOTED) {
      commit(tx, new Request.Empty());
    }
  }

  /// With the mistake, what it wants to have revoked goes to the leader.
  private void learn(Transaction tx, Cell<Store> member) {
    var behind = tx.get(missed.at(member));
    tx.require(behind.isPresent());
    var expired = tx.get(member).lessor().expired();
    tx.update(member, store -> store.with(store.lessor().demote()));
    for (var request : behind.orElseThrow()) {
      tx.update(member, store -> apply(store, request, false));
    }
    tx.set(missed.at(member), Optional.empty());
    if (bug == Bug.REVOKES_UNCHECKED) {
      expired.forEach(lease -> commit(tx, new Request.LeaseRevoke(lease)));
    }
  }

  private void renew(Transaction tx) {
    var lease = lease(tx);
    var lessor = tx.get(leading(tx)).lessor();
    tx.require(lessor.isPrimary());
    tx.require(lessor.due().isEmpty() || bug == Bug.RENEWED_WHEN_DUE);
    tx.require(lease.isPresent() && !lease.get().isExpired());
    if (lease.orElseThrow().remainingTtl() > 0 && bug != Bug.CHECKPOINT_NOT_CLEARED) {
      commit(tx, new Request.LeaseCheckpoint(LEASE, 0));
    }
    tx.update(leading(tx), store -> store.with(store.lessor().renew(LEASE)));
    tx.set(kept, new Kept(bounds.ttl(), 0, 0));
  }

  private void restart(Transaction tx) {
    var member =
        tx.choose(
            members.stream()
                .filter(each -> !isLeader(tx, each) && tx.get(missed.at(each)).isEmpty())
                .toList());
    tx.update(member, store -> Store.restored(store.database(), applier.config().store()));
  }
}
