package dev.plimsoll.cluster.incident.crash;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.workload.JobModel;
import dev.plimsoll.network.proxy.Release.Version;
import dev.plimsoll.network.proxy.sync.ProxySyncModel;
import dev.plimsoll.network.proxy.sync.SyncBug;
import java.util.List;

/// Incidents of work that is left half done, or taken up again too early.
public final class CrashIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M11a",
              "Orange-OpenSource/casskop#370",
              "an operator dies after it scaled down and before it recorded so, and is stuck",
              "scaling down comes to an end",
              "the operator records what it is about to do before it does it",
              ScalingDownNeverEnds::new),
          new Incident(
              "M11b",
              "rabbitmq/cluster-operator#782",
              "an operator dies after it deleted a StatefulSet, and never enlarges the volume",
              "the claim is as large as asked for",
              "the operator goes by the size of the claim, not of the StatefulSet's template",
              VolumeNeverGrows::new),
          new Incident(
              "M13",
              "kubernetes/kubernetes#112604, PR#126130",
              "kube-proxy forgets which connections to delete when iptables-restore fails",
              "once quiet, the client is served where that is possible",
              "each sync looks at all UDP connections, not at those of what it saw change",
              fixed -> proxy(fixed ? Version.V1_32 : Version.V1_30)),
          new Incident(
              "M14",
              "kubernetes/kubernetes#105200",
              "the Job controller counts a pod again whose finalizer it has taken off",
              "no pod is counted twice",
              "the controller keeps in mind which finalizers it has taken off",
              fixed -> job(2, fixed ? JobModel.Bug.NONE : JobModel.Bug.FORGETS_REMOVALS)),
          new Incident(
              "M15",
              "kubernetes/kubernetes#130103",
              "the Job controller sees a pod without its finalizer before the Job that counts it",
              "no more pods than are to succeed",
              "the controller waits until it sees the Job as it wrote it",
              fixed -> job(1, fixed ? JobModel.Bug.NONE : JobModel.Bug.READS_OLD_JOB)));

  private CrashIncidents() {}

  private static ProxySyncModel proxy(Version version) {
    return new ProxySyncModel(
        new ProxySyncModel.Budget(2, 1, 0, 0), version, /* hasClient= */ true, SyncBug.NONE);
  }

  private static JobModel job(int completions, JobModel.Bug bug) {
    return new JobModel(new JobModel.Bounds(completions, 1, 0, 0, 0, 1), 2, bug);
  }
}
