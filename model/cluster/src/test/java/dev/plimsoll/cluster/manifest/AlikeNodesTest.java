package dev.plimsoll.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Stepper;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.cluster.controller.RollingUpdate;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import dev.plimsoll.kubernetes.workload.IntOrPercent;
import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.PodDisruptionBudget;
import dev.plimsoll.kubernetes.workload.PodSpec;
import dev.plimsoll.kubernetes.workload.PodTemplate;
import dev.plimsoll.kubernetes.workload.Taint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Choosing one of nodes that are alike leads to the same states, but for names, as choosing among
/// all does, and decides claims alike.
class AlikeNodesTest {

  private static final int ROUNDS = 120;
  private static final String HOSTNAME = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final SortedMap<String, String> LABELS = new TreeMap<>(Map.of("app", "web"));

  private final Random random = new Random(7);

  private ClusterSpec cluster() {
    return new ClusterSpec(
        IntStream.range(0, 2 + random.nextInt(2)).mapToObj(this::node).toList(),
        random.nextInt(4) == 0 ? List.of(workload(), other()) : List.of(workload()),
        random.nextInt(4) == 0 ? List.of(descheduler()) : List.of());
  }

  private Node node(int number) {
    var name = "n" + number;
    return new Node(
        ObjectMeta.of("", name)
            .withLabels(Map.of(HOSTNAME, name, ZONE, random.nextInt(3) == 0 ? "b" : "a")),
        random.nextInt(8) == 0
            ? List.of(new Taint("gone", "", Taint.Effect.NO_EXECUTE))
            : List.of(),
        random.nextInt(8) == 0,
        Optional.empty());
  }

  private Workload workload() {
    var replicas = 1 + random.nextInt(3);
    return new Workload(
        "Deployment",
        ObjectMeta.of("default", "web"),
        true,
        replicas,
        Optional.of(replicas),
        new PodTemplate(LABELS, pod()),
        random.nextInt(3) == 0 ? Optional.of(autoscaler()) : Optional.empty(),
        random.nextInt(3) == 0 ? List.of(budget()) : List.of(),
        rolling());
  }

