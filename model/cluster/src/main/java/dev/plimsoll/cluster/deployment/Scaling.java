package dev.plimsoll.cluster.deployment;

import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.ReplicaSet;
import dev.plimsoll.cluster.controller.RollingUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What becomes of ReplicaSets where a Deployment is scaled, or is paused: where there is one that
/// is active it has all pods; where there are several each gets its share, so that the rollout goes
/// neither on nor back.
///
/// Source: `pkg/controller/deployment/sync.go` (`scale`) and `util/deployment_util.go`
/// (`FindActiveOrLatest`, `IsSaturated`, `GetProportion`, `getReplicaSetFraction`), v1.30.
///
/// @param strategy empty with `Recreate`
/// @param proportionally whether shares are kept
/// @param always whether it is noted for how many pods it was scaled also where that is what it has
record Scaling(Optional<RollingUpdate> strategy, boolean proportionally, boolean always) {

  private static final Comparator<Named> BY_SIZE =
      Comparator.comparingInt(Named::replicas).reversed();

  /// The calls that scale.
  ///
  /// @param current the ReplicaSet of the template
  /// @param old the other ones
  List<Call> calls(Deployment deployment, Optional<Named> current, List<Named> old) {
    var replicas = deployment.replicas();
    var all = Stream.concat(old.stream(), current.stream()).toList();
    var active = all.stream().filter(Named::isActive).toList();
    if (active.size() <= 1) {
      var newest = current.or(() -> old.stream().max(Named.BY_AGE));
      return active.stream().findFirst().or(() -> newest).stream()
          .filter(named -> always || named.replicas() != replicas)
          .flatMap(named -> update(named, replicas, replicas).stream())
          .toList();
    }
    if (current.filter(named -> isSaturated(named.set(), replicas)).isPresent()) {
      return old.stream()
          .filter(Named::isActive)
          .flatMap(named -> update(named, 0, replicas).stream())
          .toList();
    }
    return strategy.map(it -> shares(it, replicas, active)).orElse(List.of());
  }

  private static boolean isSaturated(ReplicaSet set, int replicas) {
    return set.replicas() == replicas
        && set.annotations().desired() == replicas
        && set.available() == replicas;
  }

  private List<Call> shares(RollingUpdate rolling, int replicas, List<Named> active) {
    var allowed = replicas == 0 ? 0 : replicas + rolling.surge(replicas);
    var toAdd = allowed - active.stream().mapToInt(Named::replicas).sum();
    var order =
        active.stream()
            .sorted(BY_SIZE.thenComparing(toAdd > 0 ? Named.BY_AGE.reversed() : Named.BY_AGE))
            .toList();
    var sizes = new ArrayList<Integer>();
    var left = toAdd;
    for (var named : order) {
      var share = share(rolling, replicas, named.set());
      var added = toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
      added = left == 0 ? 0 : added;
      sizes.add(named.replicas() + added);
      left -= added;
    }
    sizes.set(0, Math.max(0, sizes.getFirst() + left));
    var calls = new ArrayList<Call>();
    for (var i = 0; i < order.size(); i++) {
      calls.addAll(update(order.get(i), sizes.get(i), replicas));
    }
    return calls;
  }

  /// By how much a ReplicaSet is to grow so that its share stays what it was.
  private int share(RollingUpdate rolling, int replicas, ReplicaSet set) {
    if (replicas == 0) {
      return -set.replicas();
    }
    if (!proportionally) {
      return replicas + rolling.surge(replicas);
    }
    var desired = set.annotations().desired();
    var before = desired + rolling.surge(desired);
    var numerator = set.replicas() * (replicas + rolling.surge(replicas));
    return (2 * numerator + before) / (2 * before) - set.replicas();
  }

  /// The call that makes a ReplicaSet as large, and notes for how many pods in all; none where it
  /// is so.
  static List<Call> update(Named named, int replicas, int desired) {
    var written = named.set().scaledTo(replicas, desired);
    return written.equals(named.set())
        ? List.of()
        : List.of(new Call.Update(named.name(), named.set(), written));
  }
}
