package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.etcd.EtcdUpgrade;
import dev.plimsoll.etcd.EtcdUpgrade.Bug;
import java.util.List;

/// Incidents of updates of etcd.
final class UpgradeIncidents {

  private static final String UNKNOWN = "a member of v3.6 knows who votes";

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E34",
              "etcd-io/etcd#19557",
              "a member that was promoted is a learner again after an update",
              UNKNOWN,
              "a promotion is saved in both stores, and an update makes up for earlier ones",
              fixed -> membership(fixed, Bug.PROMOTION_NOT_SAVED)),
          new Incident(
              "E35",
              "etcd-io/etcd#20793",
              "the same, with a version that makes up for it, after a snapshot of an earlier one",
              UNKNOWN,
              "a member makes up for it when it gets a snapshot, too",
              fixed -> membership(fixed, Bug.SNAPSHOT_NOT_MENDED)));

  private static EtcdUpgrade membership(boolean fixed, Bug bug) {
    return new EtcdUpgrade(3, fixed ? Bug.NONE : bug);
  }

  private UpgradeIncidents() {}
}
