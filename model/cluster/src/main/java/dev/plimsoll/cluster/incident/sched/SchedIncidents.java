package dev.plimsoll.cluster.incident.sched;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;

/// Incidents of schedulers.
public final class SchedIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M32",
              "kubernetes/kubernetes#106545",
              "a pod is scheduled while another of the same name is exchanged in the cache",
              "the pods on a node fit",
              "the cache exchanges them in one section of its lock",
              RoomWhileSameNameIsExchanged::new),
          new Incident(
              "M34",
              "kubernetes/kubernetes#72124",
              "room is kept for a nominated pod that no longer fits, as another was quicker",
              "in the end no pod waits that fits",
              "the scheduler knows of a nomination as soon as it makes it (#72259)",
              RoomKeptForPodThatDoesNotFit::new),
          new Incident(
              "M35",
              "kubernetes/kubernetes#60469",
              "two schedulers that use the same nodes bind more pods to one than fit",
              "the pods on a node fit",
              "each scheduler has nodes of its own",
              TwoSchedulersFillOneNode::new),
          new Incident(
              "M37",
              "kubernetes/kubernetes#95752",
              "a pod waits for a node whose victims never end, and may not preempt on another",
              "in the end the pod of high priority is bound",
              "a pod may preempt again if its nominated node is not ready (#92604)",
              NominatedNodeNeverFree::new));

  private SchedIncidents() {}
}
