package dev.plimsoll.cluster.rollout;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.apiserver.Change;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Components;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.Deployments;
import dev.plimsoll.cluster.controller.Expectations;
import dev.plimsoll.cluster.controller.ReplicaSet;
import dev.plimsoll.cluster.controller.ReplicaSets;
import dev.plimsoll.cluster.endpointslice.EndpointSlice;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.NodeName;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodName;
import dev.plimsoll.cluster.scheduler.Scheduler;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// From `kubectl apply` to the rules on every node: a Deployment with its Service is applied, its
/// pods are scheduled, pull their image, run, become endpoints and get into kube-proxy's rules;
/// then another template is applied and all are replaced. Any component may die at any moment.
public final class RolloutModel extends ServicesModel {

  private static final List<Integer> TEMPLATES = List.of(0, 1);

  /// Mistakes to seed.
  public enum Bug {
    /// Components as they should be.
    NONE,
    /// The Deployment controller scales the new ReplicaSet up without counting the old one.
    SCALES_AT_ONCE,
    /// The ReplicaSet controller does not wait until its cache shows what it did.
    NO_EXPECTATIONS,
    /// The scheduler binds a pod whatever it has become since it was read.
    BINDS_ANYHOW,
    /// The EndpointSlice controller adds endpoints, and takes none away.
    ENDPOINTS_STAY,
    /// The proxies write rules for new endpoints, and leave those of endpoints that are gone.
    RULES_STAY
  }

  /// How far the model goes.
  ///
  /// @param nodes how many, at least 1
  /// @param deployments how many, each with its Service, at least 1
  /// @param replicas pods that each asks for, at least 1
  /// @param rollouts how often another template of each is applied, at most 1
  /// @param faults how many components die, or containers
  /// @param lag how many changes of a kind may be on the way to a component
  /// @param foreseen whether it is chosen before anything happens what befalls the cluster
  public record Bounds(
      int nodes,
      int deployments,
      int replicas,
      int rollouts,
      int faults,
      int lag,
      boolean foreseen) {

    int mostPods() {
      return deployments * (replicas + Deployments.MAX_SURGE) + 1;
    }
  }

  /// A pod's name on a node.
  public record PodOnNode(int node, int pod) {}

  /// An image on a node.
  public record ImageOnNode(int node, int image) {}

  private final Bounds bounds;
  private final Bug bug;
  private final List<PodName> names;

  /// Names of ReplicaSets: those of a Deployment follow each other by template. Images have the
  /// same numbers.
  private final List<Integer> sets;

  private final Resource<Deployment> deployments;
  private final Resource<ReplicaSet> replicaSets;
  private final Resource<Pod> pods;
  private final Kubelets kubelets;
  private final Cells<Boolean> images;
  private final List<Published> published;
  private final Cell<Integer> faults;

  /// A cluster of some nodes.
  public RolloutModel(Bounds bounds, Bug bug) {
    super(bounds.lag(), bounds.nodes(), bounds.deployments());
    this.bounds = bounds;
    this.bug = bug;
    if (bounds.foreseen()) {
      foresee();
    }
    names = IntStream.range(0, bounds.mostPods()).mapToObj(PodName::new).toList();
    sets = IntStream.range(0, bounds.deployments() * TEMPLATES.size()).boxed().toList();
    deployments = resource("deployments", bounds.deployments());
    replicaSets = resource("replicasets", sets.size());
    pods = generated("pods", "pod", names.size());
    kubelets =
        new Kubelets(
            pods, cells("container", nodes().size() * names.size(), Optional.<Integer>empty()));
    images = cells("image on node", nodes().size() * sets.size(), false);
    faults = cell("faults left", bounds.faults());
    published = each().mapToObj(this::published).toList();

    declareUser();
    declareControllers();
    declareScheduler();
    declareNames();
    declareNodes(declareKubelets());
    declareClaims();
  }

  /// The numbers of Deployments and their Services.
  private IntStream each() {
    return IntStream.range(0, bounds.deployments());
  }

  private Published published(int deployment) {
    var ofNodes = nodes().stream().map(on -> rules(on, deployment)).toList();
    return new Published(deployments, deployment, setsOf(deployment), pods, kubelets, ofNodes);
  }

  private List<Integer> setsOf(int deployment) {
    return sets.subList(deployment * TEMPLATES.size(), (deployment + 1) * TEMPLATES.size());
  }

