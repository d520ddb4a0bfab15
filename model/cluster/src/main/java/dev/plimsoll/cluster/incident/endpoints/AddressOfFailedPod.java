package dev.plimsoll.cluster.incident.endpoints;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.endpointslice.Endpoint;
import dev.plimsoll.cluster.endpointslice.EndpointSlice;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.Pod.Phase;
import java.util.List;
import java.util.Optional;

/// A pod of a Service fails on a node with one address, which the node then gives to a pod of
/// another namespace. The failed pod still has the address in its status, and the condition Ready
/// from before; where this makes it an endpoint, packets for the Service reach the other pod, for
/// as long as nobody deletes the failed one.
///
/// Source: `pkg/controller/util/endpoint/controller_utils.go` (`ShouldPodBeInEndpoints`), v1.22 and
/// v1.25.
///
/// Left out: proxies, which send packets to whatever is an endpoint.
final class AddressOfFailedPod extends ClusterModel {

  private static final int NODE = 0;
  private static final int SERVED = 0;
  private static final int OTHER = 1;
  private static final int SLICE = 0;
  private static final List<Integer> PODS = List.of(SERVED, OTHER);

  private final boolean fixed;
  private final Resource<Pod> pods =
      resource("pods", List.of(Optional.of(Pod.NEW.boundTo(NODE)), Optional.empty()));
  private final Resource<EndpointSlice> slices =
      resource(
          "endpointslices", List.of(Optional.of(new EndpointSlice(Meta.NEW, SERVED, List.of()))));
  private final Kubelets kubelets =
      new Kubelets(pods, cells("container", PODS.size(), Optional.empty()));
  private final Cell<Optional<Integer>> address = cell("address is of", Optional.empty());

  /// @param fixed whether pods that have ended are no endpoints
  AddressOfFailedPod(boolean fixed) {
    super(1, 2);
    this.fixed = fixed;
    declareKubelet();
    declareEndpointsController();
    event("somebody creates a pod", 1, tx -> pods.create(tx, OTHER, Pod.NEW.boundTo(NODE)));
    event("a pod fails", 1, tx -> fail(tx, tx.choose(running(tx))));

    eventuallyAlways(
        "in the end a Service's endpoints are addresses of its own pods",
        s -> !hasEndpoint(s) || s.get(address).equals(Optional.of(SERVED)));
    sometimes(
        "a pod has an address that one of the Service had before",
        s -> s.get(address).equals(Optional.of(OTHER)) && pods.is(s, SERVED, this::hasEnded));
    sometimes("the Service has an endpoint", this::hasEndpoint);
  }

  private void declareKubelet() {
    var component = component("kubelet");
    var known = watch(component, pods);
    step(component, "start", PODS, (tx, pod) -> start(tx, known, pod));
    step(component, "report", PODS, (tx, pod) -> kubelets.report(tx, known, NODE, pod));
  }

  /// Starts a pod that gets the address.
  private void start(Transaction tx, Source<Pod> known, int pod) {
    tx.require(address, Optional.empty());
    kubelets.start(tx, known, NODE, pod);
    tx.set(address, Optional.of(pod));
  }

  private List<Integer> running(State state) {
    return pods.names(state, pod -> pod.phase() == Phase.RUNNING);
  }

  /// A pod is evicted: its sandbox is torn down, which frees the address, and its status says so.
  private void fail(Transaction tx, int pod) {
    pods.patch(tx, pod, it -> it.in(Phase.FAILED));
    tx.set(kubelets.at(NODE, pod), Optional.empty());
    tx.set(address, Optional.empty());
  }

  private void declareEndpointsController() {
    var component = component("endpointslice controller");
    var knownPods = watch(component, pods);
    var knownSlices = watch(component, slices);
    step(
        component,
        "update",
        tx -> {
          var slice = knownSlices.get(tx, SLICE).orElseThrow();
          var wanted =
              knownPods
                  .get(tx, SERVED)
                  .filter(this::isEndpoint)
                  .map(pod -> List.of(Endpoint.ready(SERVED, pod.meta().uid())))
                  .orElse(List.of());
          tx.require(!slice.endpoints().equals(wanted));
          tx.require(slices.is(tx, SLICE, slice::equals)); // else a conflict, and nothing changes
          slices.update(tx, SLICE, slice, slice.with(wanted));
        });
  }

  /// Whether a pod that has an address in its status is an endpoint.
  private boolean isEndpoint(Pod pod) {
    return pod.phase() != Phase.PENDING && !(fixed && hasEnded(pod));
  }

  private boolean hasEnded(Pod pod) {
    return pod.phase() == Phase.FAILED || pod.phase() == Phase.SUCCEEDED;
  }

  private boolean hasEndpoint(State state) {
    return slices.is(state, SLICE, slice -> !slice.endpoints().isEmpty());
  }
}
