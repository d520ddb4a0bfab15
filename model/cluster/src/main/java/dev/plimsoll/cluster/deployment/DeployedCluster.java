package dev.plimsoll.cluster.deployment;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.DeploymentStatus;
import dev.plimsoll.cluster.controller.DeploymentStatus.Progress;
import dev.plimsoll.cluster.controller.ReplicaSet;
import dev.plimsoll.cluster.deployment.DeploymentModel.Bounds;
import dev.plimsoll.cluster.deployment.DeploymentModel.Bug;
import dev.plimsoll.cluster.deployment.DeploymentModel.Oddities;
import dev.plimsoll.cluster.deployment.DeploymentModel.Spec;
import dev.plimsoll.cluster.deployment.DeploymentModel.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A Deployment with its ReplicaSets and their pods, and what happens to them.
abstract sealed class DeployedCluster extends ClusterModel permits DeploymentModel {

  static final int WEB = 0;

  /// The template that may be broken.
  private static final int BROKEN = 1;

  final Spec spec;
  final Bounds bounds;
  final Oddities oddities;
  final Bug bug;
  final List<Integer> names;
  final List<Integer> templates;
  final Resource<Deployment> deployments;
  final Resource<ReplicaSet> replicaSets;
  final Resource<PodCounts> pods;
  final Informer<Deployment> known;
  final Cell<List<Call>> calls;

  /// The fewest and the most pods that have been asked for.
  final Cell<Integer> fewest;

  final Cell<Integer> most;

  /// The template that was applied last.
  final Cell<Integer> applied = cell("applied last", 0);

  /// Whether the template was changed back before the rollout under way was reported to be complete
  /// and ReplicaSets to be as they should; with `Recreate`, whether it was changed or paused.
  final Cell<Boolean> wasTurned = cell("a rollout was turned under way", false);

  final Cell<Boolean> hasFailed = cell("a pod has failed", false);

  /// A Deployment all of whose pods are available.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  DeployedCluster(Spec spec, Bounds bounds, Oddities oddities, int lag, Bug bug) {
    super(1, lag);
    this.spec = spec;
    this.bounds = bounds;
    this.oddities = oddities;
    this.bug = bug;
    templates = IntStream.rangeClosed(0, bounds.rollouts()).boxed().toList();
    names = IntStream.range(0, 2 * templates.size()).boxed().toList();
    fewest = cell("fewest asked for", bounds.replicas());
    most = cell("most asked for", bounds.replicas());
    var replicas = bounds.replicas();
    deployments = resource("deployments", List.of(Optional.of(complete(replicas))));
    replicaSets = resource("replicasets", onlyFirst(Optional.of(first()), Optional.empty()));
    pods =
        resource(
            "pods", onlyFirst(Optional.of(PodCounts.of(replicas)), Optional.of(PodCounts.NONE)));

