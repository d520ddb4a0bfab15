package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.node.Pod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The objects of manifests, and the components that work on them.
abstract class ControlledCluster extends ClusterModel {

  private final Circumstance circumstance;
  final Decisions decisions;
  private final Map<String, String> limits = new LinkedHashMap<>();
  final ClusterSpec spec;

  /// The names of the nodes.
  final List<String> nodes;

  final Inventory inventory;
  final Evictions evictions;
  private final AlikeNodes alike;

  /// How many pods the load needs, by workload; of those that are scaled.
  final List<Optional<Cell<Integer>>> loads;

  /// What is rolled out, by workload.
  final List<Optional<Rollout>> rollouts;

  /// @param alike which nodes it takes for alike
  ControlledCluster(
      ClusterSpec spec,
      Circumstance circumstance,
      Function<Inventory, AlikeNodes> alike,
      Decisions decisions) {
    super(1, 1);
    this.spec = spec;
    this.circumstance = circumstance;
    this.decisions = decisions;
    nodes = spec.nodes().stream().map(node -> node.metadata().name()).toList();
    inventory =
        new Inventory(
            spec,
            Inventory.templates(spec),
            spec.workloads().stream().map(this::declarePods).toList(),
            cell("nodes", Collections.nCopies(nodes.size(), NodeState.READY)),
            resource(
                "deployments",
                spec.workloads().stream().map(each -> Optional.of(deployment(each))).toList()));
    evictions = new Evictions(inventory);
    this.alike = alike.apply(inventory);
    loads =
        spec.workloads().stream()
            .map(
                workload ->
                    workload
                        .autoscaler()
                        .map(
                            each ->
                                cell(
                                    "pods that the load of %s needs".formatted(workload.name()),
                                    workload.settled())))
            .toList();
    rollouts = workloads(each -> true).stream().map(this::rollout).toList();
    workloads(Workload::isKept).forEach(this::declareController);
    workloads(workload -> workload.template().spec().nodeName().isEmpty())
        .forEach(this::declareScheduler);
    workloads(workload -> true).forEach(this::declareKubelets);
    if (circumstance == Circumstance.LOAD || circumstance == Circumstance.APPLY) {
      workloads(workload -> workload.autoscaler().isPresent()).forEach(this::declareAutoscaler);
    }
  }

  /// The numbers of the workloads that pass.
  final List<Integer> workloads(Predicate<Workload> test) {
    return IntStream.range(0, spec.workloads().size())
        .filter(number -> test.test(spec.workloads().get(number)))
        .boxed()
        .toList();
  }

  final String name(int workload) {
    return spec.workloads().get(workload).name();
  }

  /// There is room for all pods twice, as all may be terminating when others come; and for those
  /// that cannot go, as their nodes are lost.
  private Pods declarePods(Workload workload) {
    var name = workload.name();
    return new Pods(
        cell("pods of %s that are not bound".formatted(name), List.of()),
        nodes.stream()
            .map(node -> cell("pods of %s on %s".formatted(name, node), List.<Pod>of()))
            .toList(),
        nodes.stream()
            .map(node -> cell("how many of %s on %s".formatted(name, node), Pods.Count.NONE))
            .toList(),
        workload.isKept() ? room(workload) : 1);
  }

  private int room(Workload workload) {
    var lost = circumstance == Circumstance.PANIC ? spec.nodes().size() : 0;
    return 2 * workload.most() + lost;
  }

  private Optional<Rollout> rollout(int workload) {
    var each = spec.workloads().get(workload);
    if (circumstance != Circumstance.ROLLOUT || !each.rollsOut()) {
      return Optional.empty();
    }
    var sets = cell("ReplicaSets of " + each.name(), Rollout.Sets.of(each.settled()));
    return Optional.of(new Rollout(inventory, workload, each.rolling(), sets));
  }

  /// What bounds the model and not Kubernetes, by the rule that fires where a search comes to it,
  /// and changes nothing.
  public final Map<String, String> limits() {
    return Collections.unmodifiableMap(limits);
  }

