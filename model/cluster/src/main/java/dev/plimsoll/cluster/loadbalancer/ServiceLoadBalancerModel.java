package dev.plimsoll.cluster.loadbalancer;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A Service that gets a load balancer of a cloud, and loses it: users create and delete it and
/// change its type, nodes are excluded and included again, calls to the cloud fail and are slow,
/// and the controller dies between any two calls. The cloud keeps what it has.
///
/// A call to the cloud has been made or has not when the controller dies: none has its effect
/// later.
public final class ServiceLoadBalancerModel extends ClusterModel {

  private static final int SERVICE = ServiceController.SERVICE;

  /// Mistakes to seed.
  public enum Bug {
    /// The controller as it should be.
    NONE,
    /// The finalizer is added when the balancer is there.
    ADDS_FINALIZER_LATE,
    /// The finalizer is taken off before the balancer has gone.
    REMOVES_FINALIZER_EARLY,
    /// A finalizer is added to, and taken off, whatever has the name by then: v1.30.
    PATCHES_ANYHOW,
    /// A balancer is deleted when it could not be led to its nodes.
    STARTS_OVER,
    /// A balancer that could not be made is not tried again.
    GIVES_UP,
    /// Who starts looks at Services alone that want a balancer (kubernetes/kubernetes#78954).
    FORGETS_CLEANUP,
    /// A balancer is not led elsewhere when nodes change.
    IGNORES_NODES,
    /// Both workers call the cloud for a Service at a time (kubernetes/kubernetes#53462): v1.30.
    WORKERS_OVERLAP
  }

  /// How far the model goes.
  ///
  /// @param creations how often the Service is created, at least 1; it is deleted as often
  /// @param typeChanges how often its type is changed
  /// @param nodes how many there are
  /// @param nodeChanges how often one is excluded or included
  /// @param faults how often a call to the cloud fails, or the controller dies
  public record Bounds(int creations, int typeChanges, int nodes, int nodeChanges, int faults) {}

  private final Bounds bounds;
  private final Bug bug;
  private final Resource<Service> services = resource("services", 1);
  private final Resource<BackendNode> nodes;
  private final Cloud cloud;

  /// By uid, from 1: whether a Service did not want its balancer any more at some time.
  private final Cells<Boolean> waived;

  private final Cell<Integer> faults;

  /// Nodes that are all included, and no Service.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  public ServiceLoadBalancerModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.bug = bug;
    nodes =
        resource(
            "nodes",
            Collections.nCopies(bounds.nodes(), Optional.of(new BackendNode(Meta.NEW, false))));
    waived = cells("waived its balancer", bounds.creations(), false);
    faults = cell("faults left", bounds.faults());
    cloud = new Cloud(cells("balancer", bounds.creations(), Optional.empty()), faults);

