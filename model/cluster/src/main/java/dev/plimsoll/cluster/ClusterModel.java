package dev.plimsoll.cluster;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Change;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.apiserver.Storage;
import dev.plimsoll.cluster.apiserver.WatchCache;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Handler;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A cluster, to be put together from the objects it holds, the components that work on them and
/// the faults they must live with.
///
/// Subclass it, and declare in the constructor, in this order: API servers, resources, components
/// with what they watch and remember, steps, faults, claims. What a component does, and that
/// changes reach it, is done in the end (weak fairness of each rule); what users do and what breaks
/// is not. A call that would put more than {@link #lag} changes on the way to anybody waits: that
/// bounds the model, not Kubernetes.
///
/// A component that is slow, or pauses, is one whose steps are late; one that crashes is started
/// again at once, as being down is being slow.
public abstract class ClusterModel extends Model {

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
    var resource =
        new Resource<>(
            kind,
            initial,
            new Storage.Named<T>(cells(kind, initial), cell("last uid of " + kind, 0)));
    for (var server = 1; server < apiServers; server++) {
      var name = "apiserver " + server;
      var cache =
          new WatchCache<T>(
              server, cells(kind + " at " + name, initial), changes(kind + " to " + name));
      resource.add(cache);
      fair(name + " sees " + kind, tx -> cache.receive(tx, resource.subscribers()));
    }
    return resource;
  }

  /// Declares a kind of objects that are told apart by nothing but what they are.
  ///
  /// @param most how many there can be
  /// @param order in which only equal objects are equal
  protected final <T extends ApiObject<T>> Resource<T> anonymous(
      String kind, int most, Comparator<T> order) {
    var initial = Collections.nCopies(most, Optional.<T>empty());
    return new Resource<>(
        kind, initial, new Storage.Anonymous<T>(cell(kind, List.<T>of()), most, order));
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

  private <T extends ApiObject<T>> Informer<T> watch(
      Component component, Resource<T> resource, Predicate<T> selector, Handler<T> handler) {
    var name = component.name();
    var initial = resource.initial().stream().map(each -> each.filter(selector)).toList();
    var informer =
        new Informer<>(
            component,
            resource,
            selector,
            cells(resource.kind() + " at " + name, initial),
            this.<T>changes(resource.kind() + " to " + name),
            handler);
    component.add(informer);
    resource.add(informer);
    fair(name + " sees " + resource.kind(), informer::receive);
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
    fair(component.name() + ": " + name, body);
  }

  /// Declares what a component does, for each of some arguments.
  protected final <A> void step(
      Component component, String name, Collection<A> arguments, BiConsumer<Transaction, A> body) {
    var full = component.name() + ": " + name;
    rule(full, arguments, body);
    weaklyFairEach(full);
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

  // ---- what happens to them

  /// Declares what somebody does, or what befalls the cluster, so many times at most.
  ///
  /// @param most how often
  protected final void event(String name, int most, Consumer<Transaction> body) {
    fault(name, cell("left of: " + name, most), body);
  }

  /// Declares something that befalls the cluster as long as there are faults left of a budget that
  /// it shares with others.
  protected final void fault(String name, Cell<Integer> budget, Consumer<Transaction> body) {
    rule(
        name,
        tx -> {
          var count = tx.get(budget);
          tx.require(count > 0).set(budget, count - 1);
          body.accept(tx);
        });
  }

  /// Lets a component die and be started again, between any two of its steps; it connects to any
  /// API server.
  protected final void mayCrash(Component component, Cell<Integer> budget) {
    fault(component.name() + " is restarted", budget, component::restart);
  }

  /// The same, so many times at most.
  protected final void mayCrash(Component component, int most) {
    event(component.name() + " is restarted", most, component::restart);
  }

  /// Lets a component lose its connection, between any two of its steps; it connects to any API
  /// server, and lists.
  protected final void mayReconnect(Component component, int most) {
    event(component.name() + " reconnects", most, component::reconnect);
  }
}