  private static Deployment deployment(Workload workload) {
    return Deployment.of(workload.settled()).noting(workload.named());
  }

  // ---- components

  private void declareController(int workload) {
    rollouts.get(workload).ifPresentOrElse(this::declareRollout, () -> declareReplicaSet(workload));
  }

  private void declareReplicaSet(int workload) {
    var controller = component("controller of " + name(workload));
    var replicas =
        new Replicas(this, workload, s -> inventory.wanted(s, workload), template(workload));
    step(controller, "create a pod", replicas::create);
    step(controller, "delete a pod", replicas::delete);
    declareLimit(replicas);
  }

  /// Nobody else deletes pods: the old ReplicaSet only loses some, and the new one only gets some.
  private void declareRollout(Rollout rollout) {
    var workload = rollout.workload();
    var controller = component("controller of " + name(workload));
    var sets = rollout.sets();
    step(
        controller,
        "scale up the new ReplicaSet",
        tx -> rollout.scaleUp(tx, decisions.scaledUp(rollout, tx)));
    step(
        controller,
        "scale down the old ReplicaSet",
        tx -> rollout.scaleDown(tx, decisions.scaledDown(rollout, tx)));
    var old = new Replicas(this, workload, s -> s.get(sets).old(), template(workload));
    var current =
        new Replicas(this, workload, s -> s.get(sets).current(), Rollout.asNew(template(workload)));
    step(controller, "delete an old pod", old::delete);
    step(controller, "create a new pod", current::create);
    declareLimit(current);
  }

  private void declareLimit(Replicas replicas) {
    var pods = inventory.pods().get(replicas.workload());
    var workload = name(replicas.workload());
    var name = "the model has no room for one more pod of " + workload;
    limits.put(name, "%d pods of %s at a time".formatted(pods.most(), workload));
    rule(name, tx -> tx.require(pods.isFull(tx) && replicas.areMissing(tx)));
  }

  /// A pod that names its node is bound when it is created.
  private Pod template(int workload) {
    return inventory
        .templates()
        .get(workload)
        .spec()
        .nodeName()
        .flatMap(this::number)
        .map(Pod.NEW::boundTo)
        .orElse(Pod.NEW);
  }

  private Optional<Integer> number(String node) {
    return Optional.of(nodes.indexOf(node)).filter(number -> number >= 0);
  }

  private void declareScheduler(int workload) {
    step(
        component("scheduler"),
        "bind a pod of " + name(workload),
        tx -> {
          var pods = inventory.pods().get(workload);
          tx.require(!tx.get(pods.waiting()).isEmpty());
          var pod = tx.get(pods.waiting()).getFirst();
          var best = alike.first(tx, decisions.best(inventory, tx, workload), workload);
          var node = nodes.indexOf(tx.choose(best.stream().map(nodes::get).toList()));
          pods.replace(tx, pod, pod.boundTo(node));
        });
  }

  /// Whether a pod may be evicted now.
  final boolean allowsEviction(State state, int workload, Pod pod) {
    return decisions.allows(evictions, state, workload, pod);
  }

  private void declareKubelets(int workload) {
    var kubelets = component("kubelets");
    var name = name(workload);
    var pods = inventory.pods().get(workload);
    var startsUp =
        circumstance == Circumstance.LOAD && Autoscaling.isSlow(spec.workloads().get(workload));
    stepOn(
        kubelets,
        "run a pod of " + name,
        (tx, node) -> {
          var pod =
              choose(
                  tx,
                  workload,
                  node,
                  each -> each.isActive() && each.phase() == Pod.Phase.PENDING && isUp(tx, node));
          pods.replace(tx, pod, running(pod).withStarted(!startsUp));
        });
    if (startsUp) {
      stepOn(
          kubelets,
          "finish the start of a pod of " + name,
          (tx, node) -> {
            var pod =
                choose(
                    tx,
                    workload,
                    node,
                    each -> each.isActive() && isStarting(each) && isUp(tx, node));
            pods.replace(tx, pod, pod.withStarted(true));
          });
    }
    stepOn(
        kubelets,
        "let a pod of %s go".formatted(name),
        (tx, node) -> {
          var pod = choose(tx, workload, node, each -> decisions.letsGo(each) && isUp(tx, node));
          pods.replace(tx, pod, pod.ended());
        });
  }

