package dev.plimsoll.cluster.autoscaling;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.autoscaling.MeasuredPod.Phase;
import dev.plimsoll.cluster.controller.Deployment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A HorizontalPodAutoscaler by CPU, and the pods of the Deployment that it scales. The load
/// changes, pods burn CPU as they start, what is measured is late, missing and not exact; the
/// controller dies and forgets what it has recommended.
///
/// Time is ticks of the controller's sync period: in a tick it syncs once, and pods are measured
/// once, unless they are missed. The controller knows pods without delay, but not Deployments.
public final class HpaModel extends ClusterModel {

  static final int WEB = 0;

  /// `averageUtilization`.
  static final int TARGET = 50;

  /// `--horizontal-pod-autoscaler-tolerance`, in percent; what is measured differs by as much.
  static final int TOLERANCE = 10;

  /// `--horizontal-pod-autoscaler-cpu-initialization-period`, in ticks.
  static final int INITIALIZATION = 3;

  /// What a pod uses as it starts.
  private static final int START_UP = 200;

  /// Mistakes to seed.
  public enum Bug {
    /// The controller as it should be.
    NONE,
    /// However little usage differs from the target, it scales.
    NO_TOLERANCE,
    /// It counts what pods use that are not ready.
    UNREADY_COUNT,
    /// It takes pods without metrics for idle.
    MISSING_ARE_IDLE,
    /// It goes by its newest recommendation alone.
    NO_WINDOW,
    /// When it starts, it does not take what there is for its first recommendation.
    FORGETS,
    /// It scales up as far as it wants to at once.
    NO_SCALE_UP_LIMIT,
    /// It heeds neither `minReplicas` nor `maxReplicas`.
    NO_BOUNDS,
    /// It never scales up.
    ONLY_DOWN
  }

  /// How it scales.
  ///
  /// @param min `spec.minReplicas`, at least 1
  /// @param max `spec.maxReplicas`
  /// @param upWindow `spec.behavior.scaleUp.stabilizationWindowSeconds`, in ticks
  /// @param downWindow `spec.behavior.scaleDown.stabilizationWindowSeconds`, in ticks
  public record Spec(int min, int max, int upWindow, int downWindow) {}

  /// How far the model goes.
  ///
  /// @param low how many pods the load needs at first
  /// @param high how many it needs at most
  /// @param changes how often the load changes
  /// @param misses how often pods are not measured in a tick, or one is not
  /// @param crashes how often the controller dies
  public record Bounds(int low, int high, int changes, int misses, int crashes) {}

  private final Spec spec;
  private final Bounds bounds;
  private final Resource<Deployment> deployments;
  private final Cell<Recommendations> recommendations;
  private final Cell<Integer> load;
  private final Cell<List<MeasuredPod>> pods;
  private final Cell<Boolean> isMeasured = cell("measured in this tick", false);
  private final Cell<Boolean> isSynced = cell("synced in this tick", false);

  /// What was recommended, whether or not the controller remembers it.
  private final Cell<Recommendations> history = cell("history", Recommendations.NONE);

  /// The last change of this tick.
  private final Cell<Optional<Rescale>> rescale = cell("rescaled", Optional.empty());

