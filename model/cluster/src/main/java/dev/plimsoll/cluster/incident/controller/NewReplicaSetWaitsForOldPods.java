package dev.plimsoll.cluster.incident.controller;

import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.MissingPods;
import dev.plimsoll.cluster.controller.ReplicaSet;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// A ReplicaSet is deleted and created again before the controller looks: the new one has the name
/// of the old one, and so its expectations, of pods that are none of its own. That expectations
/// expire after five minutes is left out.
final class NewReplicaSetWaitsForOldPods extends ClusterModel {

  private static final int NAME = 0;

  private final Resource<ReplicaSet> sets =
      resource("replicasets", List.of(Optional.of(ReplicaSet.of(1))));
  private final Resource<Pod> pods = resource("pods", 2);

  /// @param fixed whether expectations go as soon as a ReplicaSet is seen to go, and not when it is
  ///     looked at next
  NewReplicaSetWaitsForOldPods(boolean fixed) {
    super(1, 2);
    declareController(fixed);
    event(
        "somebody deletes the ReplicaSet",
        1,
        tx -> {
          tx.require(sets.exists(tx, NAME));
          sets.delete(tx, NAME);
        });
    event(
        "somebody creates it again",
        1,
        tx -> {
          tx.require(!sets.exists(tx, NAME));
          sets.create(tx, NAME, ReplicaSet.of(1));
        });

    eventuallyAlways(
        "the ReplicaSet gets its pod",
        s -> {
          var set = sets.get(s, NAME);
          return set.isEmpty()
              || pods.list(s).stream()
                  .anyMatch(pod -> pod.meta().owner().equals(Optional.of(set.get().meta().uid())));
        });
    sometimes("the old and the new ReplicaSet have got their pods", s -> pods.list(s).size() == 2);
  }

  private void declareController(boolean fixed) {
    var component = component("replicaset controller");
    var expected = memory(component, "expected pods", 0);
    var creations = memory(component, "pods to create", Optional.<MissingPods.Creations>empty());
    Informer<ReplicaSet> known =
        watch(
            component,
            sets,
            (tx, name, before, after, by) -> {
              if (fixed && after.isEmpty()) {
                tx.set(expected, 0);
              }
            });
    var controller = new MissingPods(pods, known, expected, creations);
    var knownPods =
        watch(
            component,
            pods,
            (tx, name, before, after, by) -> controller.changed(tx, before, after));
    step(component, "sync", tx -> controller.sync(tx, knownPods));
    step(component, "create a pod", controller::create);
    if (!fixed) {
      step(component, "forget a ReplicaSet that has gone", controller::forget);
    }
    mayCrash(component, 1);
  }
}
