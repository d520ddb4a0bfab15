package dev.plimsoll.cluster;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Change;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.apiserver.Storage;
import dev.plimsoll.cluster.apiserver.WatchCache;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Components;
import dev.plimsoll.cluster.client.Handler;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.StatefulSetController;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A cluster, to be put together from the objects it holds, the components that work on them and
/// the faults they must live with.
///
/// Subclass it, and declare in the constructor, in this order: API servers, resources, components
/// with what they watch and remember, steps, faults, claims. What a component does, and that
/// changes reach it, is done in the end (weak fairness of each rule); what users do and what breaks
/// is not, unless it is foreseen. A call that would put more than {@link #lag} changes on the way
/// to anybody waits: that bounds the model, not Kubernetes.
///
/// A component that is slow, or pauses, is one whose steps are late; one that crashes is started
/// again at once, as being down is being slow.
public abstract class ClusterModel extends FaultyModel {

  private final int apiServers;
  private final int lag;

  /// @param apiServers how many; the first knows at once what etcd holds, the others lag
  /// @param lag how many changes of a kind may be on the way to an API server or a component
  protected ClusterModel(int apiServers, int lag) {
    this.apiServers = apiServers;
    this.lag = lag;
  }

  /// How many changes of a kind may be on the way.
  protected final int lag() {
    return lag;
  }

  // ---- objects

  /// Declares a kind of objects.
  ///
  /// @param kind in the plural, as in a URL
  /// @param initial by name, as many as there is room for; those that are there have uid 0
  protected final <T extends ApiObject<T>> Resource<T> resource(
      String kind, List<Optional<T>> initial) {
    var last = cell("last uid of " + kind, 0);
    return served(
        new Resource<>(
            kind,
            initial,
            new Storage<T>(cells(kind, initial), Collections.nCopies(initial.size(), last))));
  }

  /// Declares a kind of which there are no objects at first, and whose names the API server
  /// generates: they can be exchanged, and uids tell apart those of one name only.
  ///
  /// @param kind in the plural, as in a URL
  /// @param object one of the kind
  /// @param names how many there can be at a time
  protected final <T extends ApiObject<T>> Resource<T> generated(
      String kind, String object, int names) {
    var initial = Collections.nCopies(names, Optional.<T>empty());
    var stored = cells(kind, initial);
    var last = cells("last uid of " + kind, names, 0);
    var symmetry = interchangeable(object, names).owning(stored).owning(last);
    return served(
        new Resource<>(kind, initial, new Storage<T>(stored, last), Optional.of(symmetry)));
  }

  private <T extends ApiObject<T>> Resource<T> served(Resource<T> resource) {
    var kind = resource.kind();
    for (var server = 1; server < apiServers; server++) {
      var name = "apiserver " + server;
      var cache =
          new WatchCache<T>(
              server,
              cells(kind + " at " + name, resource.initial()),
              changes(kind + " to " + name));
      resource.add(cache);
      resource.generated().ifPresent(cache::areGenerated);
      fair(name + " sees " + kind, tx -> cache.receive(tx, resource.subscribers()));
    }
    return resource;
  }

  /// Declares a kind of which there are no objects at first.
  ///
  /// @param names how many there can be at a time
  protected final <T extends ApiObject<T>> Resource<T> resource(String kind, int names) {
    return resource(kind, Collections.nCopies(names, Optional.<T>empty()));
  }

  @SuppressWarnings("unchecked") // a class of a generic type
  private <T extends ApiObject<T>> Queue<Change<T>> changes(String name) {
    return (Queue<Change<T>>) (Queue<?>) queue(name, Change.class, lag);
  }

  @SuppressWarnings("unchecked") // a class of a generic type
  private <T extends ApiObject<T>> List<Queue<Change<T>>> changes(String name, int count) {
    return (List<Queue<Change<T>>>) (List<?>) queues(name, Change.class, lag, count);
  }

  // ---- components

  /// Declares a component whose lists may be answered from the cache of an API server.
  protected final Component component(String name) {
    return component(name, false);
  }

  /// Declares a component.
  ///
  /// @param readsConsistently whether its lists are answered with what etcd holds
  protected final Component component(String name, boolean readsConsistently) {
    var connection = apiServers == 1 ? null : cell("API server of " + name, Resource.UP_TO_DATE);
    return new Component(name, apiServers, connection, readsConsistently);
  }

  /// Declares components that do the same, such as the kubelet of each node.
  ///
  /// @param members what each is for: the arguments of their rules
  protected final <M> Components<M> components(String name, List<M> members) {
    if (apiServers > 1) {
      throw new IllegalArgumentException("Components by the dozen know one API server only");
    }
    return new Components<>(
        name, members, members.stream().map(member -> component(name + " " + member)).toList());
  }

  /// Has a component watch objects; at first it knows them all.
  protected final <T extends ApiObject<T>> Informer<T> watch(
      Component component, Resource<T> resource) {
    return watch(component, resource, object -> true);
  }

  /// Has a component watch those objects that a selector passes.
  protected final <T extends ApiObject<T>> Informer<T> watch(
      Component component, Resource<T> resource, Predicate<T> selector) {
    return watch(component, resource, selector, (tx, name, before, after, by) -> {});
  }

