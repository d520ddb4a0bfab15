package dev.plimsoll.cluster.incident.missed;

import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.PersistentVolumeClaim;
import dev.plimsoll.cluster.controller.StatefulSet;
import dev.plimsoll.cluster.controller.StatefulSetController;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// An operator deletes the volume claim of a pod that it sees being deleted; where its next look at
/// the cache comes after the pod has gone, the claim stays for ever.
///
/// Left out: that the operator passes the number of pods on to the StatefulSet, that a scheduler
/// binds the pod, and that a claim in use goes together with its pod.
final class ClaimLeftBehind extends ClusterModel {

  private static final int NODE = 0;
  private static final int SET = 0;
  private static final int POD = 0;
  private static final String OPERATOR = "operator";

  private final Pod template;
  private final Resource<StatefulSet> sets =
      resource("statefulsets", List.of(Optional.of(new StatefulSet(1))));
  private final Resource<Pod> pods;
  private final Resource<PersistentVolumeClaim> claims =
      resource("persistentvolumeclaims", List.of(Optional.of(PersistentVolumeClaim.NEW)));

  /// @param fixed whether a finalizer holds the pod until the operator has seen it being deleted
  ClaimLeftBehind(boolean fixed) {
    super(1, 2);
    var bound = Pod.NEW.boundTo(NODE);
    template = fixed ? bound.with(bound.meta().with(OPERATOR)) : bound;
    pods = resource("pods", List.of(Optional.of(template)));
    declareStatefulSetController();
    declareKubelet();
    declareOperator(fixed);
    event(
        "somebody scales",
        2,
        tx -> sets.patch(tx, SET, set -> set.scaled(set.replicas() == 0 ? 1 : 0)));

    eventuallyAlways(
        "no claim is left of a pod that is not asked for",
        s -> sets.is(s, SET, set -> set.replicas() > 0) || !claims.exists(s, POD));
    sometimes("a claim is deleted", s -> !claims.exists(s, POD));
    sometimes(
        "the pod that came after it runs with a claim of its own",
        s ->
            pods.is(s, POD, pod -> pod.meta().uid() == 1)
                && claims.is(s, POD, claim -> claim.meta().uid() == 1));
  }

  private void declareStatefulSetController() {
    var component = component("statefulset controller");
    var controller =
        new StatefulSetController(pods, watch(component, sets), watch(component, pods), false);
    step(component, "create the claim", tx -> controller.createClaim(tx, claims, POD));
    step(
        component,
        "create the pod",
        tx -> {
          tx.require(claims.exists(tx, POD));
          controller.createPod(tx, POD, template);
        });
    step(component, "delete the pod", tx -> controller.deletePod(tx, POD));
  }

  private void declareKubelet() {
    var kubelet = component("kubelet");
    var kubelets = new Kubelets(pods, cells("container", 1, Optional.of(0)));
    containers(kubelet, kubelets, watch(kubelet, pods), NODE);
  }

  private void declareOperator(boolean holdsPods) {
    var component = component(OPERATOR);
    var known = watch(component, pods);
    step(
        component,
        "delete the claim",
        tx -> {
          tx.require(known.is(tx, POD, pod -> pod.meta().deleting()));
          tx.require(claims.exists(tx, POD));
          claims.delete(tx, POD);
        });
    if (holdsPods) {
      step(
          component,
          "let the pod go",
          tx -> {
            var pod = known.get(tx, POD);
            tx.require(pod.isPresent() && pod.get().meta().deleting());
            tx.require(!claims.exists(tx, POD)).require(pods.get(tx, POD).equals(pod));
            var released = pod.get().with(pod.get().meta().without(OPERATOR));
            pods.update(tx, POD, pod.get(), released);
          });
    }
  }
}