    var component = component("deployment controller");
    known = watch(component, deployments);
    calls = memory(component, "calls left", List.of());
    declareController(component);
    declarePods();
    declareUser();
  }

  final boolean isRecreated() {
    return spec.strategy() == Strategy.RECREATE;
  }

  private <T> List<Optional<T>> onlyFirst(Optional<T> first, Optional<T> others) {
    var list = new ArrayList<>(Collections.nCopies(names.size(), others));
    list.set(0, first);
    return list;
  }

  private static Deployment complete(int replicas) {
    return Deployment.of(replicas).with(DeploymentStatus.ALL_THERE);
  }

  private ReplicaSet first() {
    var replicas = bounds.replicas();
    return ReplicaSet.of(0, replicas, new ReplicaSet.Annotations(1, replicas))
        .with(oddities.orphaned() ? Meta.NEW : Meta.NEW.ownedBy(0))
        .with(new ReplicaSet.Status(replicas, replicas, true));
  }

  /// A hash of the template and `collisionCount`.
  private int name(int template, int collisions) {
    return oddities.collides() && template == 2 && collisions == 0
        ? 1
        : template + templates.size() * Math.min(1, collisions);
  }

  private void declareController(Component component) {
    var controller =
        new DeploymentController(
            isRecreated() ? Optional.empty() : Optional.of(spec.rolling()),
            spec.historyLimit(),
            this::name,
            bug);
    var sync =
        new Sync(
            controller,
            deployments,
            replicaSets,
            known,
            watch(component, replicaSets),
            isRecreated() ? watch(component, pods) : pods,
            calls,
            collisions());
    step(component, "sync", sync::begin);
    step(component, "make the next call of a sync", sync::goOn);
    perhaps("progressDeadlineSeconds pass", bounds.deadlines(), this::timeOut);
    mayCrash(component, bounds.crashes());
  }

  private Sync.Collisions collisions() {
    if (bug == Bug.COLLIDES_WITH_ITSELF) {
      return Sync.Collisions.ALL;
    }
    return bug == Bug.NO_COLLISION_COUNT ? Sync.Collisions.NONE : Sync.Collisions.OF_OTHERS;
  }

  /// Declares what happens at most so often, if ever.
  private void perhaps(String name, int most, Consumer<Transaction> body) {
    if (most > 0) {
      event(name, most, body);
    }
  }

  /// The controller notes that nothing has come forward for too long.
  private void timeOut(Transaction tx) {
    var deployment = known.get(tx, WEB).orElseThrow();
    tx.require(deployment.status().progress() == Progress.UNDER_WAY && !deployment.paused());
    tx.require(deployments.get(tx, WEB).equals(Optional.of(deployment)));
    var timedOut = deployment.with(deployment.status().with(Progress.TIMED_OUT));
    deployments.update(tx, WEB, deployment, timedOut);
  }

  // ---- ReplicaSets and their pods

  private void declarePods() {
    var controller = component("replicaset controller");
    step(
        controller,
        "create or delete pods",
        names,
        (tx, name) -> {
          var set = replicaSets.get(tx, name);
          tx.require(set.isPresent());
          change(tx, name, counts -> counts.scaledTo(set.get().replicas()));
        });
    step(controller, "update a status", names, this::report);
    var kubelets = component("kubelets");
    step(
        kubelets,
        "a pod becomes available",
        names,
        (tx, name) -> {
          tx.require(replicaSets.is(tx, name, set -> !isBroken(set.template())));
          tx.require(pods.is(tx, name, counts -> counts.starting() > 0));
          change(tx, name, counts -> counts.moved(1));
        });
    if (isRecreated()) {
      step(kubelets, "let pods go", names, (tx, name) -> change(tx, name, PodCounts::ended));
    }
    perhaps(
        "a pod is available no more",
        bounds.failures(),
        tx -> {
          var name = tx.choose(pods.names(tx, counts -> counts.available() > 0));
          change(tx, name, counts -> counts.moved(-1));
          tx.set(hasFailed, true);
        });
  }

  private void change(Transaction tx, int name, UnaryOperator<PodCounts> change) {
    var before = pods.get(tx, name).orElseThrow();
    var after = change.apply(before);
    var counted = isRecreated() ? after : after.ended(); // else nobody asks for those that end
    tx.require(!counted.equals(before));
    pods.update(tx, name, before, counted);
  }

  private void report(Transaction tx, int name) {
    var set = replicaSets.get(tx, name);
    tx.require(set.isPresent());
    var counts = pods.get(tx, name).orElseThrow();
    var status = new ReplicaSet.Status(counts.active(), counts.available(), true);
    tx.require(!set.get().status().equals(status));
    replicaSets.update(tx, name, set.get(), set.get().with(status));
  }

  final boolean isBroken(int template) {
    return oddities.broken() && template == BROKEN;
  }

  // ---- users

  private void declareUser() {
    event(
        "kubectl apply of another template",
        bounds.rollouts(),
        tx -> {
          var last = tx.get(applied);
          tx.set(applied, last + 1);
          changeUnderWay(tx);
          deployments.patch(tx, WEB, web -> web.with(last + 1));
        });
    perhaps("kubectl rollout undo", bounds.undos(), this::undo);
    perhaps("kubectl scale", bounds.scales(), this::scale);
    perhaps("kubectl rollout pause", bounds.pauses(), tx -> pause(tx, true));
    perhaps("kubectl rollout resume", bounds.pauses(), tx -> pause(tx, false));
  }

  /// Takes the template of the revision before the last one
  /// (`staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollback.go`).
  private void undo(Transaction tx) {
    var web = web(tx);
    tx.require(!web.paused());
    var byRevision =
        mine(tx).stream()
            .sorted(Comparator.comparingInt(set -> -set.annotations().revision()))
            .toList();
    tx.require(byRevision.size() > 1);
    var template = byRevision.get(1).template();
    tx.require(template != web.template());
    turn(tx);
    deployments.patch(tx, WEB, it -> it.with(template));
  }

  private void turn(Transaction tx) {
    if (!replicaSets.list(tx).stream().allMatch(ReplicaSet::isSettled)
        || !web(tx).status().isComplete()) {
      tx.set(wasTurned, true);
    }
  }

  private void changeUnderWay(Transaction tx) {
    if (isRecreated()) {
      turn(tx);
    }
  }

  private void scale(Transaction tx) {
    var asked = web(tx).replicas();
    var wanted = tx.choose(List.of(asked - 1, asked + 1));
    tx.require(wanted > 0);
    deployments.patch(tx, WEB, web -> web.scaledTo(wanted));
    tx.update(fewest, count -> Math.min(count, wanted));
    tx.update(most, count -> Math.max(count, wanted));
  }

  private void pause(Transaction tx, boolean isPaused) {
    tx.require(web(tx).paused() != isPaused);
    changeUnderWay(tx);
    deployments.patch(tx, WEB, web -> web.paused(isPaused));
  }

  final Deployment web(State state) {
    return deployments.get(state, WEB).orElseThrow();
  }

  /// The ReplicaSets of the Deployment.
  final List<ReplicaSet> mine(State state) {
    return replicaSets.list(state).stream().filter(set -> set.meta().owner().isPresent()).toList();
  }
}
