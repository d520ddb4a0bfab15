package dev.plimsoll.cluster.incident.controller;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.MissingPods;
import dev.plimsoll.cluster.controller.ReplicaSet;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The ReplicaSet controller does not see for five minutes the pods that it has created: its
/// expectations expire, and it creates them again.
final class ExpectationsThatExpire extends ClusterModel {

  private static final int NAME = 0;

  private final Resource<ReplicaSet> sets =
      resource("replicasets", List.of(Optional.of(ReplicaSet.of(1))));
  private final Resource<Pod> pods = resource("pods", 3);

  /// @param fixed whether the controller also waits until its cache is as new as what it wrote
  ExpectationsThatExpire(boolean fixed) {
    super(1, 2);
    declareController(fixed);
    event(
        "somebody asks for one replica more",
        1,
        tx -> sets.patch(tx, NAME, set -> set.scaledTo(set.replicas() + 1)));

    always("no more pods than replicas", s -> pods.list(s).size() <= replicas(s));
    sometimes(
        "there are two pods, as asked for", s -> replicas(s) == 2 && pods.list(s).size() == 2);
  }

  private int replicas(State state) {
    return sets.get(state, NAME).orElseThrow().replicas();
  }

  private void declareController(boolean fixed) {
    var component = component("replicaset controller");
    var expected = memory(component, "expected pods", 0);
    var creations = memory(component, "pods to create", Optional.<MissingPods.Creations>empty());
    var written = memory(component, "names written and not read yet", List.<Integer>of());
    var controller = new MissingPods(pods, watch(component, sets), expected, creations);
    var known =
        watch(
            component,
            pods,
            (tx, name, before, after, by) -> {
              controller.changed(tx, before, after);
              tx.update(written, names -> names.stream().filter(other -> other != name).toList());
            });
    step(
        component,
        "sync",
        tx -> {
          tx.require(!fixed || tx.get(written).isEmpty());
          controller.sync(tx, known);
        });
    step(
        component,
        "create a pod",
        tx -> {
          var name = controller.create(tx);
          tx.update(
              written, names -> Stream.concat(names.stream(), Stream.of(name)).sorted().toList());
        });
    event("five minutes pass", 1, tx -> tx.require(tx.get(expected) > 0).set(expected, 0));
    mayCrash(component, 1);
  }
}