    declareController();
    declareUsers();
    declareClaims();
  }

  private void declareController() {
    var component = component("service controller");
    var memory =
        new ServiceController.Memory(
            memory(component, "Service is queued", false),
            this.<Sync>memory(component, "sync", new Sync.None()),
            memory(component, "Service worked on last", Optional.empty()),
            memory(component, "nodes are queued", false),
            memory(component, "nodes worked on last", List.of()),
            memory(component, "update under way", Optional.empty()));
    var known =
        watch(
            component,
            services,
            (tx, name, before, after, by) ->
                memory.changed(tx, before, after, bug != Bug.FORGETS_CLEANUP));
    var knownNodes =
        watch(
            component, nodes, (tx, name, before, after, by) -> tx.set(memory.nodesQueued(), true));
    var controller = new ServiceController(services, known, knownNodes, memory, cloud, bug);
    step(component, "begin with the Service", controller::begin);
    step(component, "read the nodes", controller::readNodes);
    step(component, "call the cloud", controller::callCloud);
    step(component, "write the Service", controller::write);
    if (bug != Bug.IGNORES_NODES) {
      step(component, "begin with the nodes", controller::beginNodes);
      step(component, "update the balancer", controller::updateNodes);
    }
    mayCrash(component, faults);
  }

  private void declareUsers() {
    event(
        "somebody creates the Service",
        bounds.creations(),
        tx -> {
          tx.require(!services.exists(tx, SERVICE));
          services.create(tx, SERVICE, Service.NEW);
        });
    event(
        "somebody deletes the Service",
        bounds.creations(),
        tx -> {
          tx.require(services.is(tx, SERVICE, it -> !it.meta().deleting()));
          waive(tx);
          services.delete(tx, SERVICE);
        });
    event(
        "somebody changes the type of the Service",
        bounds.typeChanges(),
        tx -> {
          tx.require(services.is(tx, SERVICE, it -> !it.meta().deleting()));
          waive(tx);
          services.patch(tx, SERVICE, Service::ofOtherType);
        });
    event(
        "a node is excluded or included",
        bounds.nodeChanges(),
        tx -> {
          var node = tx.choose(IntStream.range(0, bounds.nodes()).boxed().toList());
          nodes.patch(tx, node, it -> it.withExcluded(!it.excluded()));
        });
  }

  private void waive(Transaction tx) {
    tx.set(waived.get(services.get(tx, SERVICE).orElseThrow().uid() - 1), true);
  }

  // ---- claims

  private void declareClaims() {
    always(
        "a load balancer has its Service",
        cloud.uids(),
        (s, uid) -> cloud.get(s, uid).isEmpty() || services.is(s, SERVICE, it -> it.uid() == uid));
    stable(
        "a load balancer stays as long as its Service wants it",
        cloud.uids(),
        (s, uid) -> cloud.get(s, uid).isPresent() || s.get(waived.get(uid - 1)));
    eventuallyAlways(
        "in the end who wants a load balancer has it, and tells its address",
        s -> !services.is(s, SERVICE, it -> !isServed(s, it)));
    eventuallyAlways(
        "in the end nobody keeps a load balancer, or waits to go",
        s ->
            !services.is(s, SERVICE, it -> it.meta().deleting())
                && cloud.uids().stream()
                    .allMatch(
                        uid ->
                            cloud.get(s, uid).isEmpty()
                                || services.is(s, SERVICE, Service::wantsLoadBalancer)));
    eventuallyAlways(
        "in the end a load balancer leads to all nodes that are included",
        s -> !services.is(s, SERVICE, it -> hasBalancer(s, it) && !leadsToIncluded(s, it)));
    declareExamples();
  }

  private void declareExamples() {
    sometimes(
        "the Service has its load balancer",
        s -> services.is(s, SERVICE, it -> hasBalancer(s, it)));
    sometimes(
        "the Service waits to go as its load balancer is still there",
        s ->
            services.is(
                s, SERVICE, it -> it.meta().deleting() && cloud.get(s, it.uid()).isPresent()));
    if (bounds.typeChanges() > 0) {
      sometimes(
          "a Service that wanted a load balancer wants none, and has none any more",
          s ->
              services.is(
                  s, SERVICE, it -> !it.wantsLoadBalancer() && it.meta().finalizers().isEmpty()));
    }
    if (bounds.nodeChanges() > 0) {
      sometimes(
          "a load balancer does not lead to a node that is excluded",
          s ->
              included(s).size() < bounds.nodes()
                  && services.is(s, SERVICE, it -> hasBalancer(s, it) && leadsToIncluded(s, it)));
    }
    if (bounds.creations() > 1) {
      sometimes(
          "a Service of the same name has a load balancer of its own",
          s -> cloud.get(s, 2).isPresent());
    }
  }

  /// Whether what a Service wants is there, and nothing else, unless it is to go.
  private boolean isServed(State state, Service service) {
    return service.meta().deleting()
        || (service.wantsLoadBalancer()
            ? hasBalancer(state, service)
            : service.ingress().isEmpty());
  }

  /// Whether a Service has a balancer, and tells its address.
  private boolean hasBalancer(State state, Service service) {
    return cloud.get(state, service.uid()).isPresent()
        && service.ingress().equals(Optional.of(service.uid()));
  }

  private boolean leadsToIncluded(State state, Service service) {
    return cloud.get(state, service.uid()).equals(Optional.of(included(state)));
  }

  private List<Integer> included(State state) {
    return nodes.names(state, node -> !node.excluded());
  }
}
