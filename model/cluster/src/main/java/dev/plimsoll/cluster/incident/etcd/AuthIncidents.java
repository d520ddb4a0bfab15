package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.etcd.EtcdAuth;
import dev.plimsoll.etcd.EtcdAuth.Bounds;
import dev.plimsoll.etcd.EtcdAuth.Bug;
import java.util.List;

/// Incidents of etcd's rights.
final class AuthIncidents {

  private static final String DIFFERENT = "members at the same index have the same contents";
  private static final Bounds CRASH = new Bounds(2, 3, 1, 0);
  private static final Bounds SNAPSHOT = new Bounds(2, 3, 0, 1);

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E30",
              "etcd-io/etcd#11651",
              "a member that crashed makes changes of rights once more, and refuses writes then",
              DIFFERENT,
              "a change of rights is saved with the index of its entry",
              fixed -> auth(CRASH, fixed, Bug.INDEX_NOT_SAVED)),
          new Incident(
              "E31",
              "etcd-io/etcd#14571",
              "a member that got a snapshot goes by the rights from before, and refuses writes",
              DIFFERENT,
              "a member that got a snapshot reads the rights in it",
              fixed -> auth(SNAPSHOT, fixed, Bug.OLD_RIGHTS_AFTER_SNAPSHOT)),
          new Incident(
              "E32",
              "etcd-io/etcd#14355",
              "a member that was started again knows no rights, and refuses writes",
              DIFFERENT,
              "a member reads the rights when it starts",
              fixed -> auth(CRASH, fixed, Bug.NO_RIGHTS_AFTER_START)));

  private static EtcdAuth auth(Bounds bounds, boolean fixed, Bug bug) {
    return new EtcdAuth(bounds, fixed ? Bug.NONE : bug);
  }

  private AuthIncidents() {}
}