  /// As many pods as the load needs.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  public HpaModel(Spec spec, Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.spec = spec;
    this.bounds = bounds;
    load = cell("load", bounds.low());
    var first = needed(bounds.low());
    deployments = resource("deployments", List.of(Optional.of(Deployment.of(first))));
    pods =
        cell(
            "pods",
            Collections.nCopies(
                first, MeasuredPod.old(INITIALIZATION, bounds.low() * TARGET / first)));
    var component = component("autoscaler");
    var known = watch(component, deployments);
    recommendations = memory(component, "recommendations", Recommendations.NONE);
    var autoscaler =
        new Autoscaler(spec, bug, deployments, known, pods, recommendations, history, rescale);
    step(
        component,
        "sync",
        tx -> {
          tx.require(isSynced, false).set(isSynced, true);
          autoscaler.sync(tx);
        });
    mayCrash(component, bounds.crashes());
    declarePods();
    declareMetrics();
    declareTime();
    event(
        "the load changes",
        bounds.changes(),
        tx -> tx.update(load, now -> now == bounds.low() ? bounds.high() : bounds.low()));
    declareClaims();
  }

  private int needed(int ofLoad) {
    return Math.clamp(ofLoad, spec.min(), spec.max());
  }

  // ---- pods and what is measured of them

  private void declarePods() {
    var controller = component("replicaset controller");
    step(
        controller,
        "create a pod",
        tx -> {
          tx.require(tx.get(pods).size() < replicas(tx));
          change(
              tx,
              all -> {
                all.add(MeasuredPod.NEW);
                return all;
              });
        });
    step(
        controller,
        "delete a pod",
        tx -> {
          tx.require(tx.get(pods).size() > replicas(tx));
          change(tx, all -> all.subList(1, all.size()));
        });
    var kubelets = component("kubelets");
    step(kubelets, "start a pod", tx -> replaceFirst(tx, Phase.PENDING, MeasuredPod::started));
    step(
        kubelets,
        "a pod becomes ready",
        tx -> replaceFirst(tx, Phase.STARTING, MeasuredPod::ready));
  }

  private int replicas(State state) {
    return deployments.get(state, WEB).orElseThrow().replicas();
  }

  private void change(Transaction tx, UnaryOperator<List<MeasuredPod>> change) {
    var changed = change.apply(new ArrayList<>(tx.get(pods)));
    tx.set(pods, changed.stream().sorted(MeasuredPod.ORDER).toList());
  }

  private void replaceFirst(Transaction tx, Phase phase, UnaryOperator<MeasuredPod> by) {
    var last = tx.get(pods).stream().filter(pod -> pod.is(phase)).reduce((a, b) -> b);
    tx.require(last.isPresent());
    replace(tx, last.get(), by.apply(last.get()));
  }

  private void replace(Transaction tx, MeasuredPod pod, MeasuredPod by) {
    change(
        tx,
        all -> {
          all.set(all.indexOf(pod), by);
          return all;
        });
  }

  private void declareMetrics() {
    var server = component("metrics server");
    step(
        server,
        "measure the pods",
        tx -> {
          tx.require(isMeasured, false).set(isMeasured, true);
          var error = tx.choose(List.of(-TOLERANCE, TOLERANCE));
          change(tx, all -> all.stream().map(pod -> measured(tx, pod, error)).toList());
        });
    var misses = cell("misses left", bounds.misses());
    fault(
        "pods are not measured", misses, tx -> tx.require(isMeasured, false).set(isMeasured, true));
    fault(
        "metrics of a pod are missing",
        misses,
        tx -> {
          var measured = tx.get(pods).stream().filter(pod -> pod.usage().isPresent());
          var pod = tx.choose(measured.distinct().toList());
          replace(tx, pod, pod.withoutMetrics());
        });
  }

  private MeasuredPod measured(State state, MeasuredPod pod, int error) {
    return switch (pod.phase()) {
      case PENDING -> pod;
      case STARTING -> pod.measured(START_UP);
      case READY -> pod.measured(share(state) * (100 + error) / 100);
    };
  }

  /// What a pod that is ready uses.
  private int share(State state) {
    var ready = (int) state.get(pods).stream().filter(pod -> pod.is(Phase.READY)).count();
    return state.get(load) * TARGET / ready;
  }

  private void declareTime() {
    var clock = component("clock");
    step(
        clock,
        "tick",
        tx -> {
          tx.require(isSynced, true).require(isMeasured, true);
          tx.require(tx.get(pods).size() == replicas(tx));
          tx.require(tx.get(pods).stream().noneMatch(pod -> pod.is(Phase.STARTING)));
          tx.set(isSynced, false).set(isMeasured, false).set(rescale, Optional.empty());
          var longest = Math.max(spec.upWindow(), spec.downWindow());
          tx.update(recommendations, all -> all.older(longest));
          tx.update(history, all -> all.older(longest));
          change(tx, all -> all.stream().map(pod -> pod.older(INITIALIZATION)).toList());
        });
  }

  // ---- claims

  private void declareClaims() {
    always(
        "there are as many replicas as allowed",
        s -> replicas(s) >= spec.min() && replicas(s) <= spec.max());
    always(
        "it does not scale down below what it has recommended within the window",
        s -> s.get(rescale).filter(it -> it.isDown() && it.to() < top(it)).isEmpty());
    always(
        "it does not scale up above what it has recommended all along the window",
        s -> s.get(rescale).filter(it -> it.isUp() && it.to() > it.lowest()).isEmpty());
    always(
        "it does not scale up to more than four replicas, or than twice as many",
        s -> s.get(rescale).filter(it -> it.to() > Autoscaler.scaleUpLimit(it.from())).isEmpty());
    always(
        "never more replicas than the highest load needs, as it is measured",
        s -> replicas(s) <= measuredNeed(bounds.high()));
    always(
        "never fewer replicas than the lowest load needs",
        s -> replicas(s) >= needed(bounds.low()));
    ltl("in the end it rests", rests());
    eventuallyAlways(
        "in the end there are enough replicas for the load",
        s -> replicas(s) >= needed(s.get(load)));
    if (bounds.changes() > 1) {
      sometimes(
          "it has scaled up and down",
          s -> s.get(load) == bounds.low() && s.get(rescale).filter(Rescale::isDown).isPresent());
    }
    sometimes(
        "a pod starts that burns CPU, and is measured",
        s -> s.get(pods).stream().anyMatch(it -> it.is(Phase.STARTING) && it.usage().isPresent()));
    sometimes("what it has recommended keeps it from scaling down", this::isKept);
  }

  private int measuredNeed(int ofLoad) {
    return Math.ceilDiv(ofLoad * (100 + TOLERANCE), 100);
  }

  private int top(Rescale it) {
    return Math.min(it.highest(), spec.max());
  }

  private boolean isKept(State state) {
    return state.get(isSynced)
        && state.get(rescale).isEmpty()
        && state.get(history).newest().filter(it -> it < replicas(state)).isPresent();
  }

  private Formula rests() {
    return IntStream.rangeClosed(spec.min(), spec.max())
        .mapToObj(
            count ->
                Formula.eventually(
                    Formula.always(Formula.holds("" + count, s -> replicas(s) == count))))
        .reduce(Formula::or)
        .orElseThrow();
  }
}
