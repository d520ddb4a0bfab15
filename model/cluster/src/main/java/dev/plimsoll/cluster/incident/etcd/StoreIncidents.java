package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.etcd.EtcdFiles;
import dev.plimsoll.etcd.EtcdStore;
import dev.plimsoll.etcd.EtcdStore.Bug;
import java.util.List;

/// Incidents of etcd's key-value store.
final class StoreIncidents {

  /// Those of a member that reads the past.
  static final List<Incident> OF_THE_PAST =
      List.of(
          new Incident(
              "M09",
              "etcd-io/etcd#13766",
              "a member that crashed leaves out what its database says that it has applied",
              "members at the same index have the same contents",
              "the index of an entry is saved in one transaction with what it leads to",
              fixed -> store(2, fixed, Bug.INDEX_BEFORE_DATA)),
          new Incident(
              "M10",
              "etcd-io/etcd#17780",
              "a member that crashed while it compacted starts with a revision before its last",
              "revisions never go back",
              "a member that starts is at least at the revision of its last compaction",
              fixed -> store(2, fixed, Bug.REVISION_OF_LAST_ROW)));

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E02",
              "etcd-io/etcd#14370",
              "the only member of a cluster answers a write, crashes and does not have it",
              "an acknowledged write is not lost",
              "a member without others applies what is in its write-ahead log",
              fixed -> store(1, fixed, Bug.ANSWERS_BEFORE_SAVING)),
          new Incident(
              "E04",
              "etcd-io/etcd#18667",
              "a transaction that reads what is compacted is made by some members and not by"
                  + " others",
              "members at the same index have the same contents",
              "members check what they do not read themselves",
              fixed -> store(2, fixed, Bug.NEEDLESS_RANGES_REMOVED)),
          new Incident(
              "E29",
              "etcd-io/etcd#14685",
              "a member that crashed while it was defragmented applies entries once more",
              "members at the same index have the same contents",
              "a defragmentation commits the index of the last entry, too",
              fixed -> store(2, fixed, Bug.DATA_BEFORE_INDEX)),
          new Incident(
              "E45",
              "etcd-io/etcd#18055, #20133, #20657",
              "a member panics that gets a second snapshot before it has applied the first",
              "no member panics",
              "the file of a snapshot is kept until it is applied (PR 22046, which is open)",
              fixed -> files(2, 0, 0, fixed, EtcdFiles.Bug.RELEASED_UNAPPLIED)),
          new Incident(
              "E46",
              "etcd-io/etcd#20271",
              "a member that is defragmented while it applies a snapshot cannot start any more",
              "no member panics",
              "a member is defragmented before or after it has applied a snapshot",
              fixed -> files(2, 1, 1, fixed, EtcdFiles.Bug.DEFRAGMENTED_WHILE_REPLACED)));

  private static EtcdStore store(int members, boolean fixed, Bug bug) {
    return new EtcdStore(new EtcdStore.Bounds(members, 3, 1, 1, false), fixed ? Bug.NONE : bug);
  }

  private static EtcdFiles files(
      int snapshots, int defragmentations, int restarts, boolean fixed, EtcdFiles.Bug bug) {
    return new EtcdFiles(
        new EtcdFiles.Bounds(snapshots, defragmentations, restarts),
        fixed ? EtcdFiles.Bug.NONE : bug);
  }

  private StoreIncidents() {}
}
