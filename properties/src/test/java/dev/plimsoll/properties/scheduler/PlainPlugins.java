package dev.plimsoll.properties.scheduler;

import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.PodAffinity;
import dev.plimsoll.kubernetes.workload.Taint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What plug-ins say, pod by pod and step by step as in the sources: no haste and no sharing.
final class PlainPlugins {

  /// A pod on a node.
  private record Placed(PodInfo pod, NodeInfo node, boolean stays) {}

  /// A value of a label of nodes.
  private record Domain(String key, String value) {}

  /// A constraint with its selector narrowed, as `filterTopologySpreadConstraints` makes it.
  private record Narrowed(String key, int maxSkew, LabelSelector selector) {}

  private final List<NodeInfo> nodes;
  private final PodInfo pod;
  private final List<Placed> placed = new ArrayList<>();

  PlainPlugins(Snapshot snapshot, PodInfo pod) {
    nodes = snapshot.nodes();
    this.pod = pod;
    for (var node : nodes) {
      for (var other : snapshot.templates()) {
        for (var each = 0; each < node.pods().get(other.number()); each++) {
          placed.add(new Placed(other, node, each < node.staying().get(other.number())));
        }
      }
    }
  }

  // ---- filters

  boolean allows(NodeInfo node) {
    return isNamed(node)
        && toleratesHardTaints(node)
        && matchesNodeAffinity(node)
        && hasPortsFree(node)
        && hasRoom(node)
        && isSpreadWellAt(node)
        && satisfiesAffinity(node)
        && satisfiesAntiAffinity(node)
        && satisfiesAntiAffinityOfOthers(node);
  }

  private boolean isNamed(NodeInfo node) {
    return pod.spec().nodeName().isEmpty() || pod.spec().nodeName().get().equals(node.name());
  }

