package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import java.util.List;

/// Who the members of a cluster are is kept twice: in the store of v2, by which v3.5 goes, and in
/// that of v3, by which v3.6 goes. A learner is added and promoted, members get snapshots of each
/// other, and are updated one after another.
///
/// Source: etcd server/etcdserver/api/membership/cluster.go, `AddMember` and `PromoteMember`, and
/// server/etcdserver/server.go, `NewServer` and `applySnapshot`, v3.5.33.
///
/// What it leaves out: docs/models/etcd-store.md.
public final class EtcdUpgrade extends Model {

  /// Mistakes to seed, each of which breaks that members of v3.6 know who votes.
  public enum Bug {
    /// None.
    NONE,
    /// A member that exists is not written to the store of v3 once more, so that it stays a learner
    /// there, and no later version makes up for that (v3.5.1 to v3.5.19; etcd-io/etcd#19557).
    PROMOTION_NOT_SAVED,
    /// The later version makes up for that when it starts, but not when it gets a snapshot of an
    /// earlier one (v3.5.20 to v3.5.23; etcd-io/etcd#20793).
    SNAPSHOT_NOT_MENDED
  }

  /// What a member runs.
  private enum Version {
    /// Up to v3.5.19: does not write a promotion to the store of v3.
    FIRST,
    /// v3.5.20 and later: writes it, and makes up for what the first did not.
    LATER,
    /// v3.6, which goes by the store of v3.
    NEXT
  }

  /// What the server that is added is.
  private enum Role {
    ABSENT,
    LEARNER,
    VOTER
  }

  /// A member.
  ///
  /// @param applied how many changes of membership it has applied
  /// @param v2 what the server is by the store of v2
  /// @param v3 what it is by the store of v3
  private record Member(Version version, int applied, Role v2, Role v3) {

    Member with(Version changed) {
      return new Member(changed, applied, v2, v3);
    }

    /// With the stores of another.
    Member with(Member sent) {
      return new Member(version, sent.applied, sent.v2, sent.v3);
    }

    /// With what the store of v2 says in both.
    Member mended() {
      return new Member(version, applied, v2, v2);
    }
  }

  /// The changes of membership, in the order of the log.
  private static final List<Role> CHANGES = List.of(Role.LEARNER, Role.VOTER);

  private final Bug bug;
  private final Cells<Member> members;

  /// A cluster of some members to which another is added.
  public EtcdUpgrade(int members, Bug bug) {
    this.bug = bug;
    this.members = cells("member", members, new Member(Version.FIRST, 0, Role.ABSENT, Role.ABSENT));

    rule("a member applies a change of membership", this.members, this::apply);
    rule("a member gets a snapshot", this.members.pairs(), this::snapshot);
    rule("a member is updated", this.members, this::update);
    always(
        "a member of v3.6 knows who votes",
        this.members,
        (s, cell) -> {
          var member = s.get(cell);
          return member.version != Version.NEXT || member.v3 == role(member.applied);
        });
    sometimes(
        "all members are updated, and the learner is promoted",
        s ->
            this.members.all(
                s, member -> member.version == Version.NEXT && member.applied == CHANGES.size()));
    sometimes(
        "stores differ until a member is updated",
        s -> this.members.any(s, member -> !member.v2.equals(member.v3)));
  }

  /// What the server is after so many changes.
  private static Role role(int applied) {
    return applied == 0 ? Role.ABSENT : CHANGES.get(applied - 1);
  }

  private void apply(Transaction tx, Cell<Member> cell) {
    var member = tx.get(cell);
    tx.require(member.applied < CHANGES.size());
    var role = CHANGES.get(member.applied);
    var isSaved = member.version != Version.FIRST || member.v3 == Role.ABSENT;
    tx.set(cell, new Member(member.version, member.applied + 1, role, isSaved ? role : member.v3));
  }

  private void snapshot(Transaction tx, Cells.Pair<Member> pair) {
    var sent = tx.get(pair.first());
    var before = tx.get(pair.second());
    tx.require(before.applied < sent.applied);
    var received = before.with(sent);
    var isMended = before.version != Version.FIRST && bug == Bug.NONE;
    tx.set(pair.second(), isMended ? received.mended() : received);
  }

  /// Versions are not left out, and all members have one before any has the one after it.
  private void update(Transaction tx, Cell<Member> cell) {
    var member = tx.get(cell);
    tx.require(member.version != Version.NEXT);
    var version = member.version == Version.FIRST ? Version.LATER : Version.NEXT;
    tx.require(
        members.stream().allMatch(each -> tx.get(each).version.compareTo(member.version) >= 0));
    var isMended = version == Version.LATER && bug != Bug.PROMOTION_NOT_SAVED;
    var updated = member.with(version);
    tx.set(cell, isMended ? updated.mended() : updated);
  }
}