  private boolean serves(int service, Pod pod) {
    return setsOf(service).contains(pod.image());
  }

  private void declareNodes(Components<NodeName> kubelet) {
    var proxy = declareProxies(bug == Bug.RULES_STAY);
    mayCrash(proxy, faults);
    var symmetry =
        interchangeable("node", nodes().size())
            .renaming(NodeName.class, (on, to) -> new NodeName(to.of(on.node())))
            .renaming(PodOnNode.class, (at, to) -> new PodOnNode(to.of(at.node), at.pod))
            .renaming(ImageOnNode.class, (at, to) -> new ImageOnNode(to.of(at.node), at.image))
            .renaming(ServiceOnNode.class, ServiceOnNode::on)
            .renaming(Pod.class, Pod::on)
            .renaming(Change.class, Change.of(Pod.class, Pod::on));
    kubelet.areIn(symmetry);
    proxy.areIn(symmetry);
  }

  private void declareNames() {
    var symmetry =
        pods.generated()
            .orElseThrow()
            .renaming(PodName.class, (name, to) -> new PodName(to.of(name.pod())))
            .renaming(PodOnNode.class, (at, to) -> new PodOnNode(at.node, to.of(at.pod)))
            .renaming(Change.class, Change.of(EndpointSlice.class, EndpointSlice::renamed));
    namesAreExchangeable(symmetry);
    nodes().forEach(on -> symmetry.owning(kubelets.on(on.node())));
  }

  private void declareUser() {
    each()
        .forEach(
            name -> {
              event(
                  named("kubectl apply", name),
                  1,
                  tx -> deployments.create(tx, name, Deployment.of(bounds.replicas())));
              event(
                  named("kubectl apply of another template", name),
                  bounds.rollouts(),
                  tx -> {
                    tx.require(deployments.is(tx, name, deployment -> deployment.template() == 0));
                    deployments.patch(tx, name, deployment -> deployment.with(1));
                  });
            });
  }

  /// What a rule is called for a Deployment.
  private String named(String rule, int deployment) {
    return bounds.deployments() == 1 ? rule : rule + " (" + deployment + ")";
  }

  private void declareControllers() {
    var controller = component("deployment controller");
    var known = watch(controller, deployments);
    var knownSets = watch(controller, replicaSets);
    each()
        .forEach(
            name -> {
              var rolling =
                  new Deployments(
                      known, knownSets, replicaSets, name, setsOf(name), bug != Bug.SCALES_AT_ONCE);
              step(controller, named("scale up", name), rolling::scaleUp);
              step(controller, named("scale down", name), TEMPLATES, rolling::scaleDown);
            });
    mayCrash(controller, faults);

    declareReplicaSetController();
    mayCrash(declareEndpointSliceController(pods, this::serves, bug == Bug.ENDPOINTS_STAY), faults);
  }

  private void declareReplicaSetController() {
    var controller = component("replicaset controller");
    var expectations = memory(controller, "expectations", Expectations.NONE);
    var known = watch(controller, replicaSets);
    var knownPods = watch(controller, pods, ReplicaSets.observing(expectations));
    pods.generated().orElseThrow().renaming(expectations, Expectations::renamed);
    var keepers =
        sets.stream()
            .map(
                set ->
                    new ReplicaSets(
                        pods,
                        knownPods,
                        Optional.of(expectations),
                        s -> wanted(known.get(s, set), set)))
            .toList();
    step(
        controller,
        "create a pod",
        sets,
        (tx, set) -> {
          keepers.get(set).create(tx);
          if (bug == Bug.NO_EXPECTATIONS) {
            tx.set(expectations, Expectations.NONE);
          }
        });
    step(controller, "delete a pod", sets, (tx, set) -> keepers.get(set).delete(tx));
    step(
        controller,
        "update the status",
        sets,
        (tx, set) -> {
          var read = known.get(tx, set);
          tx.require(read.isPresent());
          var available = keepers.get(set).available(tx);
          tx.require(read.get().available() != available);
          tx.require(replicaSets.get(tx, set).equals(read));
          replicaSets.update(tx, set, read.get(), read.get().withAvailable(available));
        });
    mayCrash(controller, faults);
  }

  private static ReplicaSets.Wanted wanted(Optional<ReplicaSet> known, int set) {
    return known
        .map(
            each ->
                new ReplicaSets.Wanted(
                    each.replicas(), Pod.NEW.of(set).with(Meta.NEW.ownedBy(each.meta().uid()))))
        .orElse(new ReplicaSets.Wanted(0, Pod.NEW));
  }