  private boolean toleratesHardTaints(NodeInfo node) {
    for (var taint : node.taints()) {
      if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !isTolerated(taint)) {
        return false;
      }
    }
    return true;
  }

  private boolean isTolerated(Taint taint) {
    for (var toleration : pod.spec().tolerations()) {
      if (toleration.tolerates(taint)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesNodeAffinity(NodeInfo node) {
    for (var label : pod.spec().nodeSelector().entrySet()) {
      if (!label.getValue().equals(node.label(label.getKey()))) {
        return false;
      }
    }
    var terms = pod.spec().nodeAffinity().required();
    var isMatched = terms.isEmpty();
    for (var term : terms) {
      isMatched |= term.matches(node.name(), node.node().metadata().labels());
    }
    return isMatched;
  }

  private boolean hasPortsFree(NodeInfo node) {
    var used = new HashSet<Integer>();
    for (var each : placed) {
      if (each.node().equals(node)) {
        used.addAll(each.pod().spec().hostPorts());
      }
    }
    used.retainAll(pod.spec().hostPorts());
    return used.isEmpty();
  }

  private boolean hasRoom(NodeInfo node) {
    var pods = 0L;
    var cpu = 0L;
    var memory = 0L;
    for (var each : placed) {
      if (each.node().equals(node)) {
        pods++;
        cpu += each.pod().spec().requests().cpuMilli().orElse(0);
        memory += each.pod().spec().requests().memoryBytes().orElse(0);
      }
    }
    var has = node.node().allocatable().orElseThrow();
    var moreCpu = pod.spec().requests().cpuMilli().orElse(0);
    var moreMemory = pod.spec().requests().memoryBytes().orElse(0);
    return pods + 1 <= has.pods().orElseThrow()
        && (moreCpu == 0 || moreCpu <= has.cpuMilli().orElseThrow() - cpu)
        && (moreMemory == 0 || moreMemory <= has.memoryBytes().orElseThrow() - memory);
  }

  private List<Narrowed> constraints(WhenUnsatisfiable action) {
    var result = new ArrayList<Narrowed>();
    for (var each : pod.spec().topologySpreadConstraints()) {
      if (each.whenUnsatisfiable() == action) {
        result.add(narrowed(each));
      }
    }
    return result;
  }

  private Narrowed narrowed(TopologySpreadConstraint constraint) {
    var requirements = new ArrayList<>(constraint.labelSelector().matchExpressions());
    for (var key : constraint.matchLabelKeys()) {
      var value = pod.template().labels().get(key);
      if (value != null) {
        requirements.add(
            new LabelSelector.Requirement(key, LabelSelector.Operator.IN, List.of(value)));
      }
    }
    return new Narrowed(
        constraint.topologyKey(),
        constraint.maxSkew(),
        new LabelSelector(constraint.labelSelector().matchLabels(), requirements));
  }

  private int countMatching(NodeInfo node, LabelSelector selector) {
    var count = 0;
    for (var each : placed) {
      if (each.node().equals(node)
          && !selector.isEmpty()
          && each.stays()
          && each.pod().namespace().equals(pod.namespace())
          && selector.matches(each.pod().template().labels())) {
        count++;
      }
    }
    return count;
  }

  private static boolean hasAllKeys(NodeInfo node, List<Narrowed> constraints) {
    return constraints.stream().allMatch(each -> node.label(each.key()) != null);
  }

  private boolean isSpreadWellAt(NodeInfo node) {
    var constraints = constraints(WhenUnsatisfiable.DO_NOT_SCHEDULE);
    var counts = new HashMap<Domain, Integer>();
    for (var each : nodes) {
      if (hasAllKeys(each, constraints) && matchesNodeAffinity(each)) {
        for (var constraint : constraints) {
          counts.merge(
              domain(each, constraint.key()).orElseThrow(),
              countMatching(each, constraint.selector()),
              Integer::sum);
        }
      }
    }
    for (var constraint : constraints) {
      var domain = domain(node, constraint.key());
      if (domain.isEmpty()) {
        return false;
      }
      var least = Integer.MAX_VALUE;
      for (var each : counts.entrySet()) {
        if (each.getKey().key().equals(constraint.key())) {
          least = Math.min(least, each.getValue());
        }
      }
      var self = constraint.selector().matches(pod.template().labels()) ? 1 : 0;
      if (counts.getOrDefault(domain.get(), 0) + self - least > constraint.maxSkew()) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Domain> domain(NodeInfo node, String key) {
    return Optional.ofNullable(node.label(key)).map(value -> new Domain(key, value));
  }

  private static boolean matches(PodInfo of, PodAffinity.Term term, PodInfo other) {
    return of.namespace().equals(other.namespace())
        && term.labelSelector().matches(other.template().labels());
  }

  private boolean matchesAll(List<PodAffinity.Term> terms, PodInfo other) {
    return !terms.isEmpty() && terms.stream().allMatch(term -> matches(pod, term, other));
  }

  private boolean satisfiesAffinity(NodeInfo node) {
    var terms = pod.spec().podAffinity().required();
    var counts = new HashMap<Domain, Integer>();
    for (var each : placed) {
      if (matchesAll(terms, each.pod())) {
        for (var term : terms) {
          domain(each.node(), term.topologyKey())
              .ifPresent(at -> counts.merge(at, 1, Integer::sum));
        }
      }
    }
    var exist = true;
    for (var term : terms) {
      var domain = domain(node, term.topologyKey());
      if (domain.isEmpty()) {
        return false;
      }
      exist &= counts.containsKey(domain.get());
    }
    return exist || (counts.isEmpty() && matchesAll(terms, pod));
  }

  private boolean satisfiesAntiAffinity(NodeInfo node) {
    for (var term : pod.spec().podAntiAffinity().required()) {
      for (var each : placed) {
        if (matches(pod, term, each.pod()) && isSame(node, each.node(), term.topologyKey())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean satisfiesAntiAffinityOfOthers(NodeInfo node) {
    for (var each : placed) {
      for (var term : each.pod().spec().podAntiAffinity().required()) {
        if (matches(each.pod(), term, pod) && isSame(node, each.node(), term.topologyKey())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isSame(NodeInfo node, NodeInfo other, String key) {
    return domain(node, key).isPresent() && domain(node, key).equals(domain(other, key));
  }

  // ---- scores, each stretched to 0 to 100

  List<Long> taintScores(List<NodeInfo> feasible) {
    var scores = new ArrayList<Long>();
    for (var node : feasible) {
      scores.add(
          node.taints().stream()
              .filter(taint -> taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE)
              .filter(taint -> !isTolerated(taint))
              .count());
    }
    var most = scores.stream().mapToLong(each -> each).max().orElse(0);
    return scores.stream().map(each -> most == 0 ? 100 : 100 - 100 * each / most).toList();
  }

  List<Long> nodeAffinityScores(List<NodeInfo> feasible) {
    var scores = new ArrayList<Long>();
    for (var node : feasible) {
      var sum = 0L;
      for (var wish : pod.spec().nodeAffinity().preferred()) {
        sum +=
            wish.term().matches(node.name(), node.node().metadata().labels()) ? wish.weight() : 0;
      }
      scores.add(sum);
    }
    var most = scores.stream().mapToLong(each -> each).max().orElse(0);
    return scores.stream().map(each -> most == 0 ? 0 : 100 * each / most).toList();
  }

  List<Long> resourceScores(List<NodeInfo> feasible) {
    return feasible.stream().map(this::resourceScore).toList();
  }

  private long resourceScore(NodeInfo node) {
    var cpu = cpuForScore(pod);
    var memory = memoryForScore(pod);
    for (var each : placed) {
      if (each.node().equals(node)) {
        cpu += cpuForScore(each.pod());
        memory += memoryForScore(each.pod());
      }
    }
    var has = node.node().allocatable().orElseThrow();
    var sum = 0L;
    var resources = 0;
    if (has.cpuMilli().orElseThrow() > 0) {
      sum += leastRequested(cpu, has.cpuMilli().orElseThrow());
      resources++;
    }
    if (has.memoryBytes().orElseThrow() > 0) {
      sum += leastRequested(memory, has.memoryBytes().orElseThrow());
      resources++;
    }
    return resources == 0 ? 0 : sum / resources;
  }

  private static long cpuForScore(PodInfo pod) {
    return pod.spec().requests().cpuMilli().orElse(100);
  }

  private static long memoryForScore(PodInfo pod) {
    return pod.spec().requests().memoryBytes().orElse(200L * 1024 * 1024);
  }

  private static long leastRequested(long requested, long capacity) {
    return requested > capacity ? 0 : (capacity - requested) * 100 / capacity;
  }

  List<Long> spreadScores(List<NodeInfo> feasible) {
    var isDefault = pod.spec().topologySpreadConstraints().isEmpty();
    var constraints =
        isDefault ? defaultConstraints() : constraints(WhenUnsatisfiable.SCHEDULE_ANYWAY);
    if (constraints.isEmpty()) {
      return feasible.stream().map(node -> 0L).toList(); // Skip
    }
    var counted = feasible.stream().filter(node -> isDefault || hasAllKeys(node, constraints));
    var usable = new ArrayList<>(counted.toList());
    var raw = new HashMap<NodeInfo, Long>();
    for (var node : usable) {
      var score = 0.0;
      for (var constraint : constraints) {
        if (node.label(constraint.key()) != null) {
          score += spreadScore(node, constraint, constraints, usable, isDefault);
        }
      }
      raw.put(node, Math.round(score));
    }
    return stretched(feasible, raw);
  }

  private static List<Long> stretched(List<NodeInfo> feasible, Map<NodeInfo, Long> raw) {
    var most = raw.values().stream().mapToLong(each -> each).max().orElse(0);
    var least = raw.values().stream().mapToLong(each -> each).min().orElse(0);
    var scores = new ArrayList<Long>();
    for (var node : feasible) {
      var score = raw.get(node);
      scores.add(score == null ? 0L : most == 0 ? 100L : 100 * (most + least - score) / most);
    }
    return scores;
  }

  private double spreadScore(
      NodeInfo node,
      Narrowed constraint,
      List<Narrowed> constraints,
      List<NodeInfo> usable,
      boolean isDefault) {
    var count = 0;
    int domains;
    if (constraint.key().equals("kubernetes.io/hostname")) {
      domains = usable.size();
      count = countMatching(node, constraint.selector());
    } else {
      var values = new HashSet<Optional<Domain>>();
      usable.forEach(each -> values.add(domain(each, constraint.key())));
      domains = values.size();
      for (var each : nodes) {
        if (matchesNodeAffinity(each)
            && (isDefault || hasAllKeys(each, constraints))
            && isSame(node, each, constraint.key())) {
          count += countMatching(each, constraint.selector());
        }
      }
    }
    return count * Math.log(domains + 2.0) + (constraint.maxSkew() - 1);
  }

  /// Those of `systemDefaultConstraints`, for a controller that selects by all labels of its pods.
  private List<Narrowed> defaultConstraints() {
    var selector = LabelSelector.ofLabels(pod.template().labels());
    return selector.isEmpty()
        ? List.of()
        : List.of(
            new Narrowed("kubernetes.io/hostname", 3, selector),
            new Narrowed("topology.kubernetes.io/zone", 5, selector));
  }

  List<Long> podAffinityScores(List<NodeInfo> feasible) {
    var sums = new HashMap<Domain, Long>();
    for (var each : placed) {
      var other = each.pod().spec();
      add(sums, pod, pod.spec().podAffinity(), each.pod(), each.node(), 1);
      add(sums, pod, pod.spec().podAntiAffinity(), each.pod(), each.node(), -1);
      for (var term : other.podAffinity().required()) {
        add(sums, each.pod(), term, 1, pod, each.node()); // hardPodAffinityWeight
      }
      add(sums, each.pod(), other.podAffinity(), pod, each.node(), 1);
      add(sums, each.pod(), other.podAntiAffinity(), pod, each.node(), -1);
    }
    var raw = new ArrayList<Long>();
    for (var node : feasible) {
      var sum = 0L;
      for (var label : node.node().metadata().labels().entrySet()) {
        sum += sums.getOrDefault(new Domain(label.getKey(), label.getValue()), 0L);
      }
      raw.add(sum);
    }
    var most = raw.stream().mapToLong(each -> each).max().orElse(0);
    var least = raw.stream().mapToLong(each -> each).min().orElse(0);
    return raw.stream()
        .map(
            each ->
                most == least ? 0L : (long) (100.0 * ((double) (each - least) / (most - least))))
        .toList();
  }

  private static void add(
      Map<Domain, Long> sums,
      PodInfo of,
      PodAffinity affinity,
      PodInfo other,
      NodeInfo at,
      long sign) {
    for (var wish : affinity.preferred()) {
      add(sums, of, wish.term(), sign * wish.weight(), other, at);
    }
  }

  private static void add(
      Map<Domain, Long> sums,
      PodInfo of,
      PodAffinity.Term term,
      long weight,
      PodInfo other,
      NodeInfo at) {
    if (matches(of, term, other)) {
      domain(at, term.topologyKey()).ifPresent(domain -> sums.merge(domain, weight, Long::sum));
    }
  }
}
