package dev.plimsoll.cluster.namespace;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;
import java.util.Optional;

/// A namespace that is deleted while clients create objects in it, of a built-in group and of an
/// aggregated API whose discovery fails now and then. A request is admitted by a cache that lags,
/// and stored some time later; the controller dies between any two calls.
///
/// Whoever deletes the namespace sets its phase in the same call, as
/// `pkg/registry/core/namespace/storage/storage.go` does; the controller need not do so again. It
/// waits until requests that were admitted before the deletion have been stored:
/// `namespaceDeletionGracePeriod` (`pkg/controller/namespace/namespace_controller.go`).
public final class NamespaceDeletionModel extends ClusterModel {

  /// Mistakes to seed.
  public enum Bug {
    /// Everything as it should be.
    NONE,
    /// The controller lets the namespace go without listing what remains.
    DOES_NOT_LIST,
    /// A group that is not discovered counts as empty.
    IGNORES_UNDISCOVERED,
    /// Requests are admitted by the cache alone.
    TRUSTS_ITS_CACHE,
    /// The phase of the namespace does not change.
    STAYS_ACTIVE,
    /// The controller does not wait for requests on their way.
    DOES_NOT_WAIT,
    /// The controller takes off the finalizers of others.
    FORCES,
    /// The controller does not begin anew.
    GIVES_UP
  }

  /// How far the model goes.
  ///
  /// @param creations how often a client creates an object
  /// @param failures how often discovery fails
  /// @param crashes how often the controller dies
  public record Bounds(int creations, int failures, int crashes) {}

  private final Bug bug;
  private final Resource<Namespace> namespaces =
      resource("namespaces", List.of(Optional.of(Namespace.ACTIVE)));
  private final List<Resource<Content>> groups =
      List.of(resource("pods", 1), resource("widgets", 1));
  private final List<Integer> numbers = List.of(0, 1);
  private final Cell<Boolean> discovered = cell("widgets are discovered", true);
  private final Cells<Boolean> admitted = cells("admitted", 2, false);
  private final Cells<Boolean> unclean = cells("to be cleaned up", 2, false);

  /// @param lag how many changes may be on the way
  public NamespaceDeletionModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.bug = bug;
    declareApiServer(bounds);
    declareController(bounds);
    declareClaims();
  }

  private void declareApiServer(Bounds bounds) {
    var server = component("API server");
    var live = cell("API server looks the namespace up", false);
    var known = watch(server, namespaces);
    event(
        "somebody deletes the namespace",
        1,
        tx -> {
          tx.require(namespaces.is(tx, 0, it -> !it.meta().deleting()));
          namespaces.patch(tx, 0, this::deleted);
          tx.set(live, bug != Bug.TRUSTS_ITS_CACHE);
        });
    event(
        "somebody asks to create an object",
        bounds.creations(),
        tx -> {
          var group = tx.choose(numbers);
          tx.require(isAdmitted(tx, known, live));
          tx.require(admitted.get(group), false).set(admitted.get(group), true);
        });
    step(
        server,
        "store an object",
        numbers,
        (tx, group) -> {
          tx.require(admitted.get(group), true).set(admitted.get(group), false);
          var object = new Content(Meta.NEW.with(Content.CLEANUP));
          if (groups.get(group).create(tx, 0, object) == Outcome.OK) {
            tx.set(unclean.get(group), true);
          }
        });
  }

  private Namespace deleted(Namespace namespace) {
    var deleting = namespace.with(namespace.meta().asDeleting());
    return bug == Bug.STAYS_ACTIVE ? deleting : deleting.asTerminating();
  }

  /// NamespaceLifecycle: `Admit`.
  private boolean isAdmitted(State state, Informer<Namespace> known, Cell<Boolean> live) {
    var held = known.get(state, 0);
    var looksUp = held.isEmpty() || (state.get(live) && !held.get().terminating());
    return (looksUp ? namespaces.get(state, 0) : held).filter(it -> !it.terminating()).isPresent();
  }

  private void declareController(Bounds bounds) {
    var component = component("namespace controller");
    var known = watch(component, namespaces);
    var sync = memory(component, "sync", Optional.<NamespaceController.Sync>empty());
    var controller = new NamespaceController(namespaces, groups, discovered, sync, bug);
    step(
        component,
        "discover",
        tx -> {
          tx.require(known.is(tx, 0, it -> it.meta().deleting()));
          tx.require(bug == Bug.DOES_NOT_WAIT || admitted.all(tx, false));
          controller.discover(tx);
        });
    step(component, "delete a collection", controller::deleteCollection);
    step(component, "list a collection", controller::list);
    step(component, "finish", controller::finish);
    mayCrash(component, bounds.crashes());
    event(
        "discovery fails",
        bounds.failures(),
        tx -> tx.require(discovered, true).set(discovered, false));
    step(
        component("aggregator"),
        "discovery succeeds",
        tx -> tx.require(discovered, false).set(discovered, true));
    step(
        component("other controllers"),
        "clean up",
        numbers,
        (tx, group) -> {
          tx.require(groups.get(group).is(tx, 0, it -> it.meta().deleting()));
          tx.set(unclean.get(group), false);
          groups.get(group).patch(tx, 0, it -> it.with(it.meta().without(Content.CLEANUP)));
        });
  }

  private void declareClaims() {
    always(
        "nothing is left in a namespace that has gone", s -> namespaces.exists(s, 0) || isEmpty(s));
    always(
        "an object goes after its finalizer was taken off",
        numbers,
        (s, group) -> !s.get(unclean.get(group)) || groups.get(group).exists(s, 0));
    eventuallyAlways(
        "in the end a namespace that is being deleted has gone",
        s -> !namespaces.is(s, 0, it -> it.meta().deleting()));
    sometimes("a namespace has gone", s -> !namespaces.exists(s, 0));
    sometimes(
        "an object waits for its finalizer to be taken off",
        s -> groups.stream().anyMatch(group -> group.is(s, 0, it -> it.meta().deleting())));
  }

  private boolean isEmpty(State state) {
    return groups.stream().allMatch(group -> group.list(state).isEmpty());
  }
}
