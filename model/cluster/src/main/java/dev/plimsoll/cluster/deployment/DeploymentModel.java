package dev.plimsoll.cluster.deployment;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Formula;
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
import dev.plimsoll.cluster.controller.RollingUpdate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A Deployment that users update, undo, scale and pause, with its ReplicaSets and their pods; the
/// Deployment controller dies, pods fail, a template is broken, names collide.
///
/// Pods are counts. The ReplicaSet controller and the kubelets know everything without delay, but
/// the status of a ReplicaSet is written in a step of its own. The Deployment controller knows
/// Deployments, ReplicaSets and, with `Recreate`, pods by watches that lag.
public final class DeploymentModel extends ClusterModel {

  private static final int WEB = 0;

  /// The template that may be broken.
  private static final int BROKEN = 1;

  /// `spec.strategy.type`.
  public enum Strategy {
    /// Pods are replaced little by little.
    ROLLING_UPDATE,
    /// All old pods go first.
    RECREATE
  }

  /// Mistakes to seed.
  public enum Bug {
    /// The controller as it should be.
    NONE,
    /// It scales the new ReplicaSet up without counting old ones.
    NO_SURGE_LIMIT,
    /// It takes new pods for available that are not.
    COUNTS_UNAVAILABLE,
    /// It gives each ReplicaSet what all may have when it scales.
    SCALES_ANYHOW,
    /// It takes a Deployment to have been scaled as long as its only active ReplicaSet says of
    /// itself that it was scaled for another number, also where it has as many pods as it should
    /// (kubernetes/kubernetes#102551).
    NEVER_DONE_SCALING,
    /// With `Recreate`, it does not wait until old pods are gone.
    CREATES_AT_ONCE,
    /// It goes on while the Deployment is paused.
    IGNORES_PAUSE,
    /// It leaves the revision of a ReplicaSet that is in use again.
    KEEPS_REVISION,
    /// It deletes no old ReplicaSet.
    KEEPS_ALL,
    /// It deletes old ReplicaSets that have pods.
    DELETES_WITH_PODS,
    /// It leaves ReplicaSets alone that have no owner.
    NEVER_ADOPTS,
    /// It waits where the name of its ReplicaSet is taken.
    NO_COLLISION_COUNT,
    /// It takes a ReplicaSet that it has made, and does not know yet, for another's.
    COLLIDES_WITH_ITSELF,
    /// It does not say of a rollout that took too long that it is complete after all.
    STAYS_TIMED_OUT,
    /// It does not say that enough pods are available again.
    STAYS_UNAVAILABLE
  }

  /// How the Deployment is rolled out.
  ///
  /// @param rolling of no meaning with {@link Strategy#RECREATE}
  /// @param historyLimit `revisionHistoryLimit`
  public record Spec(Strategy strategy, RollingUpdate rolling, int historyLimit) {}

  /// How far the model goes.
  ///
  /// @param replicas pods asked for at first, at least 1
  /// @param rollouts how often another template is applied
  /// @param undos how often somebody undoes a rollout
  /// @param scales how often somebody asks for one pod more or less
  /// @param pauses how often somebody pauses the Deployment, and resumes it
  /// @param failures how often a pod that was available is so no more
  /// @param deadlines how often `progressDeadlineSeconds` pass
  /// @param crashes how often the controller dies
  public record Bounds(
      int replicas,
      int rollouts,
      int undos,
      int scales,
      int pauses,
      int failures,
      int deadlines,
      int crashes) {}

  /// What is odd about it.
  ///
  /// @param broken pods of the second template never become available
  /// @param collides the second and the third template have the same hash
  /// @param orphaned the first ReplicaSet has no owner at first
  public record Oddities(boolean broken, boolean collides, boolean orphaned) {}

  private final Spec spec;
  private final Bounds bounds;
  private final Oddities oddities;
  private final Bug bug;
  private final List<Integer> names;
  private final List<Integer> templates;
  private final Resource<Deployment> deployments;
  private final Resource<ReplicaSet> replicaSets;
  private final Resource<PodCounts> pods;
  private final Informer<Deployment> known;
  private final Cell<List<Call>> calls;
  /// The fewest and the most pods that have been asked for.
  private final Cell<Integer> fewest;