  /// One pod that has a place of its own.
  private static Workload other() {
    return new Workload(
        "StatefulSet",
        ObjectMeta.of("default", "db"),
        true,
        1,
        Optional.of(1),
        new PodTemplate(new TreeMap<>(Map.of("app", "db")), PodSpec.PLAIN),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private Optional<RollingUpdate> rolling() {
    return switch (random.nextInt(4)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new RollingUpdate(IntOrPercent.of(1), IntOrPercent.of(1)));
      case 2 -> Optional.of(new RollingUpdate(IntOrPercent.of(0), IntOrPercent.of(1)));
      default -> Optional.of(RollingUpdate.ONE_MORE);
    };
  }

  private PodSpec pod() {
    var plain = PodSpec.PLAIN;
    return new PodSpec(
        random.nextInt(8) == 0 ? Optional.of("n1") : Optional.empty(),
        random.nextInt(8) == 0 ? new TreeMap<>(Map.of(ZONE, "a")) : new TreeMap<>(),
        plain.nodeAffinity(),
        plain.podAffinity(),
        plain.podAntiAffinity(),
        plain.tolerations(),
        random.nextBoolean() ? List.of(constraint(HOSTNAME), constraint(ZONE)) : List.of(),
        plain.requests(),
        plain.limits(),
        plain.waitsUntilStarted(),
        random.nextBoolean(),
        plain.hostNetwork(),
        plain.hostPorts(),
        plain.restartPolicy(),
        plain.priority(),
        plain.dns());
  }

  private TopologySpreadConstraint constraint(String key) {
    return new TopologySpreadConstraint(
        1,
        key,
        random.nextBoolean()
            ? WhenUnsatisfiable.DO_NOT_SCHEDULE
            : WhenUnsatisfiable.SCHEDULE_ANYWAY,
        LabelSelector.ofLabels(LABELS),
        List.of());
  }

  private HorizontalPodAutoscaler autoscaler() {
    var least = 1 + random.nextInt(2);
    return new HorizontalPodAutoscaler(
        ObjectMeta.of("default", "web"),
        new HorizontalPodAutoscaler.Target("Deployment", "web"),
        least,
        least + random.nextInt(2),
        Optional.of(50));
  }

  private PodDisruptionBudget budget() {
    return new PodDisruptionBudget(
        ObjectMeta.of("default", "web"),
        LabelSelector.ofLabels(LABELS),
        Optional.of(IntOrPercent.of(random.nextInt(3))),
        Optional.empty());
  }

  private DeschedulerPolicy.Profile descheduler() {
    return new DeschedulerPolicy.Profile(
        "default",
        List.of(),
        List.of(
            DeschedulerPolicy.REMOVE_DUPLICATES,
            DeschedulerPolicy.REMOVE_PODS_VIOLATING_TOPOLOGY_SPREAD_CONSTRAINT),
        EnumSet.allOf(WhenUnsatisfiable.class),
        false,
        random.nextBoolean());
  }

  /// Each claim by itself: a search that finds one violated leaves others undecided.
  private static Map<String, Status> statuses(ManifestModel model) {
    return model.claims().stream()
        .map(Claim::name)
        .collect(Collectors.toMap(name -> name, name -> status(model, name)));
  }

  private static Status status(ManifestModel model, String claim) {
    var options = SearchOptions.defaults().withWorkers(1).withClaims(Set.of(claim));
    return Search.check(model, options).claims().getFirst().status();
  }

  /// What states there are, whatever nodes are called.
  private static Set<String> shapes(ManifestModel model) {
    var program = new Program(model);
    var stepper = new Stepper(program);
    var seen = new HashSet<SequencedMap<String, Value>>();
    var open = new ArrayDeque<>(program.initial());
    var shapes = new HashSet<String>();
    while (!open.isEmpty()) {
      var state = open.pop();
      if (seen.add(program.values(state))) {
        shapes.add(shape(model, program, state));
        stepper.steps(state, (action, target) -> open.push(target));
      }
    }
    return shapes;
  }

  private static String shape(ManifestModel model, Program program, int[] numbers) {
    var state = program.view(numbers);
    var pods = model.inventory.pods();
    var nodes =
        IntStream.range(0, model.nodes.size())
            .mapToObj(
                node ->
                    described(model, node)
                        + model.inventory.node(state, node)
                        + pods.stream().map(each -> described(each.on(state, node))).toList())
            .sorted()
            .toList();
    var unbound = pods.stream().map(each -> state.get(each.waiting())).toList();
    var others = new TreeMap<>(program.values(numbers));
    others.remove("nodes");
    others.keySet().removeIf(cell -> cell.startsWith("pods of") || cell.startsWith("how many of"));
    return "%s %s %s".formatted(nodes, unbound, others);
  }

  private static List<String> described(List<Pod> pods) {
    return pods.stream()
        .map(pod -> "%s %s %s".formatted(pod.phase(), pod.started(), pod.meta()))
        .toList();
  }

  /// A node without its name.
  private static String described(ManifestModel model, int number) {
    var name = model.nodes.get(number);
    var template = model.spec.workloads().getFirst().template();
    return model.spec.nodes().get(number).toString().replace(name, "")
        + template.spec().nodeName().equals(Optional.of(name));
  }

  @Test
  void oneOfAlikeNodesWillDo() {
    var violated = new HashMap<Circumstance, Integer>();
    for (var round = 0; round < ROUNDS; round++) {
      var cluster = cluster();
      for (var circumstance : Circumstance.values()) {
        if (ManifestModel.concerns(circumstance, cluster)) {
          var one = statuses(new ManifestModel(cluster, circumstance));
          var all =
              statuses(new ManifestModel(cluster, circumstance, AlikeNodes::none, Decisions.SOUND));

          assertThat(one).as("%s of %s", circumstance, cluster).isEqualTo(all);
          if (round < ROUNDS / 4) {
            assertThat(shapes(new ManifestModel(cluster, circumstance)))
                .as("%s of %s", circumstance, cluster)
                .isEqualTo(
                    shapes(
                        new ManifestModel(
                            cluster, circumstance, AlikeNodes::none, Decisions.SOUND)));
          }
          if (one.containsValue(Status.VIOLATED)) {
            violated.merge(circumstance, 1, Integer::sum);
          }
        }
      }
    }
    assertThat(violated).containsOnlyKeys(Circumstance.values());
  }
}
