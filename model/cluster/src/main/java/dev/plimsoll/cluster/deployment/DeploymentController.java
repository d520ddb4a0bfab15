package dev.plimsoll.cluster.deployment;

import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.DeploymentStatus;
import dev.plimsoll.cluster.controller.DeploymentStatus.Progress;
import dev.plimsoll.cluster.controller.ReplicaSet;
import dev.plimsoll.cluster.controller.RollingUpdate;
import dev.plimsoll.cluster.deployment.DeploymentModel.Bug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;

/// What the Deployment controller does for one Deployment. A sync goes by what it knew when it
/// began; here it ends after the calls of one purpose, and the next one makes those of the next.
///
/// Source: `pkg/controller/deployment/deployment_controller.go` (`syncDeployment`), `sync.go`,
/// `rolling.go`, `recreate.go`, `progress.go`, v1.30.
///
/// @param strategy empty with `Recreate`
/// @param historyLimit `spec.revisionHistoryLimit`
/// @param nameOf the name of a ReplicaSet, by its template and `collisionCount`
record DeploymentController(
    Optional<RollingUpdate> strategy,
    int historyLimit,
    ToIntBiFunction<Integer, Integer> nameOf,
    Bug bug) {

  /// The calls that a sync makes next; none where all is as it should be.
  ///
  /// @param all the ReplicaSets that the selector selects
  /// @param pods whether there are pods, running or ending, of a ReplicaSet of a name
  List<Call> sync(Deployment deployment, List<Named> all, Pods pods) {
    var uid = deployment.meta().uid();
    var mine = all.stream().filter(it -> it.set().meta().owner().equals(Optional.of(uid))).toList();
    var current = current(deployment, mine);
    var old = mine.stream().filter(it -> !current.equals(Optional.of(it))).toList();
    return Stream.<List<Call>>of(adopt(uid, all), notePause(deployment), revise(current, old))
        .filter(calls -> !calls.isEmpty())
        .findFirst()
        .orElseGet(() -> reconcile(deployment, current, old, pods));
  }

  /// Whether there are pods of a ReplicaSet, as far as the controller knows.
  interface Pods {
    boolean mayRun(int name);
  }

  private static Optional<Named> current(Deployment deployment, List<Named> mine) {
    return mine.stream()
        .filter(it -> it.set().template() == deployment.template())
        .min(Named.BY_AGE);
  }

  private List<Call> adopt(int uid, List<Named> all) {
    if (bug == Bug.NEVER_ADOPTS) {
      return List.of();
    }
    return all.stream()
        .filter(it -> it.set().meta().owner().isEmpty())
        .<Call>map(
            it -> new Call.Update(it.name(), it.set(), it.set().with(it.set().meta().ownedBy(uid))))
        .toList();
  }

  private List<Call> notePause(Deployment deployment) {
    var progress = deployment.status().progress();
    if (progress == Progress.TIMED_OUT || deployment.paused() == (progress == Progress.PAUSED)) {
      return List.of();
    }
    var next = deployment.paused() ? Progress.PAUSED : Progress.UNDER_WAY;
    return List.of(
        new Call.UpdateStatus(deployment, deployment.with(deployment.status().with(next))));
  }

  private List<Call> revise(Optional<Named> current, List<Named> old) {
    var revision = nextRevision(old);
    if (current.isEmpty() || current.get().revision() >= revision || bug == Bug.KEEPS_REVISION) {
      return List.of();
    }
    var set = current.get().set();
    return List.of(new Call.Update(current.get().name(), set, set.revised(revision)));
  }

  private static int nextRevision(List<Named> old) {
    return old.stream().mapToInt(Named::revision).max().orElse(0) + 1;
  }

  private List<Call> reconcile(
      Deployment deployment, Optional<Named> current, List<Named> old, Pods pods) {
    var isPaused = deployment.paused() && bug != Bug.IGNORES_PAUSE;
    var scales = isPaused || isScalingEvent(deployment, current, old);
    var scaling = new Scaling(strategy, bug != Bug.SCALES_ANYHOW, bug != Bug.NEVER_DONE_SCALING);
    var calls =
        scales
            ? scaling.calls(deployment, current, old)
            : strategy.isPresent()
                ? roll(strategy.get(), deployment, current, old)
                : recreate(deployment, current, old, pods);
    if (!calls.isEmpty()) {
      return calls;
    }
    var deleted = scales || deployment.status().isComplete() ? cleanUp(old) : List.<Call>of();
    return deleted.isEmpty() ? updateStatus(deployment, current, old, scales) : deleted;
  }

  private static boolean isScalingEvent(
      Deployment deployment, Optional<Named> current, List<Named> old) {
    return Stream.concat(current.stream(), old.stream())
        .filter(Named::isActive)
        .anyMatch(it -> it.set().annotations().desired() != deployment.replicas());
  }

  // ---- RollingUpdate

  private List<Call> roll(
      RollingUpdate rolling, Deployment deployment, Optional<Named> current, List<Named> old) {
    var replicas = deployment.replicas();
    var now = current.map(Named::replicas).orElse(0);
    var total = now + sum(old);
    var wanted =
        bug == Bug.NO_SURGE_LIMIT
            ? replicas
            : now >= replicas ? replicas : rolling.scaledUp(replicas, now, total);
    if (current.isEmpty()) {
      return create(deployment, wanted, old);
    }
    if (wanted != now) {
      return Scaling.update(current.get(), wanted, replicas);
    }
    var notYet = bug == Bug.COUNTS_UNAVAILABLE ? 0 : now - current.get().available();
    return scaleDown(
        old.stream().filter(Named::isActive).sorted(Named.BY_AGE).toList(),
        rolling.maxScaledDown(replicas, total, notYet),
        (bug == Bug.COUNTS_UNAVAILABLE ? now : current.get().available())
            + old.stream().filter(Named::isActive).mapToInt(Named::available).sum()
            - rolling.minAvailable(replicas),
        replicas);
  }

  /// Scales old ReplicaSets down: by pods that are not available, then by those that are to spare.
  private List<Call> scaleDown(List<Named> old, int most, int spare, int desired) {
    if (most <= 0) {
      return List.of();
    }
    var calls = new ArrayList<Call>();
    var cleaned = new ArrayList<Named>();
    var left = most;
    for (var named : old) {
      if (left > 0 && named.available() > named.replicas()) {
        return calls; // its controller has not yet seen that it was scaled down: an error
      }
      var less = Math.clamp(named.replicas() - named.available(), 0, left);
      cleaned.add(scaleDown(calls, named, less, desired));
      left -= less;
    }
    left = spare;
    for (var named : cleaned) {
      var less = Math.min(Math.max(0, left), named.replicas());
      scaleDown(calls, named, less, desired);
      left -= less;
    }
    return calls;
  }

  private static Named scaleDown(List<Call> calls, Named named, int less, int desired) {
    if (less == 0) {
      return named;
    }
    var written = named.set().scaledTo(named.replicas() - less, desired);
    calls.add(new Call.Update(named.name(), named.set(), written));
    return new Named(named.name(), written);
  }

  // ---- Recreate

  private List<Call> recreate(
      Deployment deployment, Optional<Named> current, List<Named> old, Pods pods) {
    var replicas = deployment.replicas();
    var down =
        old.stream()
            .filter(Named::isActive)
            .flatMap(named -> Scaling.update(named, 0, replicas).stream())
            .toList();
    if (!down.isEmpty() && bug != Bug.CREATES_AT_ONCE) {
      return down;
    }
    var stillThere =
        old.stream().anyMatch(it -> it.set().status().replicas() > 0 || pods.mayRun(it.name()));
    if (stillThere && bug != Bug.CREATES_AT_ONCE) {
      return List.of();
    }
    if (current.isEmpty()) {
      return create(deployment, replicas, old);
    }
    var up =
        current.get().replicas() == replicas
            ? List.<Call>of()
            : Scaling.update(current.get(), replicas, replicas);
    return up.isEmpty() ? down : up;
  }

  // ---- in common

  private List<Call> create(Deployment deployment, int replicas, List<Named> old) {
    var name = nameOf.applyAsInt(deployment.template(), deployment.status().collisions());
    var annotations = new ReplicaSet.Annotations(nextRevision(old), deployment.replicas());
    var set = ReplicaSet.of(deployment.template(), replicas, annotations);
    var under = deployment.with(deployment.status().with(Progress.UNDER_WAY));
    var created = new Call.Create(name, set.with(Meta.NEW.ownedBy(deployment.meta().uid())));
    return under.equals(deployment)
        ? List.of(created)
        : List.of(created, new Call.UpdateStatus(deployment, under));
  }

  /// Deletes old ReplicaSets beyond the limit that have no pods.
  private List<Call> cleanUp(List<Named> old) {
    if (bug == Bug.KEEPS_ALL) {
      return List.of();
    }
    return old.stream()
        .sorted(Named.BY_REVISION)
        .limit(Math.max(0, old.size() - historyLimit))
        .filter(it -> bug == Bug.DELETES_WITH_PODS || isEmpty(it.set()))
        .<Call>map(it -> new Call.Delete(it.name()))
        .toList();
  }

  private static boolean isEmpty(ReplicaSet set) {
    var status = set.status();
    return set.replicas() == 0 && status.replicas() == 0 && status.observed();
  }

  private List<Call> updateStatus(
      Deployment deployment, Optional<Named> current, List<Named> old, boolean scales) {
    var replicas = deployment.replicas();
    var updated = current.map(it -> it.set().status().replicas()).orElse(0);
    var others = old.stream().mapToInt(it -> it.set().status().replicas()).sum();
    var available =
        current.map(Named::available).orElse(0) + old.stream().mapToInt(Named::available).sum();
    var isComplete = updated == replicas && others == 0 && available == replicas;
    var least = strategy.map(it -> it.minAvailable(replicas)).orElse(replicas);
    var before = deployment.status();
    var status =
        new DeploymentStatus(
            before.collisions(),
            true,
            isComplete,
            available >= least && (before.available() || bug != Bug.STAYS_UNAVAILABLE),
            scales ? before.progress() : progress(before.progress(), isComplete, others == 0));
    return status.equals(before)
        ? List.of()
        : List.of(new Call.UpdateStatus(deployment, deployment.with(status)));
  }

  private Progress progress(Progress before, boolean isComplete, boolean noOthers) {
    return switch (before) {
      case COMPLETE -> noOthers || isComplete ? Progress.COMPLETE : Progress.UNDER_WAY;
      case TIMED_OUT ->
          isComplete && bug != Bug.STAYS_TIMED_OUT ? Progress.COMPLETE : Progress.TIMED_OUT;
      case UNDER_WAY, PAUSED -> isComplete ? Progress.COMPLETE : Progress.UNDER_WAY;
    };
  }

  private static int sum(List<Named> sets) {
    return sets.stream().mapToInt(Named::replicas).sum();
  }
}
