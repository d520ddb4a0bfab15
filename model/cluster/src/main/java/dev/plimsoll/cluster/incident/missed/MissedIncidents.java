package dev.plimsoll.cluster.incident.missed;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.incident.missed.PodCountedForever.Unknown;
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
              "a client has seen every object up to the version that it is at",
              "the oldest change of an empty watch cache is the one after its version",
              WatchFromBeforeTheCache::new),
          new Incident(
              "M18",
              "kubernetes/kubernetes#123072",
              "etcd skips the changes that a slow watch cache has missed, and does not tell it so",
              "the watch cache holds what etcd holds in the end",
              "a watcher that could not be told of a compaction is told later",
              SkippedByCompaction::new),
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
              "M22",
              "instaclustr/cassandra-operator#398",
              "an operator that does not see a pod being deleted leaves its volume claim behind",
              "no claim is left of a pod that is not asked for",
              "a finalizer holds the pod until the operator has deleted the claim",
              ClaimLeftBehind::new));

  private MissedIncidents() {}
}
