package dev.plimsoll.cluster.incident.missed;

import dev.plimsoll.cluster.etcd.EtcdModel;
import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.incident.missed.PodCountedForever.Unknown;
import dev.plimsoll.cluster.watch.Bug;
import dev.plimsoll.cluster.watch.WatchModel;
import java.util.List;

/// Incidents of components that never learn of a change.
public final class MissedIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M17",
              "kubernetes/kubernetes#49956",
              "a watch cache that has just been filled takes a watch from a version before its own",
              "a watch tells of every change in order",
              "the oldest change of an empty watch cache is the one after its version",
              fixed -> watch(2, 1, 0, fixed ? Bug.NONE : Bug.WATCH_FROM_BEFORE)),
          new Incident(
              "M18",
              "kubernetes/kubernetes#123072",
              "etcd skips the changes that a slow watch cache has missed, and does not tell it so",
              "a watch cache holds what was there at its version",
              "a watcher that could not be told of a compaction is told later",
              fixed -> watch(1, 0, 1, fixed ? Bug.NONE : Bug.SKIPPED_BY_COMPACTION)),
          new Incident(
              "M20a",
              "kubernetes/kubernetes#69926",
              "a scheduler does not understand that a list shows a deletion, and counts the pod on",
              "no pod waits while there is room",
              "a pod that a list does not show is forgotten",
              fixed -> new PodCountedForever(fixed ? Unknown.FORGOTTEN : Unknown.IGNORED)),
          new Incident(
              "M20b",
              "kubernetes/kubernetes#106102",
              "a scheduler counts a pod on that was bound and deleted while its watch was broken",
              "no pod waits while there is room",
              "a pod that a list does not show is forgotten, however it was last seen",
              fixed -> new PodCountedForever(fixed ? Unknown.FORGOTTEN : Unknown.AS_LAST_SEEN)),
          new Incident(
              "M21",
              "kubernetes/kubernetes#28674",
              "a handler of kube-proxy panics at an event, and the rules stay as they were",
              "the rules are those of the endpoints",
              "a panic ends the process, which lists when it is started again",
              EventSwallowed::new),
          new Incident(
              "M22",
              "instaclustr/cassandra-operator#398",
              "an operator that does not see a pod being deleted leaves its volume claim behind",
              "no claim is left of a pod that is not asked for",
              "a finalizer holds the pod until the operator has deleted the claim",
              ClaimLeftBehind::new));

  private static WatchModel watch(int apiServers, int clients, int compactions, Bug bug) {
    var bounds = new WatchModel.Bounds(apiServers, 1, 2, clients, 1, compactions, 1);
    return new WatchModel(
        bounds, EtcdModel.Kind.ATOMIC, WatchModel.Start.LIST, /* lister= */ false, bug);
  }

  private MissedIncidents() {}
}
