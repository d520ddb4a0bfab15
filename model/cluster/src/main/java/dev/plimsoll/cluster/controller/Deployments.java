package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;

/// What the Deployment controller does for one Deployment with few ReplicaSets: makes a ReplicaSet
/// for its pod template, and moves pods to it, up before down. Names of its ReplicaSets follow each
/// other in the order of templates, as the hash of the template is part of a real one's. The whole
/// controller is
/// {@link dev.plimsoll.cluster.deployment.DeploymentController}.
///
/// Source: `pkg/controller/deployment/rolling.go` (`reconcileNewReplicaSet`,
/// `reconcileOldReplicaSets`), v1.30; maxSurge 1, maxUnavailable 0.
///
/// @param deployments as it knows them
/// @param known the ReplicaSets as it knows them
/// @param replicaSets the objects
/// @param name of the Deployment
/// @param names of its ReplicaSets, by template
/// @param keepsSurge whether it counts old ReplicaSets when it scales up
public record Deployments(
    Informer<Deployment> deployments,
    Informer<ReplicaSet> known,
    Resource<ReplicaSet> replicaSets,
    int name,
    List<Integer> names,
    boolean keepsSurge) {

  private static final RollingUpdate STRATEGY = RollingUpdate.ONE_MORE;

  /// `maxSurge`: pods beyond those asked for while it is rolled over.
  public static final int MAX_SURGE = STRATEGY.maxSurge().value();

  /// Makes the ReplicaSet of the template, or scales it up as far as the surge allows.
  public void scaleUp(Transaction tx) {
    var deployment = deployments.get(tx, name);
    tx.require(deployment.isPresent());
    var newest = names.get(deployment.get().template());
    var current = known.get(tx, newest);
    var asked = deployment.get().replicas();
    var now = current.map(ReplicaSet::replicas).orElse(0);
    var wanted = keepsSurge ? STRATEGY.scaledUp(asked, now, total(tx)) : asked;
    if (current.isEmpty()) {
      tx.require(!replicaSets.exists(tx, newest));
      replicaSets.create(
          tx, newest, ReplicaSet.of(wanted).with(Meta.NEW.ownedBy(deployment.get().meta().uid())));
    } else {
      tx.require(wanted > current.get().replicas());
      tx.require(replicaSets.get(tx, newest).equals(current));
      replicaSets.update(tx, newest, current.get(), current.get().scaledTo(wanted));
    }
  }

  /// Scales the ReplicaSet of an old template down by what is available beyond what is asked for.
  public void scaleDown(Transaction tx, int template) {
    var deployment = deployments.get(tx, name);
    tx.require(deployment.isPresent() && deployment.get().template() != template);
    var old = known.get(tx, names.get(template));
    tx.require(old.isPresent() && old.get().replicas() > 0);
    var current = known.get(tx, names.get(deployment.get().template()));
    tx.require(current.isPresent());
    var notYet = current.get().replicas() - current.get().available();
    var spare = STRATEGY.maxScaledDown(deployment.get().replicas(), total(tx), notYet);
    tx.require(spare > 0);
    var left = Math.max(0, old.get().replicas() - spare);
    tx.require(replicaSets.get(tx, names.get(template)).equals(old));
    replicaSets.update(tx, names.get(template), old.get(), old.get().scaledTo(left));
  }

  private int total(State state) {
    return names.stream()
        .flatMap(each -> known.get(state, each).stream())
        .mapToInt(ReplicaSet::replicas)
        .sum();
  }
}