  private final Cell<Integer> most;

  /// The template that was applied last.
  private final Cell<Integer> applied = cell("applied last", 0);


  /// Whether the template was changed back, or with `Recreate` at all, before the rollout under way
  /// was reported to be complete and ReplicaSets to be as they should.
  private final Cell<Boolean> wasTurned = cell("a rollout was turned under way", false);

  private final Cell<Boolean> hasFailed = cell("a pod has failed", false);

  /// A Deployment all of whose pods are available.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  public DeploymentModel(Spec spec, Bounds bounds, Oddities oddities, int lag, Bug bug) {
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
    declareClaims();
  }

  private boolean isRecreated() {
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

  private boolean isBroken(int template) {
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
          if (isRecreated()) {
            turn(tx);
          }
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
            .sorted(Comparator.comparing(set -> -set.annotations().revision()))
            .toList();
    tx.require(byRevision.size() > 1);
    var template = byRevision.get(1).template();
    tx.require(template != web.template());
    turn(tx);
    deployments.patch(tx, WEB, it -> it.with(template));
  }

  private void turn(Transaction tx) {
    var isObserved = replicaSets.list(tx).stream().allMatch(set -> set.status().observed());
    if (!isObserved || !web(tx).status().isComplete()) {
      tx.set(wasTurned, true);
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
    deployments.patch(tx, WEB, web -> web.paused(isPaused));
  }

  private Deployment web(State state) {
    return deployments.get(state, WEB).orElseThrow();
  }

  // ---- claims

  private void declareClaims() {
    if (isRecreated()) {
      always(
          "pods of two templates never run together unless a rollout is replaced under way",
          s -> s.get(wasTurned) || together(s) <= 1);
      if (bounds.rollouts() + bounds.undos() > 1) {
        sometimes(
            "pods of two templates run together after a rollout was replaced under way",
            s -> together(s) > 1);
      }
    } else {
      declareRollingClaims();
    }
    always(
        "there is one ReplicaSet for each template",
        templates,
        (s, template) ->
            mine(s).stream().filter(set -> set.template() == template).count() <= 1);
    always(
        "a ReplicaSet that is deleted has no pods",
        names,
        (s, name) -> replicaSets.exists(s, name) || pods.is(s, name, it -> it.active() == 0));
    if (bounds.pauses() > 0) {
      ltl(
          "no ReplicaSet is made for a template while the Deployment is known to be paused",
          templates.stream().map(this::staysAway).toList());
      sometimes(
          "a paused Deployment has no ReplicaSet for its template",
          s -> web(s).paused() && set(s, web(s).template()).isEmpty());
    }
    declareEnd();
  }

  private void declareRollingClaims() {
    always(
        "ReplicaSets never ask for more pods than the surge allows",
        s ->
            mine(s).stream().mapToInt(ReplicaSet::replicas).sum()
                <= s.get(most) + spec.rolling().surge(s.get(most)));
    always(
        "enough pods are available as long as none fails, and no rollout is undone under way",
        s -> s.get(hasFailed) || s.get(wasTurned) || isEnough(s));
    if (bounds.undos() > 0 && !oddities.broken()) {
      sometimes(
          "too few pods are available after a rollout was undone under way",
          s -> !s.get(hasFailed) && !isEnough(s));
    }
    if (!oddities.broken()) {
      sometimes(
          "pods of two templates are available together",
          s -> pods.list(s).stream().filter(counts -> counts.available() > 0).count() > 1);
    }
  }

  private void declareEnd() {
    eventuallyAlways(
        "in the end one ReplicaSet has all the pods, of the template that is asked for",
        s -> mayWait(s) || isDone(s));
    eventuallyAlways(
        "in the end a rollout that is done is reported to be complete and available",
        s -> mayWait(s) || !isDone(s) || isReported(web(s).status()));
    eventuallyAlways(
        "in the end no rollout that is done is reported to have taken too long",
        s -> mayWait(s) || !isDone(s) || web(s).status().progress() != Progress.TIMED_OUT);
    eventuallyAlways(
        "in the end the template that is asked for is the last revision",
        s -> mayWait(s) || isLastRevision(s));
    eventuallyAlways(
        "in the end no more old ReplicaSets are kept than the limit",
        s -> mayWait(s) || mine(s).size() <= spec.historyLimit() + 1);
    eventuallyAlways(
        "in the end every ReplicaSet has an owner",
        s -> replicaSets.list(s).stream().allMatch(set -> set.meta().owner().isPresent()));
    if (!isBroken(bounds.rollouts())) {
      sometimes("the last template has all pods", s -> isDone(s) && isLastApplied(s));
    }
    if (bounds.undos() > 0) {
      sometimes("an older template has all pods again", s -> isDone(s) && isUndone(s));
    }
    if (bounds.rollouts() > spec.historyLimit()) {
      sometimes("an old ReplicaSet has been deleted", s -> !replicaSets.exists(s, 0));
    }
    if (bounds.deadlines() > 0) {
      sometimes(
          "a rollout that took too long is done",
          s -> isDone(s) && web(s).status().progress() == Progress.TIMED_OUT);
    }
    if (oddities.collides()) {
      sometimes(
          "a ReplicaSet has another name as its hash collides",
          s -> names.stream().anyMatch(it -> it >= templates.size() && replicaSets.exists(s, it)));
    }
  }

  private Formula staysAway(int template) {
    var isKnown =
        Formula.holds(
            "paused",
            s ->
                known.is(s, WEB, web -> web.paused() && web.template() == template)
                    && s.get(calls).isEmpty());
    var isAway = Formula.holds("away", s -> set(s, template).isEmpty());
    var isOver = Formula.holds("over", s -> known.is(s, WEB, web -> !web.paused()));
    return Formula.always(isKnown.and(isAway).implies(isAway.unless(isOver)));
  }

  /// Whether nothing needs to be done as it is paused, or cannot be done as the template is broken.
  private boolean mayWait(State state) {
    return web(state).paused() || isBroken(web(state).template());
  }

  private boolean isDone(State state) {
    var web = web(state);
    return names.stream().allMatch(name -> isDone(state, name, web.template(), web.replicas()))
        && set(state, web.template()).isPresent();
  }

  private boolean isDone(State state, int name, int template, int replicas) {
    var set = replicaSets.get(state, name).filter(it -> it.meta().owner().isPresent());
    if (set.isEmpty()) {
      return true;
    }
    var wanted = set.get().template() == template ? replicas : 0;
    return set.get().replicas() == wanted
        && pods.is(state, name, it -> it.available() == wanted && it.all() == wanted);
  }

  private static boolean isReported(DeploymentStatus status) {
    return status.isComplete() && status.available();
  }

  private boolean isLastRevision(State state) {
    var template = web(state).template();
    var others =
        mine(state).stream()
            .filter(set -> set.template() != template)
            .mapToInt(set -> set.annotations().revision())
            .max();
    return set(state, template)
        .filter(last -> last.annotations().revision() <= others.orElse(0))
        .isEmpty();
  }

  private boolean isLastApplied(State state) {
    return state.get(applied) == bounds.rollouts() && web(state).template() == bounds.rollouts();
  }

  private boolean isUndone(State state) {
    return web(state).template() < state.get(applied);
  }

  /// The ReplicaSets of the Deployment.
  private List<ReplicaSet> mine(State state) {
    return replicaSets.list(state).stream()
        .filter(set -> set.meta().owner().isPresent())
        .toList();
  }

  private Optional<ReplicaSet> set(State state, int template) {
    return replicaSets.list(state).stream().filter(set -> set.template() == template).findFirst();
  }

  /// Of how many ReplicaSets there are pods.
  private long together(State state) {
    return pods.list(state).stream().filter(counts -> counts.all() > 0).count();
  }

  private boolean isEnough(State state) {
    return kept(state) >= state.get(fewest) - spec.rolling().unavailable(state.get(most));
  }

  /// Available pods, less those that are to go.
  private int kept(State state) {
    return names.stream().mapToInt(name -> kept(state, name)).sum();
  }

  private int kept(State state, int name) {
    var available = pods.get(state, name).orElseThrow().available();
    return replicaSets
        .get(state, name)
        .map(set -> Math.min(set.replicas(), available))
        .orElse(available);
  }
}