  /// Has a component watch objects, and do something at once when its cache changes.
  protected final <T extends ApiObject<T>> Informer<T> watch(
      Component component, Resource<T> resource, Handler<T> handler) {
    return watch(component, resource, object -> true, handler);
  }

  /// Has a component watch those objects that a selector passes, and do something at once when its
  /// cache changes.
  protected final <T extends ApiObject<T>> Informer<T> watch(
      Component component, Resource<T> resource, Predicate<T> selector, Handler<T> handler) {
    var name = component.name();
    var informer =
        informer(
            component,
            resource,
            selector,
            cells(resource.kind() + " at " + name, selected(resource, selector)),
            this.<T>changes(resource.kind() + " to " + name),
            handler);
    fair(name + " sees " + resource.kind(), tx -> informer.receive(component.running(tx)));
    return informer;
  }

  /// Has each of some components watch objects of its own.
  ///
  /// @param selector passes those that the component of a member asks for
  /// @return what each believes, in the order of members
  protected final <M, T extends ApiObject<T>> List<Informer<T>> watch(
      Components<M> components, Resource<T> resource, BiPredicate<M, T> selector) {
    var initial = new ArrayList<Optional<T>>();
    for (var member : components.members()) {
      initial.addAll(selected(resource, object -> selector.test(member, object)));
    }
    var caches = cells(resource.kind() + " at " + components.name(), initial);
    var changes =
        this.<T>changes(resource.kind() + " to " + components.name(), components.members().size());
    components.keep(caches);
    components.keep(changes);
    var informers = new ArrayList<Informer<T>>();
    for (var member : components.members()) {
      var place = informers.size();
      informers.add(
          informer(
              components.of(member),
              resource,
              object -> selector.test(member, object),
              caches.subList(place * resource.names(), (place + 1) * resource.names()),
              changes.get(place),
              (tx, name, before, after, by) -> {}));
    }
    step(
        components.name() + " sees " + resource.kind(),
        components.members(),
        (tx, member) ->
            informers
                .get(components.members().indexOf(member))
                .receive(components.of(member).running(tx)));
    return List.copyOf(informers);
  }

  private static <T extends ApiObject<T>> List<Optional<T>> selected(
      Resource<T> resource, Predicate<T> selector) {
    return resource.initial().stream().map(each -> each.filter(selector)).toList();
  }

  private static <T extends ApiObject<T>> Informer<T> informer(
      Component component,
      Resource<T> resource,
      Predicate<T> selector,
      List<Cell<Optional<T>>> cache,
      Queue<Change<T>> changes,
      Handler<T> handler) {
    var informer = new Informer<>(component, resource, selector, cache, changes, handler);
    component.add(informer);
    resource.add(informer);
    resource.generated().ifPresent(informer::areGenerated);
    return informer;
  }

  /// Declares something that a component keeps in memory: it is lost when the component dies.
  protected final <V> Cell<V> memory(Component component, String name, V initial) {
    var cell = cell(component.name() + ": " + name, initial);
    component.add(cell, initial);
    return cell;
  }

  /// Declares what a component does in one step: at most one call to the API server.
  protected final void step(Component component, String name, Consumer<Transaction> body) {
    fair(component.name() + ": " + name, tx -> body.accept(component.running(tx)));
  }

  /// Declares what a component does, for each of some arguments.
  protected final <A> void step(
      Component component, String name, Collection<A> arguments, BiConsumer<Transaction, A> body) {
    step(
        component.name() + ": " + name,
        arguments,
        (tx, argument) -> body.accept(component.running(tx), argument));
  }

  /// Declares what some components do, for each of some arguments, which tell whose step it is.
  protected final <A> void step(
      Components<?> components,
      String name,
      Collection<A> arguments,
      BiConsumer<Transaction, A> body) {
    step(components.name() + ": " + name, arguments, body);
  }

  private <A> void step(String name, Collection<A> arguments, BiConsumer<Transaction, A> body) {
    rule(name, arguments, body);
    weaklyFairEach(name);
  }

  /// Declares a StatefulSet controller that creates one pod whenever it is not there, as far as it
  /// knows.
  ///
  /// @param ordinal the name of the pod
  protected final void statefulPod(Resource<Pod> pods, int ordinal) {
    var controller = component("statefulset controller");
    var known = watch(controller, pods);
    step(
        controller,
        "create the pod",
        tx -> StatefulSetController.createPod(tx, pods, known, ordinal, Pod.NEW));
  }

  /// Declares what a kubelet does for the pods of its node: it starts and stops their containers,
  /// and lets them go.
  ///
  /// @param known the pods as it knows them
  protected final void containers(
      Component kubelet, Kubelets kubelets, Source<Pod> known, int node) {
    var names = IntStream.range(0, known.names()).boxed().toList();
    step(kubelet, "start", names, (tx, name) -> kubelets.start(tx, known, node, name));
    step(kubelet, "stop", names, (tx, name) -> kubelets.stop(tx, known, node, name));
    step(kubelet, "let go", names, (tx, name) -> kubelets.letGo(tx, known, node, name));
  }

  private void fair(String name, Consumer<Transaction> body) {
    rule(name, body);
    weaklyFair(name);
  }
}
