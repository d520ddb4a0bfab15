package dev.plimsoll.cluster.incident.stale;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.incident.stale.ScaledDownByThePast.Repair;
import dev.plimsoll.cluster.watch.RestoreModel;
import java.util.List;

/// Incidents of components that read the past.
public final class StaleIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M01",
              "kubernetes/kubernetes#59848",
              "a kubelet that lists from an API server that lags runs a pod that has moved away",
              "at most one container of the pod runs",
              "kubelets read consistently when they start",
              OnePodOnTwoNodes::new),
          new Incident(
              "M02",
              "elastic/cloud-on-k8s#4956",
              "an operator that lists from an API server that lags takes a change back",
              "a change that was rolled out stays",
              "the operator reads consistently when it starts",
              ChangeRolledBack::new),
          new Incident(
              "M03",
              "elastic/cloud-on-k8s#5274",
              "an operator that lists from an API server that lags scales down once more",
              "a pod that was asked for again stays",
              "the operator reads consistently when it starts",
              fixed -> new ScaledDownByThePast(fixed ? Repair.CONSISTENT_READS : Repair.NONE)),
          new Incident(
              "M04",
              "instaclustr/cassandra-operator#402",
              "an operator that reads the past deletes the data of what has the same name now",
              "a data centre that runs has its volume claim",
              "claims are found by the uid of their owner",
              ClaimOfAnotherDeleted::new),
          new Incident(
              "M05",
              "pravega/zookeeper-operator#314",
              "an operator that lists from an API server that lags takes a healthy pod away",
              "a pod that was asked for again stays",
              "a statefulset says for which version it was scaled, and older ones are refused",
              fixed -> new ScaledDownByThePast(fixed ? Repair.OWNER_VERSION : Repair.NONE)),
          new Incident(
              "M06",
              "kubernetes/kubernetes#107457",
              "etcd is restored from a backup, and kube-proxy waits for a revision that is no more",
              "in the end kube-proxy knows what there is",
              "the restore raises the revision past all that was given out, and marks it compacted",
              RestoreModel::new));

  private StaleIncidents() {}
}
