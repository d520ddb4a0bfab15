package dev.plimsoll.cluster.incident.node;

import dev.plimsoll.cluster.attachdetach.AttachDetachModel;
import dev.plimsoll.cluster.attachdetach.Bug;
import dev.plimsoll.cluster.incident.Incident;
import java.util.List;

/// Incidents of nodes and kubelets.
public final class NodeIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M41",
              "kubernetes/kubernetes#56355, #55159, #80698; PR#67039",
              "a StatefulSet controller that knows no ControllerRevisions yet replaces good pods",
              "a pod is replaced only if another template is asked for",
              "a ControllerRevision that is there under its name and holds the same is taken up",
              RevisionsMadeAnew::new),
          new Incident(
              "M43",
              "kubernetes/kubernetes#60164",
              "a StatefulSet waits for a pod with a broken image when the image is corrected",
              "in the end the pods have the image that is asked for and are ready",
              "podManagementPolicy is Parallel: the controller does not wait",
              StatefulSetWaitsForBrokenPod::new),
          new Incident(
              "M44",
              "kubernetes/kubernetes#54368",
              "a pod on a node that cannot be reached is deleted by force, and runs on there",
              "at most one container of the pod runs",
              "a pod is deleted by force only if its node has been shut down",
              ForceDeletedPodRunsOn::new),
          new Incident(
              "M45",
              "kubernetes/kubernetes#104648",
              "a static pod that is removed and put back with the same uid is not started again",
              "in the end a static pod runs whose manifest is there",
              "a pod worker notes that its pod came back, and is started anew",
              StaticPodPutBackStaysDown::new),
          new Incident(
              "M47",
              "kubernetes/kubernetes#22625",
              "a mirror pod that somebody has deleted stays Terminating for ever",
              "in the end the mirror pod mirrors the static pod",
              "the kubelet makes a mirror pod anew that is being deleted",
              MirrorPodStaysTerminating::new),
          new Incident(
              "M48",
              "kubernetes/kubernetes#37447",
              "a kubelet that is started again starts pods again that have ended",
              "no container of a pod runs that has ended",
              "kubelets leave pods alone whose phase is final",
              EndedPodStartedAgain::new),
          new Incident(
              "M49",
              "kubernetes/kubernetes#138391",
              "a static pod that is refused once, for want of room, is never tried again",
              "in the end the static pod runs if there is room",
              "the kubelet tries again to admit static pods that it has refused",
              RefusedStaticPodNotRetried::new),
          new Incident(
              "M50",
              "kubernetes/kubernetes#50721, PR#50806",
              "a node is deleted and made anew, and never says that its volume is attached again",
              "in the end a pod has its volume",
              "a node that is missing stays among those whose status is to be written",
              fixed ->
                  new AttachDetachModel(
                      new AttachDetachModel.Bounds(1, 2, 1, 1),
                      1,
                      fixed ? Bug.NONE : Bug.STRIKES_MISSING_NODES)));

  private NodeIncidents() {}
}
