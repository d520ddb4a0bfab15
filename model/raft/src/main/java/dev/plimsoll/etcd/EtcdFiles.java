package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.stream.Stream;

/// The files of a member of etcd that gets snapshots of the leader: Raft notes that a snapshot has
/// come and goes on, and the member, which applies what has come in its own time, makes the file of
/// the snapshot its database. Meanwhile it may be defragmented, or started again.
///
/// The content of a file stands for the index of the last entry in it.
///
/// Source: etcd server/etcdserver/server.go, `applySnapshot` and `Defragment`, server/storage/
/// backend.go, `RecoverSnapshotBackend`, and server/etcdserver/api/snap/snapshotter.go,
/// `ReleaseSnapDBs`, v3.6.
///
/// What it leaves out: docs/models/etcd-store.md.
public final class EtcdFiles extends EventfulModel {

  /// Mistakes to seed, each of which breaks that no member panics.
  public enum Bug {
    /// None.
    NONE,
    /// A snapshot that has come takes the files of earlier ones away, applied or not, as it is at
    /// c34dc7e (etcd-io/etcd#18055; PR 22046 would repair it).
    RELEASED_UNAPPLIED,
    /// The database that is about to be replaced may be defragmented, which puts it in the place of
    /// the new one (before v3.5.23 and v3.6.5; etcd-io/etcd#20271).
    DEFRAGMENTED_WHILE_REPLACED
  }

  /// How far the model goes.
  ///
  /// @param snapshots how many snapshots come
  /// @param defragmentations how often the member is defragmented
  /// @param restarts how often it is started again
  public record Bounds(int snapshots, int defragmentations, int restarts) {}

  /// What is on disk.
  ///
  /// @param database what is in the database, by its name
  /// @param snapshots the files of snapshots, ascending
  /// @param noted the last snapshot in the write-ahead log; 0 for none
  private record Disk(int database, List<Integer> snapshots, int noted) {

    Disk with(int changed) {
      return new Disk(changed, snapshots, noted);
    }

    /// With the file of a snapshot as the database.
    Disk replaced(int snapshot) {
      return new Disk(
          snapshot, snapshots.stream().filter(each -> each != snapshot).toList(), noted);
    }
  }

  /// The process.
  ///
  /// @param database what is in the database that it uses
  /// @param waiting snapshots that have come and are not applied, in order
  /// @param opened what is in the database that it is about to use; 0 for none
  private record Server(int database, List<Integer> waiting, int opened) {}

  private static final int NONE = 0;
  private static final int FIRST = 1;

  private final Bug bug;
  private final Cell<Disk> disk = cell("disk", new Disk(FIRST, List.of(), NONE));
  private final Cell<Server> server = cell("server", new Server(FIRST, List.of(), NONE));
  private final Cell<Boolean> panicked = cell("panicked", false);

  /// A member that keeps its files right, or with a mistake.
  public EtcdFiles(Bounds bounds, Bug bug) {
    this.bug = bug;
    event("a snapshot comes", bounds.snapshots(), this::receive);
    rule("the database of a snapshot is opened", this::open);
    rule("it is used in place of the one before", this::use);
    event("the member is defragmented", bounds.defragmentations(), this::defragment);
    event("the member is started again", bounds.restarts(), this::restart);
    never("no member panics", s -> s.get(panicked));
    sometimes("two snapshots wait", s -> s.get(server).waiting.size() > 1);
    sometimes(
        "the member has all that has come",
        s -> s.get(server).database == FIRST + bounds.snapshots());
  }

  private void receive(Transaction tx) {
    tx.require(panicked, false);
    var before = tx.get(disk);
    var so = tx.get(server);
    var snapshot = Math.max(FIRST, before.noted) + 1;
    var kept =
        before.snapshots.stream()
            .filter(each -> bug != Bug.RELEASED_UNAPPLIED && so.waiting.contains(each));
    var files = Stream.concat(kept, Stream.of(snapshot)).toList();
    var waiting = Stream.concat(so.waiting.stream(), Stream.of(snapshot)).toList();
    tx.set(disk, new Disk(before.database, files, snapshot));
    tx.set(server, new Server(so.database, waiting, so.opened));
  }

  private void open(Transaction tx) {
    tx.require(panicked, false);
    var so = tx.get(server);
    tx.require(so.opened == NONE && !so.waiting.isEmpty());
    var snapshot = so.waiting.getFirst();
    var later = so.waiting.subList(1, so.waiting.size());
    if (tx.get(disk).snapshots.contains(snapshot)) {
      tx.update(disk, files -> files.replaced(snapshot));
      tx.set(server, new Server(so.database, later, snapshot));
    } else {
      tx.set(panicked, true);
    }
  }

  private void use(Transaction tx) {
    var so = tx.get(server);
    tx.require(panicked, false).require(so.opened != NONE);
    tx.set(server, new Server(so.opened, so.waiting, NONE));
  }

  /// What is in the database that is used is copied to a file, which takes its name.
  private void defragment(Transaction tx) {
    var so = tx.get(server);
    tx.require(panicked, false);
    tx.require(so.opened == NONE || bug == Bug.DEFRAGMENTED_WHILE_REPLACED);
    tx.update(disk, files -> files.with(so.database));
  }

  /// A database that is older than the last snapshot is replaced by it.
  private void restart(Transaction tx) {
    tx.require(panicked, false);
    var found = tx.get(disk);
    if (found.database >= found.noted) {
      tx.set(server, new Server(found.database, List.of(), NONE));
    } else if (found.snapshots.contains(found.noted)) {
      tx.set(disk, found.replaced(found.noted));
      tx.set(server, new Server(found.noted, List.of(), NONE));
    } else {
      tx.set(panicked, true);
    }
  }
}
