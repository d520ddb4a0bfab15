package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.endpointslice.EndpointSliceController.Sync;
import dev.plimsoll.cluster.endpointslice.EndpointSliceTracker.Tracked;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two Services that select pods by a label each, and the EndpointSlice controller. Pods get
/// another label, become ready or not, and are deleted; a Service is deleted; the controller dies
/// between any two of its calls. The garbage collector and kubelets know everything without delay.
public final class EndpointSliceModel extends ClusterModel {

  private static final List<Integer> SERVICES = List.of(0, 1);

  /// Mistakes to seed.
  public enum Bug {
    /// The controller as it should be.
    NONE,
    /// It goes by its cache although this is known to be behind.
    NO_TRACKER,
    /// It puts one endpoint too many into a slice.
    IGNORES_MAX,
    /// It takes a pod that is being deleted for ready.
    TERMINATING_IS_READY,
    /// It leaves an endpoint as it is that is in a slice.
    LEAVES_CONDITIONS
  }

  /// How far the model goes.
  ///
  /// @param pods how many, at least 1; at first all belong to the first Service
  /// @param most endpoints in a slice
  /// @param slices how many there can be at a time
  /// @param changes of pods and Services
  /// @param crashes how often the controller dies
  public record Bounds(int pods, int most, int slices, int changes, int crashes) {}

  /// What calls have done to endpoints that are wanted.
  private enum Stays {
    UNTOUCHED,
    KEPT,
    LOST
  }

  private final Bounds bounds;
  private final boolean publishes;
  private final Bug bug;
  private final List<Integer> names;
  private final Resource<Service> services;
  private final Resource<ServedPod> pods;
  private final Resource<EndpointSlice> slices;
  private final Cell<Stays> stays = cell("endpoints that are wanted", Stays.UNTOUCHED);

  /// Pods that are ready, and no slices.
  ///
  /// @param publishes whether Services publish addresses that are not ready
  /// @param apiServers how many; all but the first lag
  /// @param lag how many changes of a kind may be on the way to a component
  public EndpointSliceModel(Bounds bounds, boolean publishes, int apiServers, int lag, Bug bug) {
    super(apiServers, lag);
    this.bounds = bounds;
    this.publishes = publishes;
    this.bug = bug;
    names = IntStream.range(0, bounds.pods()).boxed().toList();
    services =
        resource(
            "services",
            SERVICES.stream()
                .map(each -> Optional.of(new Service(Meta.NEW, each, publishes)))
                .toList());
    pods =
        resource(
            "pods",
            Collections.nCopies(
                names.size(), Optional.of(new ServedPod(Meta.NEW.with(ServedPod.GRACE), 0, true))));
    slices = resource("endpointslices", bounds.slices());
    declareController();
    declareOthers();
    declareUsers();
    declareClaims();
  }

  // ---- what happens

  private void declareController() {
    var component = component("endpointslice controller");
    var tracker =
        new EndpointSliceTracker(
            IntStream.range(0, bounds.slices())
                .mapToObj(
                    name -> memory(component, "tracked of " + name, Optional.<Tracked>empty()))
                .toList());
    var controller =
        new EndpointSliceController(
            slices,
            watch(component, services),
            watch(component, pods),
            watch(
                component,
                slices,
                (tx, name, before, after, by) -> {
                  if (after.isEmpty()) {
                    tracker.gone(tx, name, before.orElseThrow());
                  }
                }),
            tracker,
            syncs(component),
            bounds.most(),
            bug);
    step(component, "begin a sync", SERVICES, controller::begin);
    step(component, "make a call", SERVICES, (tx, service) -> call(tx, controller, service));
    step(component, "forget a Service", SERVICES, controller::forget);
    mayCrash(component, bounds.crashes());
  }

  private List<Cell<Optional<Sync>>> syncs(Component component) {
    return SERVICES.stream()
        .map(each -> memory(component, "sync of " + each, Optional.<Sync>empty()))
        .toList();
  }

