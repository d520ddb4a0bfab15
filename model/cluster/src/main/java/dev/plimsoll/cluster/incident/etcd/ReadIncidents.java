package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.raft.EtcdReads;
import dev.plimsoll.raft.EtcdReads.Bounds;
import dev.plimsoll.raft.EtcdReads.Bug;
import dev.plimsoll.raft.EtcdReads.Reading;
import java.util.List;

/// Incidents of etcd's linearizable reads.
final class ReadIncidents {

  private static final String STALE = "a read shows what was acknowledged before it";
  private static final Bounds RETRY = new Bounds(3, 1, 1, 2, 2, 1, 0, 0);
  private static final Bounds ELECTION = new Bounds(3, 1, 1, 2, 1, 0, 0, 0);
  private static final Bounds ALONE = new Bounds(1, 0, 1, 1, 1, 0, 0, 1);
  private static final Bounds TRANSFER = new Bounds(3, 0, 1, 2, 1, 0, 1, 0);

  /// Those of a member that reads the past.
  static final List<Incident> OF_THE_PAST =
      List.of(
          new Incident(
              "M07",
              "etcd-io/etcd#20418",
              "a leader that was superseded while it was stuck answers a read, as another was asked"
                  + " for twice",
              STALE,
              "a member that asks again does so with another id",
              fixed -> reads(RETRY, Reading.BY_CONTEXT, fixed, Bug.REUSED_ID)));

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E26",
              "etcd-io/etcd#7331",
              "a new leader answers a read before it knows what is committed",
              STALE,
              "a leader answers no read before it has committed an entry of its term",
              fixed -> reads(ELECTION, Reading.NUMBERED, fixed, Bug.READS_BEFORE_COMMIT)),
          new Incident(
              "E27",
              "etcd-io/raft#105",
              "the only member of a cluster is started again, and does not show what it has"
                  + " acknowledged",
              STALE,
              "a leader that is the only voter reads up to where its log was",
              fixed -> reads(ALONE, Reading.NUMBERED, fixed, Bug.COMMIT_AS_SAVED)),
          new Incident(
              "E28",
              "etcd-io/raft#99",
              "a leader that has handed over still answers reads by its lease",
              STALE,
              "a leader asks a quorum before it answers",
              fixed ->
                  new EtcdReads(TRANSFER, fixed ? Reading.NUMBERED : Reading.BY_LEASE, Bug.NONE)));

  private static EtcdReads reads(Bounds bounds, Reading reading, boolean fixed, Bug bug) {
    return new EtcdReads(bounds, reading, fixed ? Bug.NONE : bug);
  }

  private ReadIncidents() {}
}
