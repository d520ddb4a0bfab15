package dev.plimsoll.cluster.rollout;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Permutation;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Symmetry;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Components;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.endpointslice.Endpoint;
import dev.plimsoll.cluster.endpointslice.EndpointSlice;
import dev.plimsoll.cluster.node.NodeName;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/// How Services get from pods to nodes: a controller writes an EndpointSlice for each, and a
/// kube-proxy on each node its rules.
///
/// Both take in a change when they have acted on the one before, as rules could be of any age
/// otherwise, and `lag` bounds how old what is known may be.
abstract class ServicesModel extends ClusterModel {

  /// A Service on a node.
  public record ServiceOnNode(int node, int service) {

    /// The same where nodes have other names.
    ServiceOnNode on(Permutation to) {
      return new ServiceOnNode(to.of(node), service);
    }
  }

  private final List<NodeName> nodes;
  private final List<Integer> services;
  private final Resource<EndpointSlice> slices;
  private final Cells<List<Endpoint>> rules;

  /// @param services how many
  ServicesModel(int lag, int nodes, int services) {
    super(1, lag);
    this.nodes = IntStream.range(0, nodes).mapToObj(NodeName::new).toList();
    this.services = IntStream.range(0, services).boxed().toList();
    slices =
        resource(
            "endpointslices",
            this.services.stream()
                .map(service -> Optional.of(new EndpointSlice(Meta.NEW, service, List.of())))
                .toList());
    rules = cells("rules on node", nodes * services, List.<Endpoint>of());
  }

  final List<NodeName> nodes() {
    return nodes;
  }

  /// The endpoints that packets from a node to a Service reach by its rules.
  final Cell<List<Endpoint>> rules(NodeName on, int service) {
    return rules.get(on.node() * services.size() + service);
  }

  /// Says that names of pods can be exchanged.
  final void namesAreExchangeable(Symmetry names) {
    names.renaming(EndpointSlice.class, EndpointSlice::renamed).renaming(rules, Endpoint::renamed);
  }

  /// Declares the controller.
  ///
  /// @param selects whether a pod is of a Service
  /// @param onlyAdds whether it takes no endpoint away: a mistake
  final Component declareEndpointSliceController(
      Resource<Pod> pods, BiPredicate<Integer, Pod> selects, boolean onlyAdds) {
    var controller = component("endpointslice controller");
    var known = watch(controller, pods);
    known.takesInWhen(
        s ->
            services.stream()
                .allMatch(
                    service ->
                        endpoints(s, slices, service)
                            .equals(wanted(s, known, service, selects, onlyAdds))));
    step(
        controller,
        "write the slice",
        services,
        (tx, service) -> {
          var slice = slices.get(tx, service).orElseThrow();
          var wanted = wanted(tx, known, service, selects, onlyAdds);
          tx.require(!slice.endpoints().equals(wanted));
          slices.update(tx, service, slice, slice.with(wanted));
        });
    return controller;
  }

  /// What a controller writes who knows these pods.
  private List<Endpoint> wanted(
      State state,
      Informer<Pod> known,
      int service,
      BiPredicate<Integer, Pod> selects,
      boolean onlyAdds) {
    var endpoints =
        new TreeSet<>(onlyAdds ? endpoints(state, slices, service) : List.<Endpoint>of());
    for (var name = 0; name < known.names(); name++) {
      var pod = known.get(state, name);
      if (pod.isPresent() && isReady(pod.get()) && selects.test(service, pod.get())) {
        endpoints.add(Endpoint.ready(name, pod.get().meta().uid()));
      }
    }
    return List.copyOf(endpoints);
  }

  private static boolean isReady(Pod pod) {
    return pod.phase() == Pod.Phase.RUNNING && !pod.meta().deleting();
  }

  /// Declares the proxy of each node.
  ///
  /// @param onlyAdds whether it leaves the rules of endpoints that are gone: a mistake
  final Components<NodeName> declareProxies(boolean onlyAdds) {
    var proxy = components("kube-proxy", nodes);
    proxy.keep(rules);
    var known = watch(proxy, slices, (on, slice) -> true);
    for (var on : nodes) {
      var here = known.get(on.node());
      here.takesInWhen(
          s ->
              services.stream()
                  .allMatch(
                      service ->
                          s.get(rules(on, service))
                              .equals(reached(s, on, service, here, onlyAdds))));
    }
    step(
        proxy,
        "write the rules",
        nodes.stream()
            .flatMap(on -> services.stream().map(each -> new ServiceOnNode(on.node(), each)))
            .toList(),
        (tx, at) -> {
          var on = nodes.get(at.node);
          var reached = reached(tx, on, at.service, known.get(at.node), onlyAdds);
          tx.require(!tx.get(rules(on, at.service)).equals(reached));
          tx.set(rules(on, at.service), reached);
        });
    return proxy;
  }

  /// What packets reach by the rules that a proxy writes who knows these slices.
  private List<Endpoint> reached(
      State state, NodeName on, int service, Source<EndpointSlice> known, boolean onlyAdds) {
    var written = new TreeSet<>(endpoints(state, known, service));
    if (onlyAdds) {
      written.addAll(state.get(rules(on, service)));
    }
    return ServiceRules.reached(service, List.copyOf(written));
  }

  private static List<Endpoint> endpoints(State state, Source<EndpointSlice> known, int service) {
    return known.get(state, service).orElseThrow().endpoints();
  }
}