  /// Makes a call, and notes whether the last endpoint of a pod goes that is wanted and there.
  private void call(Transaction tx, EndpointSliceController controller, int service) {
    var sync = tx.get(controller.syncs().get(service));
    var were = names.stream().filter(pod -> isIn(tx, service, pod)).toList();
    controller.call(tx, service);
    var isLost =
        were.stream()
            .filter(pod -> sync.orElseThrow().wanted().contains(pod) && !isIn(tx, service, pod))
            .anyMatch(pod -> pods.is(tx, pod, it -> it.label() == service && it.ready()));
    tx.update(stays, so -> isLost || so == Stays.LOST ? Stays.LOST : Stays.KEPT);
  }

  private void declareOthers() {
    step(
        component("garbage collector"),
        "delete a slice",
        IntStream.range(0, bounds.slices()).boxed().toList(),
        (tx, name) -> {
          tx.require(slices.is(tx, name, slice -> !services.exists(tx, slice.service())));
          slices.delete(tx, name);
        });
    step(
        component("kubelet"),
        "let a pod go",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, pod -> pod.meta().deleting()));
          pods.patch(tx, name, pod -> pod.with(pod.meta().without(ServedPod.GRACE)));
        });
  }

  private void declareUsers() {
    var budget = cell("changes left", bounds.changes());
    fault(
        "a pod gets another label", budget, tx -> change(tx, pod -> pod.labelled(1 - pod.label())));
    fault(
        "a pod's readiness changes", budget, tx -> change(tx, pod -> pod.withReady(!pod.ready())));
    fault("a pod is deleted", budget, tx -> change(tx, pod -> pod.with(pod.meta().asDeleting())));
    fault(
        "a Service is deleted",
        budget,
        tx -> {
          var there = SERVICES.stream().filter(each -> services.exists(tx, each)).toList();
          services.delete(tx, tx.choose(there));
        });
  }

  private void change(Transaction tx, UnaryOperator<ServedPod> change) {
    pods.patch(tx, tx.choose(pods.names(tx, pod -> !pod.meta().deleting())), change);
  }

  // ---- claims

  private void declareClaims() {
    always(
        "a slice has no more endpoints than it may have",
        s -> slices.list(s).stream().allMatch(each -> each.endpoints().size() <= bounds.most()));
    if (!publishes) {
      always(
          "the endpoint of a pod that is being deleted is not ready",
          s -> endpoints(s).noneMatch(each -> each.terminating() && each.ready()));
    }
    always("a pod that is wanted and there stays in a slice", s -> s.get(stays) != Stays.LOST);
    eventuallyAlways(
        "in the end slices have the pods that are selected, once each and as they are",
        s -> SERVICES.stream().allMatch(service -> isRight(s, service)));

    sometimes("a Service has two slices", s -> of(s, 0).filter(it -> !it.isEmpty()).count() > 1);
    sometimes("a pod is in slices of two Services", this::isShared);
    sometimes(
        "a pod ends that is still in a slice",
        s -> endpoints(s).anyMatch(each -> each.terminating() && each.serving()));
    sometimes(
        "a Service has gone that has slices",
        s ->
            SERVICES.stream()
                .anyMatch(
                    service ->
                        !services.exists(s, service) && of(s, service).findAny().isPresent()));
  }

  private Stream<List<Endpoint>> of(State state, int service) {
    return slices.list(state).stream()
        .filter(each -> each.service() == service)
        .map(EndpointSlice::endpoints);
  }

  private Stream<Endpoint> endpoints(State state) {
    return slices.list(state).stream().flatMap(each -> each.endpoints().stream());
  }

  private boolean isIn(State state, int service, int pod) {
    return of(state, service).flatMap(List::stream).anyMatch(each -> each.pod() == pod);
  }

  private boolean isShared(State state) {
    return names.stream().anyMatch(pod -> isIn(state, 0, pod) && isIn(state, 1, pod));
  }

  private boolean isRight(State state, int number) {
    var has =
        of(state, number)
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Endpoint::pod))
            .toList();
    var service = services.get(state, number);
    if (service.isEmpty()) {
      return of(state, number).findAny().isEmpty();
    }
    var wanted =
        pods.names(state, pod -> pod.label() == number).stream()
            .map(name -> endpoint(state, name, service.get()))
            .toList();
    return has.equals(wanted);
  }

  private Endpoint endpoint(State state, int name, Service service) {
    return Endpoint.of(name, pods.get(state, name).orElseThrow(), service, true);
  }
}
