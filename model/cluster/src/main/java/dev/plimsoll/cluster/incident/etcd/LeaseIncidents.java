package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.etcd.EtcdLease;
import dev.plimsoll.etcd.EtcdLease.Bug;
import java.util.List;

/// Incidents of etcd's leases.
final class LeaseIncidents {

  private static final EtcdLease.Bounds BOUNDS = new EtcdLease.Bounds(2, 6, 2, 2, 1, 1);
  private static final String PROLONGED =
      "a change of leader prolongs a lease by an interval and an election at most";

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E12",
              "etcd-io/etcd#15247",
              "a leader that was stuck has leases revoked that are kept alive at the next leader",
              "a lease that is kept alive is not revoked",
              "a member asks whether it still leads before it has leases revoked",
              fixed -> lease(fixed, Bug.REVOKES_UNCHECKED)),
          new Incident(
              "E13",
              "etcd-io/etcd#13491",
              "a lease starts from its first checkpoint at each change of leader",
              PROLONGED,
              "a leader schedules checkpoints of the leases that it takes over",
              fixed -> lease(fixed, Bug.NO_CHECKPOINTS_AFTER_PROMOTION)),
          new Incident(
              "E14",
              "etcd-io/etcd#13508, #17132",
              "a lease that is checkpointed starts anew with a leader that was started again",
              PROLONGED,
              "checkpoints are saved",
              fixed -> lease(fixed, Bug.CHECKPOINTS_NOT_SAVED)));

  private static EtcdLease lease(boolean fixed, Bug bug) {
    return new EtcdLease(BOUNDS, fixed ? Bug.NONE : bug);
  }

  private LeaseIncidents() {}
}
