package dev.plimsoll.cluster.autoscaling;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.autoscaling.HpaModel.Bug;
import dev.plimsoll.cluster.autoscaling.HpaModel.Spec;
import dev.plimsoll.cluster.autoscaling.MeasuredPod.Phase;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.HorizontalPodAutoscalers;
import dev.plimsoll.cluster.controller.ReplicaCalculator;
import dev.plimsoll.cluster.controller.ReplicaCalculator.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the HorizontalPodAutoscaler controller does in one sync.
///
/// Source: `pkg/controller/podautoscaler/horizontal.go` (`reconcileAutoscaler`,
/// `normalizeDesiredReplicasWithBehaviors`, `calculateScaleUpLimit`) and `replica_calculator.go`
/// (`groupPods`), v1.30.
///
/// @param recommendations what it remembers
/// @param history what was recommended, whether or not it remembers
/// @param rescale the last change
record Autoscaler(
    Spec spec,
    Bug bug,
    Resource<Deployment> deployments,
    Informer<Deployment> known,
    Cell<List<MeasuredPod>> pods,
    Cell<Recommendations> recommendations,
    Cell<Recommendations> history,
    Cell<Optional<Rescale>> rescale) {

  /// Recommends, and scales.
  void sync(Transaction tx) {
    var replicas = known.get(tx, HpaModel.WEB).orElseThrow().replicas();
    if (tx.get(recommendations).all().isEmpty() && bug != Bug.FORGETS) {
      tx.update(recommendations, all -> all.with(replicas, spec.upWindow()));
    }
    var calculator =
        new ReplicaCalculator(
            HpaModel.TARGET,
            bug == Bug.NO_TOLERANCE ? 0 : HpaModel.TOLERANCE,
            bug != Bug.MISSING_ARE_IDLE);
    calculator.replicas(replicas, metrics(tx)).ifPresent(it -> scale(tx, replicas, it));
  }

  /// `groupPods`.
  private Metrics metrics(State state) {
    var missing = 0;
    var unready = 0;
    var ready = new ArrayList<Integer>();
    for (var pod : state.get(pods)) {
      if (pod.is(Phase.PENDING)) {
        unready++;
      } else if (pod.usage().isEmpty()) {
        missing++;
      } else if (isUnready(pod) && bug != Bug.UNREADY_COUNT) {
        unready++;
      } else {
        ready.add(pod.usage().get());
      }
    }
    return new Metrics(
        ready.stream().mapToInt(usage -> usage).sum(), ready.size(), missing, unready);
  }

  private static boolean isUnready(MeasuredPod pod) {
    return pod.is(Phase.STARTING) || (pod.age() < HpaModel.INITIALIZATION && !pod.isFresh());
  }

  private void scale(Transaction tx, int replicas, int wanted) {
    var before = tx.get(recommendations);
    var lowest = before.lowest(spec.upWindow(), wanted);
    var highest = before.highest(spec.downWindow(), wanted);
    tx.set(recommendations, before.with(wanted, spec.upWindow()));
    var stable = bug == Bug.NO_WINDOW ? wanted : Math.min(Math.max(replicas, lowest), highest);
    var limited = bug == Bug.NO_SCALE_UP_LIMIT ? stable : Math.min(stable, scaleUpLimit(replicas));
    var desired = bug == Bug.ONLY_DOWN ? Math.min(replicas, limited) : limited;
    var past = tx.get(history);
    tx.set(history, past.with(wanted, spec.upWindow()));
    var scaler =
        bug == Bug.NO_BOUNDS
            ? new HorizontalPodAutoscalers(deployments, known, 0, spec.max() + 1)
            : new HorizontalPodAutoscalers(deployments, known, spec.min(), spec.max());
    if (scaler.scaleTo(tx, HpaModel.WEB, desired)) {
      var to = deployments.get(tx, HpaModel.WEB).orElseThrow().replicas();
      tx.set(
          rescale,
          Optional.of(
              new Rescale(
                  replicas,
                  to,
                  past.lowest(spec.upWindow(), wanted),
                  past.highest(spec.downWindow(), wanted))));
    }
  }

  /// `calculateScaleUpLimit`.
  static int scaleUpLimit(int replicas) {
    return Math.max(2 * replicas, 4);
  }
}
