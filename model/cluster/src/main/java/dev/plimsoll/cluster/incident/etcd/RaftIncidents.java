package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.raft.Bug;
import dev.plimsoll.raft.EtcdMembership;
import dev.plimsoll.raft.EtcdPower;
import dev.plimsoll.raft.EtcdProgress;
import dev.plimsoll.raft.EtcdSnapshots;
import dev.plimsoll.raft.Faults;
import dev.plimsoll.raft.RaftCluster.Environment;
import dev.plimsoll.raft.Reconfiguration;
import java.util.List;

/// Incidents of etcd's Raft: changes of membership, elections and snapshots.
final class RaftIncidents {

  private static final EtcdMembership.Bounds LAGGING =
      new EtcdMembership.Bounds(Reconfiguration.REMOVE_TWO, 1, 1, 0, 0, calm(3));
  private static final EtcdMembership.Bounds RESTARTED =
      new EtcdMembership.Bounds(
          Reconfiguration.REMOVE_TWO, 1, 2, 0, 0, new Environment(new Faults(0, 0, 1, 0), 1, 3));
  private static final EtcdMembership.Bounds JOINT =
      new EtcdMembership.Bounds(Reconfiguration.REMOVE_JOINTLY, 2, 2, 0, 0, calm(4));
  private static final EtcdMembership.Bounds DEMOTED =
      new EtcdMembership.Bounds(Reconfiguration.DEMOTE, 1, 1, 0, 1, calm(3));
  private static final EtcdProgress.Bounds PROMOTED =
      new EtcdProgress.Bounds(
          Reconfiguration.PROMOTE, 1, 1, 0, 0, new Environment(new Faults(0, 0, 0, 1), 1, 1));
  private static final EtcdSnapshots.Bounds SNAPSHOT =
      new EtcdSnapshots.Bounds(3, 1, 1, 0, 1, new Environment(new Faults(1, 0, 1, 0), 2, 3));

  private static final EtcdMembership.Bounds REMOVED_AT_ONCE =
      new EtcdMembership.Bounds(Reconfiguration.REMOVE_TWO_JOINTLY, 3, 2, 0, 0, calm(3));
  private static final EtcdPower.Bounds POWER = new EtcdPower.Bounds(3, 1, 1, 3);

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E15",
              "etcd-io/etcd#7595, #7625",
              "a follower takes members that were removed for voters, and may be elected by them",
              "quorums of successive configurations overlap",
              "a follower applies a change of membership before it goes on",
              fixed -> membership(LAGGING, fixed, Bug.ADVANCES_BEFORE_APPLYING)),
          new Incident(
              "E16",
              "Ongaro, raft-dev: bug in single-server membership changes",
              "a leader changes the membership while a change of its predecessor is open",
              "one change of membership at a time",
              "a new leader takes it that its log ends with a change",
              fixed -> membership(RESTARTED, fixed, Bug.PENDING_CHANGE_FORGOTTEN)),
          new Incident(
              "E17",
              "etcd-io/etcd#12136",
              "a group stays in a joint configuration after a change of leader",
              "no leader stays in a joint configuration",
              "a leader ends it with whatever it applies",
              fixed -> membership(JOINT, fixed, Bug.AUTO_LEAVE_ONCE)),
          new Incident(
              "E18",
              "etcd-io/etcd#10998",
              "no leader is elected, as a new voter takes itself for a learner and does not vote",
              "in the end a leader is elected",
              "learners vote",
              fixed ->
                  new EtcdProgress(PROMOTED, false, fixed ? Bug.NONE : Bug.LEARNERS_REFUSE_VOTES)),
          new Incident(
              "E19",
              "etcd-io/etcd#11326",
              "a leader hands over to a member that has become a learner, and takes no proposals",
              "leadership is handed to voters",
              "a change of membership that the target is no voter in ends the transfer",
              fixed -> membership(DEMOTED, fixed, Bug.TRANSFER_TO_LEARNER)),
          new Incident(
              "E20",
              "etcd-io/etcd#10219, #10166",
              "a member that crashed lacks the snapshot that it has acknowledged",
              "what was acknowledged is on disk",
              "the hard state is synced before a snapshot is acknowledged",
              fixed ->
                  new EtcdSnapshots(SNAPSHOT, true, fixed ? Bug.NONE : Bug.SNAPSHOT_NOT_SYNCED)),
          new Incident(
              "E39",
              "etcd-io/etcd#14143, #14140",
              "all members lose power, and a write that was acknowledged is gone",
              "an acknowledged write is not lost",
              "what is written is synced before it is answered for",
              fixed -> new EtcdPower(POWER, fixed ? EtcdPower.Bug.NONE : EtcdPower.Bug.NOT_SYNCED)),
          new Incident(
              "E47",
              "etcd-io/raft#372",
              "two of three members are removed at once, whose quorum lacks the third",
              "committed is durable",
              "nothing is broken: a joint configuration asks quorums of both; a control",
              true,
              fixed -> membership(REMOVED_AT_ONCE, fixed, Bug.NONE)));

  private static Environment calm(int messages) {
    return new Environment(Faults.NONE, 0, messages);
  }

  private static EtcdMembership membership(EtcdMembership.Bounds bounds, boolean fixed, Bug bug) {
    return new EtcdMembership(bounds, fixed ? Bug.NONE : bug);
  }

  private RaftIncidents() {}
}
