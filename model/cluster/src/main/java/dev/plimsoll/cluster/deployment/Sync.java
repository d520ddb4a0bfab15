package dev.plimsoll.cluster.deployment;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.ReplicaSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes the calls of a sync, one in a step, with what was known when it began. One that fails ends
/// the sync; one that would fail at once does not begin.
///
/// @param left the calls that the sync has still to make
/// @param collides whether a name that is taken by another is counted, and whether one that is
///     not known is
record Sync(
    DeploymentController controller,
    Resource<Deployment> deployments,
    Resource<ReplicaSet> replicaSets,
    Informer<Deployment> known,
    Informer<ReplicaSet> knownSets,
    Source<PodCounts> knownPods,
    Cell<List<Call>> left,
    Collisions collides) {

  private static final int WEB = 0;

  /// Which names that are taken count as collisions.
  enum Collisions {
    /// Those of another template, or owner.
    OF_OTHERS,
    /// None.
    NONE,
    /// All.
    ALL
  }

  /// Begins a sync, and makes its first call.
  void begin(Transaction tx) {
    tx.require(left, List.of());
    var due = due(tx);
    tx.require(!due.isEmpty());
    tx.require(isDone(tx, due.getFirst()));
    tx.set(left, due.subList(1, due.size()));
  }

  /// Makes the next call of a sync.
  void goOn(Transaction tx) {
    var due = tx.get(left);
    tx.require(!due.isEmpty());
    var done = isDone(tx, due.getFirst());
    tx.set(left, done ? due.subList(1, due.size()) : List.of());
  }

  private List<Call> due(State state) {
    return known
        .get(state, WEB)
        .map(
            deployment ->
                controller.sync(
                    deployment,
                    sets(state),
                    name -> knownPods.is(state, name, counts -> counts.all() > 0)))
        .orElse(List.of());
  }

  private List<Named> sets(State state) {
    return IntStream.range(0, knownSets.names())
        .boxed()
        .flatMap(name -> named(state, name))
        .toList();
  }

  private Stream<Named> named(State state, int name) {
    return knownSets.get(state, name).map(set -> new Named(name, set)).stream();
  }

  private boolean isDone(Transaction tx, Call call) {
    return switch (call) {
      case Call.Update(var name, var read, var written) ->
          replicaSets.update(tx, name, read, written) == Outcome.OK;
      case Call.Delete(var name) -> replicaSets.delete(tx, name) == Outcome.OK;
      case Call.UpdateStatus(var read, var written) ->
          deployments.update(tx, WEB, read, written) == Outcome.OK;
      case Call.Create(var name, var written) -> isCreated(tx, name, written);
    };
  }

  private boolean isCreated(Transaction tx, int name, ReplicaSet set) {
    if (replicaSets.create(tx, name, set) == Outcome.OK) {
      return true;
    }
    if (isCollision(knownSets.get(tx, name), set)) {
      var deployment = known.get(tx, WEB).orElseThrow();
      var collided = deployment.with(deployment.status().collided());
      return deployments.update(tx, WEB, deployment, collided) == Outcome.OK;
    }
    return false;
  }

  /// @param there the ReplicaSet that has the name, as far as the controller knows
  private boolean isCollision(Optional<ReplicaSet> there, ReplicaSet wanted) {
    return switch (collides) {
      case NONE -> false;
      case ALL -> true;
      case OF_OTHERS ->
          there
              .filter(
                  it ->
                      it.template() != wanted.template()
                          || !it.meta().owner().equals(wanted.meta().owner()))
              .isPresent();
    };
  }
}