  private void declareScheduler() {
    var component = component("scheduler");
    var known = watch(component, pods);
    var scheduler =
        new Scheduler(
            pods, known, nodes().stream().map(NodeName::node).toList(), List.of(), List.of());
    step(
        component,
        "bind",
        names,
        (tx, name) -> {
          if (bug == Bug.BINDS_ANYHOW) {
            scheduler.bindAnyhow(tx, name.pod());
          } else {
            scheduler.bind(tx, name.pod());
          }
        });
    mayCrash(component, faults);
  }

  private Components<NodeName> declareKubelets() {
    var kubelet = components("kubelet", nodes());
    kubelet.keep(kubelets.running());
    kubelet.keep(images);
    var known = watch(kubelet, pods, (on, pod) -> pod.isOn(on.node()));
    var places =
        nodes().stream()
            .flatMap(on -> names.stream().map(name -> new PodOnNode(on.node(), name.pod())))
            .toList();
    step(
        kubelet,
        "pull an image",
        nodes().stream()
            .flatMap(on -> sets.stream().map(image -> new ImageOnNode(on.node(), image)))
            .toList(),
        (tx, at) -> {
          tx.require(image(at), false);
          tx.require(known.get(at.node).list(tx).stream().anyMatch(pod -> pod.image() == at.image));
          tx.set(image(at), true);
        });
    step(
        kubelet,
        "start",
        places,
        (tx, at) -> {
          var pod = known.get(at.node).get(tx, at.pod);
          tx.require(pod.isPresent());
          tx.require(image(new ImageOnNode(at.node, pod.get().image())), true);
          kubelets.start(tx, known.get(at.node), at.node, at.pod);
        });
    step(
        kubelet,
        "report",
        places,
        (tx, at) -> kubelets.report(tx, known.get(at.node), at.node, at.pod));
    step(
        kubelet,
        "stop",
        places,
        (tx, at) -> kubelets.stop(tx, known.get(at.node), at.node, at.pod));
    step(
        kubelet,
        "let go",
        places,
        (tx, at) -> kubelets.letGo(tx, known.get(at.node), at.node, at.pod));
    mayCrash(kubelet, faults);
    fault(
        "a container dies",
        faults,
        places,
        (tx, at) -> {
          tx.require(tx.get(kubelets.at(at.node, at.pod)).isPresent());
          tx.set(kubelets.at(at.node, at.pod), Optional.empty());
        });
    return kubelet;
  }

  private Cell<Boolean> image(ImageOnNode at) {
    return images.get(at.node * sets.size() + at.image);
  }

  // ---- claims

  private void declareClaims() {
    always(
        "ReplicaSets never ask for more pods than the surge allows",
        each().boxed().toList(),
        (s, deployment) -> asked(s, deployment) <= bounds.replicas() + Deployments.MAX_SURGE);
    always(
        "a ReplicaSet never has more pods than the Deployment asks for",
        sets,
        (s, set) -> active(s, set) <= bounds.replicas());
    always(
        "a pod runs on one node at a time", names, (s, name) -> kubelets.count(s, name.pod()) <= 1);
    eventuallyAlways("in the end every node leads to the pods that were asked for", this::isDone);
    sometimes("all pods of the first template serve", s -> isDone(s) && isAsked(s, 0));
    if (bounds.rollouts() > 0) {
      sometimes("all pods of the second template serve", s -> isDone(s) && isAsked(s, 1));
    }
    if (bounds.faults() > 0) {
      sometimes(
          "it comes back after a fault",
          s -> isDone(s) && deployments.exists(s, 0) && s.get(faults) == 0);
    }
  }

  private int asked(State state, int deployment) {
    return setsOf(deployment).stream()
        .flatMap(set -> replicaSets.get(state, set).stream())
        .mapToInt(ReplicaSet::replicas)
        .sum();
  }

  private long active(State state, int set) {
    return pods.list(state).stream()
        .filter(pod -> pod.image() == set && !pod.meta().deleting())
        .count();
  }

  private boolean isDone(State state) {
    return published.stream().allMatch(each -> each.isDone(state));
  }

  private boolean isAsked(State state, int template) {
    return published.stream().allMatch(each -> each.isAsked(state, template));
  }
}
