package dev.plimsoll.cluster.incident.gc;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import java.util.List;
import java.util.Optional;

/// The API server looks an object up that is to be deleted, sees no finalizer, and deletes it. If a
/// controller adds its finalizer in between, both calls succeed, and the object goes before the
/// controller has cleaned up.
final class DeletedThoughItHasAFinalizer extends ClusterModel {

  private static final int ONLY = 0;
  private static final String CLEANUP = "cleanup";

  private record Service(Meta meta) implements ApiObject<Service> {
    @Override
    public Service with(Meta newMeta) {
      return new Service(newMeta);
    }

    boolean isFinalized() {
      return !meta.finalizers().isEmpty();
    }
  }

  private final Resource<Service> services =
      resource("services", List.of(Optional.of(new Service(Meta.NEW))));
  private final Cell<Boolean> loadBalancer = cell("load balancer in the cloud", false);

  /// @param fixed whether the API server deletes an object only if it is still as it was looked up
  DeletedThoughItHasAFinalizer(boolean fixed) {
    super(1, 1);
    var controller = component("service controller");
    declareController(controller);
    declareDeletion(fixed);
    mayCrash(controller, 1);

    always(
        "a load balancer belongs to a service",
        s -> !s.get(loadBalancer) || services.exists(s, ONLY));
    sometimes("there is a load balancer", s -> s.get(loadBalancer));
    sometimes("the service has gone", s -> !services.exists(s, ONLY));
  }

  private void declareDeletion(boolean fixed) {
    var server = component("API server");
    var call = cell("looked up to be deleted", Optional.<Service>empty());
    event(
        "somebody deletes the service",
        1,
        tx -> {
          tx.require(services.exists(tx, ONLY)).require(call, Optional.empty());
          tx.set(call, services.get(tx, ONLY));
        });
    step(
        server,
        "carry out the deletion",
        tx -> {
          var read = tx.get(call);
          tx.require(read.isPresent());
          if (fixed && !services.get(tx, ONLY).equals(read)) {
            tx.set(call, services.get(tx, ONLY)); // tries again
          } else {
            delete(tx, read.get());
            tx.set(call, Optional.empty());
          }
        });
  }

  /// Deletes a service: at once, whatever it is by now, if it had no finalizers.
  private void delete(Transaction tx, Service read) {
    services.patch(
        tx,
        ONLY,
        it -> {
          var meta = read.isFinalized() ? it.meta() : it.meta().without(CLEANUP);
          return it.with(meta.asDeleting());
        });
  }

  private void declareController(Component controller) {
    var known = watch(controller, services);
    step(
        controller,
        "add the finalizer",
        tx -> {
          tx.require(known.is(tx, ONLY, it -> !it.meta().deleting() && !it.isFinalized()));
          tx.require(services.get(tx, ONLY).equals(known.get(tx, ONLY)));
          services.patch(tx, ONLY, it -> it.with(it.meta().with(CLEANUP)));
        });
    step(
        controller,
        "create the load balancer",
        tx -> {
          tx.require(known.is(tx, ONLY, it -> !it.meta().deleting() && it.isFinalized()));
          tx.require(loadBalancer, false).set(loadBalancer, true);
        });
    step(
        controller,
        "delete the load balancer",
        tx -> {
          tx.require(known.is(tx, ONLY, it -> it.meta().deleting() && it.isFinalized()));
          tx.require(loadBalancer, true).set(loadBalancer, false);
        });
    step(
        controller,
        "take the finalizer off",
        tx -> {
          tx.require(known.is(tx, ONLY, it -> it.meta().deleting() && it.isFinalized()));
          tx.require(loadBalancer, false).require(services.is(tx, ONLY, Service::isFinalized));
          services.patch(tx, ONLY, it -> it.with(it.meta().without(CLEANUP)));
        });
  }
}
