package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.etcd.EtcdBuffers;
import dev.plimsoll.etcd.EtcdWatch;
import dev.plimsoll.etcd.EtcdWatch.Bounds;
import dev.plimsoll.etcd.EtcdWatch.Bug;
import dev.plimsoll.etcd.EtcdWatch.Writes;
import java.util.List;

/// Incidents of etcd's watches.
final class WatchIncidents {

  private static final String DROPPED = "no event is dropped";
  private static final Bounds COMPACTION = new Bounds(Writes.ONE_KEY, 3, 1, 0, 0, 0, 0, 1);
  private static final Bounds CRASH = new Bounds(Writes.ONE_KEY, 3, 1, 0, 1, 0, 0, 1);
  private static final Bounds SNAPSHOT = new Bounds(Writes.PUTS, 2, 0, 1, 0, 0, 0, 1);
  private static final Bounds BOTH = new Bounds(Writes.PUTS, 3, 1, 1, 0, 0, 0, 1);
  private static final Bounds MANY_WRITES = new Bounds(Writes.PUTS, 4, 1, 0, 0, 0, 0, 1);
  private static final Bounds PROGRESS = new Bounds(Writes.PUTS, 2, 0, 0, 0, 0, 1, 1);

  /// Those of a watch that misses something.
  static final List<Incident> MISSED =
      List.of(
          new Incident(
              "M19a",
              "etcd-io/etcd#17529",
              "a watch that is too slow to be told of a compaction goes on and leaves out events",
              DROPPED,
              "a watcher that could not be told of a compaction is told later",
              fixed -> watch(MANY_WRITES, fixed, Bug.COMPACTED_UNTOLD)),
          new Incident(
              "M19b",
              "etcd-io/etcd#18089",
              "a watch from the revision of a compaction on is not told that it deleted a key",
              DROPPED,
              "a compaction keeps a deletion that is its own revision",
              fixed -> watch(COMPACTION, fixed, Bug.TOMBSTONE_COMPACTED)),
          new Incident(
              "M19c",
              "etcd-io/etcd#19179",
              "the same after a crash in the middle of the compaction",
              DROPPED,
              "a member that starts knows deletions of which it finds no put",
              fixed -> watch(CRASH, fixed, Bug.TOMBSTONE_NOT_RESTORED)),
          new Incident(
              "M19d",
              "etcd-io/etcd#15220",
              "a notification of progress comes before events that it says have come",
              "what a notification of progress tells of has come before",
              "it is sent by the way of the events, and only if all watchers are synced",
              fixed -> watch(PROGRESS, fixed, Bug.PROGRESS_OVERTAKES)),
          new Incident(
              "M19e",
              "etcd-io/etcd#20221, #19487",
              "a watch from a later revision on tells of earlier ones, after a snapshot",
              "a watch tells of nothing from before its start",
              "the revision that a watcher is at is never lowered",
              fixed -> watch(BOTH, fixed, Bug.FUTURE_FORGOTTEN)));

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E07",
              "etcd-io/etcd#15271",
              "a watch tells once more of what it has told of, after its member got a snapshot",
              "events come in order, and once",
              "a watcher notes what it was sent even if it is not slow",
              fixed -> watch(SNAPSHOT, fixed, Bug.SENT_NOT_NOTED)),
          new Incident(
              "E10",
              "etcd-io/etcd#8411",
              "a watch is not told of what its member has learnt by a snapshot",
              DROPPED,
              "all watchers are synced again after a snapshot",
              fixed -> watch(SNAPSHOT, fixed, Bug.SYNCED_AFTER_SNAPSHOT)),
          new Incident(
              "E50",
              "etcd-io/etcd#9775",
              "a member with a watch from a later revision on panics when it gets a snapshot",
              "no member panics",
              "a watch that was synced before a snapshot may be from a later revision on",
              fixed -> watch(SNAPSHOT, fixed, Bug.FUTURE_IMPOSSIBLE)),
          new Incident(
              "E40",
              "etcd-io/etcd#17247",
              "a watch that lags behind is told of a change twice, once out of a buffer",
              "events come in order, and once",
              "a buffer that becomes the read buffer is left as it is",
              fixed ->
                  new EtcdBuffers(
                      new EtcdBuffers.Bounds(2, 1, 2),
                      fixed ? EtcdBuffers.Bug.NONE : EtcdBuffers.Bug.EMPTY_NOT_THOUGHT_OF)));

  private static EtcdWatch watch(Bounds bounds, boolean fixed, Bug bug) {
    return new EtcdWatch(bounds, fixed ? Bug.NONE : bug);
  }

  private WatchIncidents() {}
}
