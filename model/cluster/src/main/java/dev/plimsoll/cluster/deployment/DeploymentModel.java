package dev.plimsoll.cluster.deployment;

import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.controller.DeploymentStatus;
import dev.plimsoll.cluster.controller.DeploymentStatus.Progress;
import dev.plimsoll.cluster.controller.ReplicaSet;
import dev.plimsoll.cluster.controller.RollingUpdate;
import java.util.Optional;

/// A Deployment that users update, undo, scale and pause, with its ReplicaSets and their pods; the
/// Deployment controller dies, pods fail, a template is broken, names collide.
///
/// Pods are counts. The ReplicaSet controller and the kubelets know everything without delay, but
/// the status of a ReplicaSet is written in a step of its own. The Deployment controller knows
/// Deployments, ReplicaSets and, with `Recreate`, pods by watches that lag.
public final class DeploymentModel extends DeployedCluster {

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

  /// A Deployment all of whose pods are available.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  public DeploymentModel(Spec spec, Bounds bounds, Oddities oddities, int lag, Bug bug) {
    super(spec, bounds, oddities, lag, bug);
    declareClaims();
  }

  // ---- claims

  private void declareClaims() {
    if (isRecreated()) {
      always(
          "pods of two templates never run together unless a rollout is changed under way",
          s -> s.get(wasTurned) || together(s) <= 1);
      if (bounds.rollouts() + bounds.undos() + bounds.pauses() > 1) {
        sometimes(
            "pods of two templates run together after a rollout was changed under way",
            s -> together(s) > 1);
      }
    } else {
      declareRollingClaims();
    }
    always(
        "there is one ReplicaSet for each template",
        templates,
        (s, template) -> mine(s).stream().filter(set -> set.template() == template).count() <= 1);
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
