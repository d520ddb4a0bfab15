package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.node.Pod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// What is noted of claims: what they are about, and what has to be seen some time for them to say
/// something, their partners.
abstract class ClaimedCluster extends DisruptedCluster {

  private final Map<String, Concern> concerns = new HashMap<>();
  private final Map<String, List<String>> partners = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  ClaimedCluster(
      ClusterSpec spec,
      Circumstance circumstance,
      Function<Inventory, AlikeNodes> alike,
      Decisions decisions) {
    super(spec, circumstance, alike, decisions);
  }

  /// Changes of the manifests that may help where a claim fails.
  public final List<Repair> repairs(String claim) {
    var concern = concerns.get(claim);
    return concern == null ? List.of() : Repairs.of(spec, concern);
  }

  /// What has to be seen some time for a claim to say something: names of `sometimes` claims.
  public final List<String> partners(String claim) {
    return partners.getOrDefault(claim, List.of());
  }

  /// The name of a claim about a workload.
  final String name(int workload, Concern.Kind kind, String claim, String... with) {
    return noted(name(workload) + ": " + claim, new Concern(kind, workload), with);
  }

  final String noted(String claim, Concern concern, String... with) {
    concerns.put(claim, concern);
    partners.put(claim, List.of(with));
    return claim;
  }

  /// Claims that something about a workload is seen, once.
  final String seen(int workload, String what, Predicate<State> predicate) {
    return seen(name(workload) + ": " + what, predicate);
  }

  final String seen(String what, Predicate<State> predicate) {
    if (seen.add(what)) {
      sometimes(what, predicate);
    }
    return what;
  }

  final boolean isAny(State state, int workload, Predicate<Pod> test) {
    return inventory.pods().get(workload).list(state).stream().anyMatch(test);
  }

  /// Claims that pods fit, if there are nodes with limits.
  final void claimRoom() {
    var limited =
        nodes.stream()
            .filter(name -> spec.nodes().get(nodes.indexOf(name)).allocatable().isPresent())
            .toList();
    if (!limited.isEmpty()) {
      var fit =
          noted(
              "the pods on a node fit",
              new Concern(Concern.Kind.FITS, 0),
              seen(
                  "there are pods on a node with limits",
                  s -> limited.stream().anyMatch(name -> room(s, name).pods() > 0)));
      always(fit, limited, (s, name) -> room(s, name).isEnough());
    }
  }

  private NodeRoom room(State state, String name) {
    return NodeRoom.of(inventory, state, nodes.indexOf(name));
  }
}
