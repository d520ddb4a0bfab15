package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;

/// Incidents of controllers that work against each other.
public final class OscillateIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "K1",
              "Kivi (USENIX ATC 2024), C1",
              "an autoscaler takes the start-up of pods for load, and asks for more of them",
              "never more replicas than the highest load needs",
              "pods that are not ready count as idle",
              StartUpCountsAsLoad::new),
          new Incident(
              "K4",
              "Kivi (USENIX ATC 2024), C4",
              "a workload that panics the kernel of its node takes down node after node",
              "some node is up",
              "evictions stop where most nodes of a zone are lost",
              NodeAfterNodePanics::new),
          new Incident(
              "K6",
              "Kivi (USENIX ATC 2024), C6",
              "nodes are drained one after another, and the last has all the pods",
              "enough pods are available",
              "a PodDisruptionBudget",
              DrainedOneAfterAnother::new),
          new Incident(
              "K8",
              "kubernetes-sigs/descheduler#921; Kivi (USENIX ATC 2024), C8",
              "a descheduler heeds a wish that weighs less for the scheduler than another, for"
                  + " ever",
              "in the end nobody moves pods any more",
              "the descheduler leaves soft constraints alone",
              SoftSpreadAgainstPreference::new),
          new Incident(
              "M24",
              "kubernetes-sigs/descheduler#1237; Kivi (USENIX ATC 2024), C5",
              "a descheduler evicts a duplicate for ever, as it only fits where it was",
              "in the end nobody moves pods any more",
              "pods are evicted only if they fit on another node (nodeFit)",
              DuplicatesWithoutRoomElsewhere::new),
          new Incident(
              "M25",
              "kubernetes/kubernetes#117520; Kivi (USENIX ATC 2024), C7",
              "a pod whose template names its node is evicted by a taint and created for ever",
              "in the end the pod is left alone",
              "the template selects its node by a label, so that the scheduler heeds the taint",
              PinnedToATaintedNode::new),
          new Incident(
              "M26",
              "kubernetes/kubernetes#98215, #105661",
              "new pods are placed to balance old ones, and are not spread when these have gone",
              "after the roll-out the pods are spread",
              "only pods of the same template are counted (matchLabelKeys)",
              SpreadOverOldPods::new),
          new Incident(
              "M27",
              "Kivi (USENIX ATC 2024), C3",
              "a sixth pod fits nowhere, as two constraints on its spread cannot both be met",
              "in the end all pods are bound",
              "the spread over nodes is a wish (ScheduleAnyway)",
              TwoSpreadConstraints::new),
          new Incident(
              "M28",
              "kubernetes/kubernetes#25238, #66385; Kivi (USENIX ATC 2024), C2",
              "applying a manifest that no longer names replicas takes pods from an autoscaler",
              "as many pods run as the autoscaler's least",
              "replicas are first taken out of the annotation last-applied-configuration",
              AppliedWithoutReplicas::new),
          new Incident(
              "M29",
              "kubernetes/kubernetes#130429",
              "a scheduler takes the room that another has made by preemption, for ever",
              "in the end the preemptor is bound",
              "schedulers heed nominations of pods that they do not schedule themselves",
              TwoSchedulersPreempt::new),
          new Incident(
              "M30",
              "kubernetes/kubernetes#65240",
              "a DaemonSet controller replaces what a kubelet evicts, as fast as it can",
              "pods are created at a bounded rate",
              "a node whose pod has failed is left alone for a while",
              DaemonUnderDiskPressure::new),
          new Incident(
              "M31",
              "kubernetes/kubernetes#106419",
              "a kubelet rejects pod after pod, which a ReplicaSet does not count",
              "failed pods do not pile up",
              "a pod is reported as failed once its container has ended",
              RejectedAgainAndAgain::new));

  private OscillateIncidents() {}
}
