package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.stream.Stream;

/// Members apply one log in which rights are given and taken away, and a user writes.
///
/// A write carries the revision of the rights that its member knew; whoever applies it refuses it
/// if that is older than his own, or if the user may not write. So all members have to come to the
/// same end, whatever they have forgotten in a crash or got by a snapshot.
///
/// Source: etcd server/auth/store.go, `isOpPermitted`, `commitRevision` and `Recover`, and
/// server/auth/range_perm_cache.go, v3.5.33.
///
/// What it leaves out: docs/models/etcd-store.md.
public final class EtcdAuth extends Model {

  /// Mistakes to seed, each of which breaks that members at the same index have the same contents.
  public enum Bug {
    /// None.
    NONE,
    /// A change of rights is committed without the index of its entry, and made again after a crash
    /// (before v3.4.8; etcd-io/etcd#11651).
    INDEX_NOT_SAVED,
    /// A member goes by the rights that it knew before it got a snapshot (before
    /// v3.4.22 and v3.5.6; etcd-io/etcd#14571).
    OLD_RIGHTS_AFTER_SNAPSHOT,
    /// A member that was started knows no rights before they change (before v3.4.21
    /// and v3.5.5; etcd-io/etcd#14355).
    NO_RIGHTS_AFTER_START
  }

  /// How far the model goes.
  ///
  /// @param members how many; clients are connected to the first
  /// @param entries how many clients propose
  /// @param crashes crashes, each with a start
  /// @param snapshots how often a member gets the database of another
  public record Bounds(int members, int entries, int crashes, int snapshots) {}

  /// What is proposed.
  private sealed interface Request {
    /// The user may write from now on, or may not.
    record Right(boolean mayWrite) implements Request {}

    /// The user writes.
    ///
    /// @param authRevision of the rights by which the member proposed it
    record Put(int authRevision) implements Request {}
  }

  /// What a member has in its database.
  ///
  /// @param index of the last entry that it is known to have applied
  /// @param authRevision how often rights have changed, and one
  /// @param mayWrite whether the user may write
  /// @param written the indexes of the entries that wrote
  private record Database(int index, int authRevision, boolean mayWrite, List<Integer> written) {
    static final Database EMPTY = new Database(0, 1, false, List.of());

    Database withRight(int newIndex, boolean may) {
      return new Database(newIndex, authRevision + 1, may, written);
    }

    Database at(int newIndex) {
      return new Database(newIndex, authRevision, mayWrite, written);
    }

    Database with(int entry) {
      var all = Stream.concat(written.stream(), Stream.of(entry)).toList();
      return new Database(index, authRevision, mayWrite, all);
    }
  }

  /// A member.
  ///
  /// @param applied the index of the last entry that it has applied
  /// @param rights whether it lets the user write
  private record Member(int applied, Database database, boolean rights) {}

  private final Bounds bounds;
  private final Bug bug;
  private final Cell<List<Request>> log = cell("log", List.of());
  private final Cells<Member> members;
  private final Cells<Database> disks;
  private final Cell<Integer> crashes = cell("crashes", 0);
  private final Cell<Integer> snapshots = cell("snapshots", 0);

  /// Correct members, or such with a mistake.
  public EtcdAuth(Bounds bounds, Bug bug) {
    this.bounds = bounds;
    this.bug = bug;
    members = cells("member", bounds.members(), new Member(0, Database.EMPTY, false));
    disks = cells("disk", bounds.members(), Database.EMPTY);

    rule("a client proposes", this::propose);
    rule("a member applies", members, this::apply);
    rule("a database is committed", members, this::commit);
    if (bounds.crashes() > 0) {
      rule("a member crashes and starts again", members, this::crash);
      sometimes(
          "a member has applied all, in spite of a crash",
          s -> s.get(crashes) > 0 && members.any(s, this::isDone));
    }
    if (bounds.snapshots() > 0) {
      rule("a member gets a snapshot", members.pairs(), this::snapshot);
      sometimes(
          "all members have applied all, in spite of a snapshot",
          s -> s.get(snapshots) > 0 && members.all(s, this::isDone));
    }
    always(
        "members at the same index have the same contents",
        members.pairs(),
        (s, pair) -> agree(s.get(pair.first()), s.get(pair.second())));
    sometimes(
        "a write is made, and one refused",
        s ->
            members.any(
                s,
                member -> {
                  var written = member.database.written.size();
                  return isDone(member) && written > 0 && written < puts(s.get(log));
                }));
  }

  private static boolean agree(Member one, Member other) {
    return one.applied != other.applied || one.database.written.equals(other.database.written);
  }

  private boolean isDone(Member member) {
    return member.applied == bounds.entries();
  }

  private static long puts(List<Request> requests) {
    return requests.stream().filter(Request.Put.class::isInstance).count();
  }

  private void propose(Transaction tx) {
    var entries = tx.get(log);
    tx.require(entries.size() < bounds.entries());
    var known = tx.get(members.getFirst()).database.authRevision;
    var request =
        tx.choose(
            List.<Request>of(
                new Request.Right(true), new Request.Right(false), new Request.Put(known)));
    tx.set(log, Stream.concat(entries.stream(), Stream.of(request)).toList());
  }

  private void apply(Transaction tx, Cell<Member> cell) {
    var member = tx.get(cell);
    var index = member.applied + 1;
    tx.require(index <= tx.get(log).size());
    var database = member.database;
    tx.set(
        cell,
        switch (tx.get(log).get(index - 1)) {
          case Request.Right(var may) -> {
            var saved = bug == Bug.INDEX_NOT_SAVED ? database.index : index;
            yield new Member(index, database.withRight(saved, may), may);
          }
          case Request.Put(var revision) -> {
            var isMade = revision >= database.authRevision && member.rights;
            var after = isMade ? database.with(index) : database;
            yield new Member(index, after.at(index), member.rights);
          }
        });
  }

  private void commit(Transaction tx, Cell<Member> member) {
    var database = tx.get(member).database;
    tx.require(!database.equals(tx.get(disks.at(member))));
    tx.set(disks.at(member), database);
  }

  private void crash(Transaction tx, Cell<Member> member) {
    tx.update(crashes, so -> so + 1).require(tx.get(crashes) <= bounds.crashes());
    var found = tx.get(disks.at(member));
    var rights = bug != Bug.NO_RIGHTS_AFTER_START && found.mayWrite;
    tx.set(member, new Member(found.index, found, rights));
  }

  private void snapshot(Transaction tx, Cells.Pair<Member> pair) {
    tx.update(snapshots, so -> so + 1).require(tx.get(snapshots) <= bounds.snapshots());
    var sent = tx.get(pair.first());
    var before = tx.get(pair.second());
    tx.require(before.applied < sent.applied);
    var rights = bug == Bug.OLD_RIGHTS_AFTER_SNAPSHOT ? before.rights : sent.database.mayWrite;
    var received = sent.database.at(sent.applied);
    tx.set(pair.second(), new Member(sent.applied, received, rights));
    tx.set(disks.at(pair.second()), received);
  }
}