  private boolean isUp(State state, int node) {
    return inventory.node(state, node).up();
  }

  private static boolean isStarting(Pod pod) {
    return pod.phase() == Pod.Phase.RUNNING && !pod.started();
  }

  private static Pod running(Pod pod) {
    return pod.in(Pod.Phase.RUNNING);
  }

  // ---- choices

  /// Declares what a component does on a node.
  final void stepOn(Component component, String name, ObjIntConsumer<Transaction> body) {
    var rule = component.name() + ": " + name;
    rule(rule, nodes, (tx, node) -> body.accept(tx, nodes.indexOf(node)));
    weaklyFair(rule);
  }

  /// Refuses if there is a node before that is like this one: of steps that differ only in which of
  /// several nodes they are about that are alike, one is made.
  final void requireFirst(Transaction tx, int node) {
    tx.require(alike.isFirst(tx, node, 0));
  }

  /// Chooses a pod on a node among those that pass, by what is said of it; refuses if there is
  /// none, or if there is a node before that is like this one.
  final Pod choose(Transaction tx, int workload, int node, Predicate<Pod> test) {
    var pods = inventory.pods().get(workload).on(tx, node).stream().filter(test).toList();
    tx.require(!pods.isEmpty() && alike.isFirst(tx, node, workload));
    return choose(tx, pods, ControlledCluster::how);
  }

  /// Chooses one of some pods; of pods that are alike, on nodes that are alike, one.
  final Pod choose(Transaction tx, int workload, List<Pod> pods) {
    var on = pods.stream().flatMap(pod -> pod.node().stream()).distinct().toList();
    var first = alike.first(tx, on, workload);
    return choose(
        tx,
        pods.stream().filter(pod -> pod.node().map(first::contains).orElse(true)).toList(),
        this::words);
  }

  private static Pod choose(Transaction tx, List<Pod> pods, Function<Pod, String> words) {
    var byWords = new LinkedHashMap<String, Pod>();
    pods.forEach(pod -> byWords.put(words.apply(pod), pod));
    return byWords.size() == 1
        ? pods.getFirst()
        : Objects.requireNonNull(byWords.get(tx.choose(List.copyOf(byWords.keySet()))));
  }

  private String words(Pod pod) {
    var where = pod.node().map(node -> "on %s, ".formatted(nodes.get(node))).orElse("not bound, ");
    return where + how(pod);
  }

  private static String how(Pod pod) {
    var how =
        pod.meta().deleting()
            ? "terminating"
            : pod.phase() == Pod.Phase.PENDING ? "pending" : pod.started() ? "running" : "starting";
    return Rollout.isNew(pod) ? how + ", new" : how;
  }

  private void declareAutoscaler(int workload) {
    var scaling =
        new Autoscaling(
            inventory,
            workload,
            loads.get(workload).orElseThrow(),
            Autoscaling.startUp(spec.workloads().get(workload)));
    step(
        component("autoscaler of " + name(workload)),
        "scale",
        tx -> scaling.scale(tx, decisions.needed(scaling, tx)));
  }

  // ---- the start

  /// Has the pods of some workloads run where the scheduler binds them.
  final void place(Transaction tx, List<Integer> workloads) {
    var placement = Placement.of(spec);
    for (var workload : workloads) {
      var pods = inventory.pods().get(workload);
      for (var node : placement.nodes().get(workload)) {
        pods.create(tx, running(Pod.NEW.boundTo(node)).withStarted(true));
      }
      for (var left = placement.waiting().get(workload); left > 0; left--) {
        pods.create(tx, Pod.NEW);
      }
    }
  }
}
