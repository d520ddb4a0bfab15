package dev.plimsoll.cluster.rollout;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Change;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Components;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.Deployments;
import dev.plimsoll.cluster.controller.Expectations;
import dev.plimsoll.cluster.controller.ReplicaSet;
import dev.plimsoll.cluster.controller.ReplicaSets;
import dev.plimsoll.cluster.endpointslice.Endpoint;
import dev.plimsoll.cluster.endpointslice.EndpointSlice;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.NodeName;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodName;
import dev.plimsoll.cluster.scheduler.Scheduler;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// From `kubectl apply` to the rules on every node: a Deployment with its Service is applied, its
/// pods are scheduled, pull their image, run, become endpoints and get into kube-proxy's rules;
/// then another template is applied and all are replaced. Any component may die at any moment.
public final class RolloutModel extends ClusterModel {

  private static final List<Integer> TEMPLATES = List.of(0, 1);
  private static final int SERVICE = 0;

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
    ENDPOINTS_STAY
  }

  /// How far the model goes.
  ///
  /// @param nodes how many, at least 1
  /// @param replicas pods asked for, at least 1
  /// @param rollouts how often another template is applied, at most 1
  /// @param faults how many components die, or containers
  public record Bounds(int nodes, int replicas, int rollouts, int faults) {}

  /// A pod's name on a node.
  public record PodOnNode(int node, int pod) {}

  /// An image on a node.
  public record ImageOnNode(int node, int image) {}

  private final Bounds bounds;
  private final Bug bug;
  private final List<NodeName> nodes;
  private final List<PodName> names;
  private final Resource<Deployment> deployments;
  private final Resource<ReplicaSet> replicaSets;
  private final Resource<Pod> pods;
  private final Resource<EndpointSlice> slices;
  private final Kubelets kubelets;
  private final Cells<Boolean> images;
  private final Cells<List<Endpoint>> rules;
  private final Cell<Integer> faults;

  /// A cluster of some nodes.
  ///
  /// @param lag how many changes of a kind may be on the way to a component
  public RolloutModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.bug = bug;
    nodes = IntStream.range(0, bounds.nodes()).mapToObj(NodeName::new).toList();
    var mostPods = bounds.replicas() + Deployments.MAX_SURGE + 1;
    names = IntStream.range(0, mostPods).mapToObj(PodName::new).toList();
    deployments = resource("deployments", 1);
    replicaSets = resource("replicasets", TEMPLATES.size());
    pods = generated("pods", "pod", mostPods);
    slices =
        resource(
            "endpointslices",
            List.of(Optional.of(new EndpointSlice(Meta.NEW, SERVICE, List.of()))));
    kubelets =
        new Kubelets(pods, cells("container", nodes.size() * mostPods, Optional.<Integer>empty()));
    images = cells("image on node", nodes.size() * TEMPLATES.size(), false);
    rules = cells("rules on node", nodes.size(), List.<Endpoint>of());
    faults = cell("faults left", bounds.faults());

    declareUser();
    declareControllers();
    declareScheduler();
    declareNames();
    declareNodes(declareKubelets(), declareProxies());
    declareClaims();
  }

  private void declareNodes(Components<NodeName> kubelet, Components<NodeName> proxy) {
    var symmetry =
        interchangeable("node", nodes.size())
            .renaming(NodeName.class, (on, to) -> new NodeName(to.of(on.node())))
            .renaming(PodOnNode.class, (at, to) -> new PodOnNode(to.of(at.node), at.pod))
            .renaming(ImageOnNode.class, (at, to) -> new ImageOnNode(to.of(at.node), at.image))
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
            .renaming(EndpointSlice.class, EndpointSlice::renamed)
            .renaming(Change.class, Change.of(EndpointSlice.class, EndpointSlice::renamed))
            .renaming(rules, Endpoint::renamed);
    nodes.forEach(on -> symmetry.owning(kubelets.on(on.node())));
  }

  private void declareUser() {
    event("kubectl apply", 1, tx -> deployments.create(tx, 0, Deployment.of(bounds.replicas())));
    event(
        "kubectl apply of another template",
        bounds.rollouts(),
        tx -> {
          tx.require(deployments.is(tx, 0, deployment -> deployment.template() == 0));
          deployments.patch(tx, 0, deployment -> deployment.with(1));
        });
  }

  private void declareControllers() {
    var deployment = component("deployment controller");
    var rolling =
        new Deployments(
            watch(deployment, deployments),
            watch(deployment, replicaSets),
            replicaSets,
            bug != Bug.SCALES_AT_ONCE);
    step(deployment, "scale up", rolling::scaleUp);
    step(deployment, "scale down", TEMPLATES, rolling::scaleDown);
    mayCrash(deployment, faults);

    declareReplicaSetController();
    declareEndpointSliceController();
  }

  private void declareReplicaSetController() {
    var controller = component("replicaset controller");
    var expectations = memory(controller, "expectations", Expectations.NONE);
    var known = watch(controller, replicaSets);
    var knownPods = watch(controller, pods, ReplicaSets.observing(expectations));
    pods.generated().orElseThrow().renaming(expectations, Expectations::renamed);
    var keepers =
        TEMPLATES.stream()
            .map(
                template ->
                    new ReplicaSets(
                        pods,
                        knownPods,
                        Optional.of(expectations),
                        s -> wanted(known.get(s, template), template)))
            .toList();
    step(
        controller,
        "create a pod",
        TEMPLATES,
        (tx, template) -> {
          keepers.get(template).create(tx);
          if (bug == Bug.NO_EXPECTATIONS) {
            tx.set(expectations, Expectations.NONE);
          }
        });
    step(controller, "delete a pod", TEMPLATES, (tx, template) -> keepers.get(template).delete(tx));
    step(
        controller,
        "update the status",
        TEMPLATES,
        (tx, template) -> {
          var set = known.get(tx, template);
          tx.require(set.isPresent());
          var available = keepers.get(template).available(tx);
          tx.require(set.get().available() != available);
          tx.require(replicaSets.get(tx, template).equals(set));
          replicaSets.update(tx, template, set.get(), set.get().withAvailable(available));
        });
    mayCrash(controller, faults);
  }

  private static ReplicaSets.Wanted wanted(Optional<ReplicaSet> set, int template) {
    return set.map(
            each ->
                new ReplicaSets.Wanted(
                    each.replicas(),
                    Pod.NEW.of(template).with(Meta.NEW.ownedBy(each.meta().uid()))))
        .orElse(new ReplicaSets.Wanted(0, Pod.NEW));
  }

  private void declareEndpointSliceController() {
    var controller = component("endpointslice controller");
    var known = watch(controller, pods);
    step(
        controller,
        "write the slice",
        tx -> {
          var slice = slices.get(tx, 0).orElseThrow();
          var endpoints = new TreeSet<>(bug == Bug.ENDPOINTS_STAY ? slice.endpoints() : List.of());
          for (var name : names) {
            known
                .get(tx, name.pod())
                .filter(pod -> pod.phase() == Pod.Phase.RUNNING && !pod.meta().deleting())
                .ifPresent(pod -> endpoints.add(Endpoint.ready(name.pod(), pod.meta().uid())));
          }
          tx.require(!slice.endpoints().equals(List.copyOf(endpoints)));
          slices.update(tx, 0, slice, slice.with(List.copyOf(endpoints)));
        });
    mayCrash(controller, faults);
  }

  private void declareScheduler() {
    var component = component("scheduler");
    var known = watch(component, pods);
    var scheduler =
        new Scheduler(
            pods, known, nodes.stream().map(NodeName::node).toList(), List.of(), List.of());
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
    var kubelet = components("kubelet", nodes);
    kubelet.keep(kubelets.running());
    kubelet.keep(images);
    var known = watch(kubelet, pods, (on, pod) -> pod.isOn(on.node()));
    var places =
        nodes.stream()
            .flatMap(on -> names.stream().map(name -> new PodOnNode(on.node(), name.pod())))
            .toList();
    step(
        kubelet,
        "pull an image",
        nodes.stream()
            .flatMap(on -> TEMPLATES.stream().map(image -> new ImageOnNode(on.node(), image)))
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
    return images.get(at.node * TEMPLATES.size() + at.image);
  }

  private Components<NodeName> declareProxies() {
    var proxy = components("kube-proxy", nodes);
    proxy.keep(rules);
    var known = watch(proxy, slices, (on, slice) -> true);
    step(
        proxy,
        "write the rules",
        nodes,
        (tx, on) -> {
          var endpoints = known.get(on.node()).get(tx, 0).orElseThrow().endpoints();
          tx.require(!tx.get(rules.get(on.node())).equals(endpoints));
          tx.set(rules.get(on.node()), endpoints);
        });
    mayCrash(proxy, faults);
    return proxy;
  }

  // ---- claims

  private void declareClaims() {
    always(
        "ReplicaSets never ask for more pods than the surge allows",
        s ->
            replicaSets.list(s).stream().mapToInt(ReplicaSet::replicas).sum()
                <= bounds.replicas() + Deployments.MAX_SURGE);
    always(
        "a ReplicaSet never has more pods than the Deployment asks for",
        TEMPLATES,
        (s, template) -> active(s, template) <= bounds.replicas());
    always(
        "a pod runs on one node at a time", names, (s, name) -> kubelets.count(s, name.pod()) <= 1);
    eventuallyAlways("in the end every node leads to the pods that were asked for", this::isDone);
    sometimes("all pods of the first template serve", s -> isDone(s) && asked(s, 0));
    if (bounds.rollouts() > 0) {
      sometimes("all pods of the second template serve", s -> isDone(s) && asked(s, 1));
    }
    if (bounds.faults() > 0) {
      sometimes(
          "it comes back after a fault",
          s -> isDone(s) && deployments.exists(s, 0) && s.get(faults) == 0);
    }
  }

  private long active(State state, int template) {
    return pods.list(state).stream()
        .filter(pod -> pod.image() == template && !pod.meta().deleting())
        .count();
  }

  private boolean asked(State state, int template) {
    return deployments.is(state, 0, deployment -> deployment.template() == template);
  }

  /// Whether on every node rules lead to as many running pods as asked for, all of the template
  /// that is asked for; or nothing was applied.
  private boolean isDone(State state) {
    var deployment = deployments.get(state, 0);
    if (deployment.isEmpty()) {
      return true;
    }
    var ofNodes = nodes.stream().map(on -> state.get(rules.get(on.node()))).toList();
    if (ofNodes.stream().anyMatch(each -> each.size() != deployment.get().replicas())) {
      return false;
    }
    // All are looked at, whatever comes of the first: what is read then does not depend on names.
    var serve =
        ofNodes.stream()
            .flatMap(List::stream)
            .distinct()
            .map(endpoint -> isServing(state, deployment.get(), endpoint))
            .toList();
    return !serve.contains(false);
  }

  private boolean isServing(State state, Deployment deployment, Endpoint endpoint) {
    var pod = pods.get(state, endpoint.pod());
    return pod.isPresent()
        && pod.get().meta().uid() == endpoint.uid()
        && pod.get().image() == deployment.template()
        && pod.get().node().isPresent()
        && state
            .get(kubelets.at(pod.get().node().get(), endpoint.pod()))
            .equals(Optional.of(endpoint.uid()));
  }
}
