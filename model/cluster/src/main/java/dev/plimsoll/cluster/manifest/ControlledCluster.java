package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.ReplicaSets;
import dev.plimsoll.cluster.node.Pod;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The objects of manifests, and the components that work on them.
abstract class ControlledCluster extends ClusterModel {

  private static final Comparator<Pod> ORDER =
      Comparator.comparing((Pod pod) -> pod.node().orElse(-1))
          .thenComparing(Pod::phase)
          .thenComparing(Pod::started)
          .thenComparing(pod -> pod.meta().deleting())
          .thenComparing(Rollout::isNew);

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
  private Resource<Pod> declarePods(Workload workload) {
    return anonymous("pods of " + workload.name(), workload.isKept() ? room(workload) : 1, ORDER);
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
    var replicaSet = replicaSet(workload, s -> inventory.wanted(s, workload), template(workload));
    step(controller, "create a pod", replicaSet::create);
    step(controller, "delete a pod", replicaSet::delete);
    declareLimit(workload, s -> inventory.wanted(s, workload), pod -> true);
  }

  private ReplicaSets replicaSet(int workload, ToIntFunction<State> replicas, Pod template) {
    var pods = inventory.pods().get(workload);
    return new ReplicaSets(pods, pods, Optional.empty(), ReplicaSets.Wanted.of(replicas, template));
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
    var old = replicaSet(workload, s -> s.get(sets).old(), template(workload));
    var current =
        replicaSet(workload, s -> s.get(sets).current(), Rollout.asNew(template(workload)));
    step(controller, "delete an old pod", old::delete);
    step(controller, "create a new pod", current::create);
    declareLimit(workload, s -> s.get(sets).current(), Rollout::isNew);
  }

  /// @param wanted how many pods are asked for of those that count
  private void declareLimit(int workload, ToIntFunction<State> wanted, Predicate<Pod> counts) {
    var pods = inventory.pods().get(workload);
    var name = "the model has no room for one more pod of " + name(workload);
    limits.put(name, "%d pods of %s at a time".formatted(pods.names(), name(workload)));
    rule(
        name,
        tx -> {
          tx.require(pods.free(tx).isEmpty());
          var active = pods.list(tx).stream().filter(pod -> pod.isActive() && counts.test(pod));
          tx.require(active.count() < wanted.applyAsInt(tx));
        });
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
          var pending = pods.names(tx, pod -> pod.node().isEmpty() && pod.isActive());
          tx.require(!pending.isEmpty());
          var pod = pods.get(tx, pending.getFirst()).orElseThrow();
          var node = chooseNode(tx, best(tx, workload));
          pods.update(tx, pending.getFirst(), pod, pod.boundTo(node));
        });
  }

  /// The nodes where a pod does best, as far as the scheduler knows.
  final List<Integer> best(State state, int workload) {
    return decisions.best(inventory, state, workload);
  }

  /// Whether a pod may be evicted now.
  final boolean allowsEviction(State state, int workload, Pod pod) {
    return decisions.allows(evictions, state, workload, pod);
  }

  private void declareKubelets(int workload) {
    var kubelets = component("kubelets");
    var name = name(workload);
    var startsUp =
        circumstance == Circumstance.LOAD && Autoscaling.isSlow(spec.workloads().get(workload));
    step(
        kubelets,
        "run a pod of " + name,
        tx -> {
          var pod =
              choose(
                  tx,
                  workload,
                  each ->
                      each.isActive()
                          && each.phase() == Pod.Phase.PENDING
                          && inventory.isUp(tx, each));
          replace(tx, workload, pod, running(pod).withStarted(!startsUp));
        });
    if (startsUp) {
      step(
          kubelets,
          "finish the start of a pod of " + name,
          tx -> {
            var pod =
                choose(
                    tx,
                    workload,
                    each ->
                        each.isActive()
                            && each.phase() == Pod.Phase.RUNNING
                            && !each.started()
                            && inventory.isUp(tx, each));
            replace(tx, workload, pod, pod.withStarted(true));
          });
    }
    step(
        kubelets,
        "let a pod of %s go".formatted(name),
        tx -> {
          var pod =
              choose(tx, workload, each -> each.meta().deleting() && inventory.isUp(tx, each));
          replace(tx, workload, pod, pod.ended());
        });
  }

  private static Pod running(Pod pod) {
    return pod.in(Pod.Phase.RUNNING);
  }

  /// Chooses a node among those that pass; of nodes that are alike, one.
  final int chooseNode(Transaction tx, Predicate<Integer> test) {
    return chooseNode(tx, IntStream.range(0, nodes.size()).boxed().filter(test).toList());
  }

  private int chooseNode(Transaction tx, List<Integer> among) {
    return nodes.indexOf(tx.choose(alike.first(tx, among).stream().map(nodes::get).toList()));
  }

  /// Chooses a pod among those that pass, by what is said of it; of pods that are alike, on nodes
  /// that are alike, one.
  final Pod choose(Transaction tx, int workload, Predicate<Pod> test) {
    var on = alike.first(tx, IntStream.range(0, nodes.size()).boxed().toList());
    var pods = new LinkedHashMap<String, Pod>();
    for (var pod : inventory.pods().get(workload).list(tx)) {
      if (test.test(pod) && pod.node().map(on::contains).orElse(true)) {
        pods.put(words(pod), pod);
      }
    }
    return Objects.requireNonNull(pods.get(tx.choose(List.copyOf(pods.keySet()))));
  }

  private String words(Pod pod) {
    var where = pod.node().map(node -> "on " + nodes.get(node)).orElse("not bound");
    var how =
        pod.meta().deleting()
            ? ", terminating"
            : pod.phase() == Pod.Phase.PENDING ? ", pending" : pod.started() ? "" : ", starting";
    return where + how + (Rollout.isNew(pod) ? ", new" : "");
  }

  /// Puts another in the place of a pod.
  final void replace(Transaction tx, int workload, Pod pod, Pod other) {
    var pods = inventory.pods().get(workload);
    pods.update(tx, pods.names(tx, pod::equals).getFirst(), pod, other);
  }

  /// Deletes a pod.
  final void delete(Transaction tx, int workload, Pod pod) {
    var pods = inventory.pods().get(workload);
    pods.delete(tx, pods.names(tx, pod::equals).getFirst());
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

  /// Has all pods run where the scheduler binds them, one after another; those that are bound by
  /// manifests first.
  final void place(Transaction tx) {
    workloads(workload -> workload.template().spec().nodeName().isPresent())
        .forEach(workload -> place(tx, workload));
    workloads(workload -> workload.template().spec().nodeName().isEmpty())
        .forEach(workload -> place(tx, workload));
  }

  final void place(Transaction tx, int workload) {
    var pods = inventory.pods().get(workload);
    for (var count = inventory.wanted(tx, workload); count > 0; count--) {
      var pod = template(workload);
      if (pod.node().isEmpty()) {
        pod = best(tx, workload).stream().findFirst().map(pod::boundTo).orElse(pod);
      }
      var placed = pod.node().isPresent() ? running(pod).withStarted(true) : pod;
      pods.create(tx, pods.free(tx).getFirst(), placed);
    }
  }
}
