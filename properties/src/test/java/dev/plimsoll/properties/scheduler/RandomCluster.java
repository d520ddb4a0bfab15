package dev.plimsoll.properties.scheduler;

import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.NodeAffinity;
import dev.plimsoll.kubernetes.workload.NodeSelectorTerm;
import dev.plimsoll.kubernetes.workload.PodAffinity;
import dev.plimsoll.kubernetes.workload.PodDns;
import dev.plimsoll.kubernetes.workload.PodSpec;
import dev.plimsoll.kubernetes.workload.PodTemplate;
import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import dev.plimsoll.kubernetes.workload.Taint;
import dev.plimsoll.kubernetes.workload.Toleration;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A small cluster made by chance: few nodes, labels and taints, so that pods meet them often.
final class RandomCluster {

  private static final List<String> KEYS =
      List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone", "disk");

  private final Random random;

  RandomCluster(long seed) {
    random = new Random(seed);
  }

  /// Nodes, and templates of pods of which there are some on the nodes.
  Snapshot snapshot() {
    var templates =
        IntStream.range(0, 3)
            .mapToObj(number -> new PodInfo(number, chance(80) ? "default" : "other", template()))
            .toList();
    var nodes =
        IntStream.range(0, 1 + random.nextInt(4)).mapToObj(number -> nodeInfo(number, 3)).toList();
    return new Snapshot(nodes, templates);
  }

  private NodeInfo nodeInfo(int number, int templates) {
    var node = node("n" + number);
    var pods = new ArrayList<Integer>();
    var staying = new ArrayList<Integer>();
    for (var each = 0; each < templates; each++) {
      pods.add(chance(50) ? 0 : random.nextInt(3));
      staying.add(random.nextInt(pods.getLast() + 1));
    }
    return new NodeInfo(node, node.taints(), pods, staying);
  }

  private Node node(String name) {
    var labels = new TreeMap<String, String>();
    perhaps(90, () -> name).ifPresent(value -> labels.put(KEYS.get(0), value));
    perhaps(75, () -> any("a", "b")).ifPresent(value -> labels.put(KEYS.get(1), value));
    perhaps(50, () -> any("ssd", "hdd")).ifPresent(value -> labels.put(KEYS.get(2), value));
    var allocatable =
        new ResourceAmounts(
            OptionalLong.of(chance(10) ? 0 : 1000L + random.nextInt(4000)),
            OptionalLong.of(chance(10) ? 0 : (1L + random.nextInt(4)) << 30),
            OptionalLong.of(chance(15) ? random.nextInt(6) : 110));
    var taints = new ArrayList<Taint>();
    for (var effect : Taint.Effect.values()) {
      perhaps(20, () -> new Taint(any("k", "l"), any("", "v"), effect)).ifPresent(taints::add);
    }
    return new Node(
        new ObjectMeta("", name, labels, new TreeMap<>()), taints, false, Optional.of(allocatable));
  }

  private PodTemplate template() {
    return new PodTemplate(labels(), spec());
  }

  private SortedMap<String, String> labels() {
    var labels = new TreeMap<String, String>();
    perhaps(85, () -> any("x", "y")).ifPresent(value -> labels.put("app", value));
    perhaps(60, () -> any("1", "2")).ifPresent(value -> labels.put("version", value));
    return labels;
  }

  private PodSpec spec() {
    var selector = new TreeMap<String, String>();
    perhaps(15, () -> any("ssd", "hdd")).ifPresent(value -> selector.put("disk", value));
    return new PodSpec(
        perhaps(8, () -> "n" + random.nextInt(3)),
        selector,
        new NodeAffinity(
            some(15, this::nodeTerm),
            some(40, () -> new NodeAffinity.Preferred(weight(), nodeTerm()))),
        affinity(),
        affinity(),
        some(50, this::toleration),
        spread(),
        new ResourceAmounts(amount(1), amount(1 << 20), OptionalLong.empty()),
        ResourceAmounts.NONE,
        false,
        false,
        false,
        some(15, () -> 8080 + random.nextInt(2)),
        PodSpec.RestartPolicy.ALWAYS,
        0,
        PodDns.PLAIN);
  }

  private OptionalLong amount(long unit) {
    return switch (random.nextInt(4)) {
      case 0 -> OptionalLong.empty();
      case 1 -> OptionalLong.of(0);
      default -> OptionalLong.of(unit * random.nextInt(1500));
    };
  }

  private PodAffinity affinity() {
    return new PodAffinity(
        some(15, this::podTerm), some(40, () -> new PodAffinity.Preferred(weight(), podTerm())));
  }

  private PodAffinity.Term podTerm() {
    return new PodAffinity.Term(selector(), any(KEYS));
  }

  private NodeSelectorTerm nodeTerm() {
    return new NodeSelectorTerm(
        List.of(
            new NodeSelectorTerm.Requirement(
                any(KEYS.get(1), KEYS.get(2)),
                any(NodeSelectorTerm.Operator.IN, NodeSelectorTerm.Operator.NOT_IN),
                List.of(any("a", "b", "ssd", "hdd")))),
        List.of());
  }

  private LabelSelector selector() {
    return switch (random.nextInt(8)) {
      case 0 -> LabelSelector.ofLabels(Map.of());
      case 1 ->
          new LabelSelector(
              new TreeMap<>(),
              List.of(
                  new LabelSelector.Requirement("app", LabelSelector.Operator.EXISTS, List.of())));
      case 2, 3 -> LabelSelector.ofLabels(Map.of("version", any("1", "2")));
      default -> LabelSelector.ofLabels(Map.of("app", any("x", "y")));
    };
  }

  private Toleration toleration() {
    var effect = perhaps(50, () -> any(Taint.Effect.values()));
    return chance(50)
        ? new Toleration(
            any("", "k", "l"), Toleration.Operator.EXISTS, "", effect, OptionalLong.empty())
        : new Toleration(
            any("k", "l"), Toleration.Operator.EQUAL, any("", "v"), effect, OptionalLong.empty());
  }

  /// At most one constraint of a key and an action, as the API demands.
  private List<TopologySpreadConstraint> spread() {
    var constraints = new ArrayList<TopologySpreadConstraint>();
    var likelihood = chance(50) ? 0 : 30;
    for (var key : KEYS) {
      for (var action : WhenUnsatisfiable.values()) {
        perhaps(
                likelihood,
                () ->
                    new TopologySpreadConstraint(
                        1 + random.nextInt(3),
                        key,
                        action,
                        selector(),
                        chance(25) ? List.of("version") : List.of()))
            .ifPresent(constraints::add);
      }
    }
    return constraints;
  }

  private int weight() {
    return 1 + random.nextInt(100);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> Optional<T> perhaps(int percent, Supplier<T> supplier) {
    return chance(percent) ? Optional.of(supplier.get()) : Optional.empty();
  }

  private <T> List<T> some(int percent, Supplier<T> supplier) {
    return chance(percent)
        ? IntStream.range(0, 1 + random.nextInt(2)).mapToObj(each -> supplier.get()).toList()
        : List.of();
  }

  @SafeVarargs
  private <T> T any(T... alternatives) {
    return alternatives[random.nextInt(alternatives.length)];
  }

  private <T> T any(List<T> alternatives) {
    return alternatives.get(random.nextInt(alternatives.size()));
  }
}
