package dev.plimsoll.cluster.loadbalancer;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.loadbalancer.ServiceLoadBalancerModel.Bug;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the cloud's Service controller does for one Service, one call after another: a finalizer
/// keeps the Service as long as it may have a balancer. One worker is for the Service, another for
/// nodes.
///
/// Two things are unlike v1.30, which has them as mistakes: the workers do not call the cloud for
/// the same Service at a time, and a Service is written only if it is as it was read.
///
/// Source: `staging/src/k8s.io/cloud-provider/controllers/service/controller.go` (`syncService`,
/// `syncLoadBalancerIfNeeded`, `nodeSyncService`), v1.30. Left out: `LoadBalancerClass`, ports.
///
/// @param known the Service as the controller knows it
/// @param knownNodes the nodes as it knows them
record ServiceController(
    Resource<Service> services,
    Informer<Service> known,
    Informer<BackendNode> knownNodes,
    Memory memory,
    Cloud cloud,
    Bug bug) {

  static final int SERVICE = 0;

  private static final Sync NONE = new Sync.None();

  /// A balancer is to lead to these nodes.
  record Update(int uid, List<Integer> nodes) {}

  /// What the controller keeps in mind.
  ///
  /// @param queued whether the Service is in the work queue
  /// @param sync the call that is next
  /// @param cached the Service that was worked on last, as it was then
  /// @param nodesQueued whether a node is in the work queue
  /// @param lastSyncedNodes the nodes that the balancer was to lead to last
  /// @param update the call to the cloud that the worker for nodes makes
  record Memory(
      Cell<Boolean> queued,
      Cell<Sync> sync,
      Cell<Optional<Service>> cached,
      Cell<Boolean> nodesQueued,
      Cell<List<Integer>> lastSyncedNodes,
      Cell<Optional<Update>> update) {

    /// Learns of a Service.
    ///
    /// @param cleansUp whether it looks at Services that want no balancer any more
    void changed(
        Transaction tx, Optional<Service> before, Optional<Service> after, boolean cleansUp) {
      if (after.isEmpty()) {
        return;
      }
      var wants = after.get().wantsLoadBalancer();
      var isNew =
          before.isEmpty()
              ? wants || (cleansUp && after.get().needsCleanup())
              : wants != before.get().wantsLoadBalancer()
                  || (wants && before.get().uid() != after.get().uid())
                  || after.get().needsCleanup();
      if (isNew) {
        tx.set(queued, true);
      }
    }
  }

  // ---- the worker for the Service

  /// Takes the Service out of the queue.
  void begin(Transaction tx) {
    tx.require(memory.queued(), true).require(memory.sync(), NONE).set(memory.queued(), false);
    var service = known.get(tx, SERVICE);
    var old =
        tx.get(memory.cached())
            .filter(it -> it.wantsLoadBalancer())
            .filter(it -> !service.map(Service::uid).equals(Optional.of(it.uid())));
    if (old.isPresent()) {
      tx.set(memory.sync(), new Sync.DeleteOld(old.get().uid(), service));
    } else {
      service.ifPresent(it -> workOn(tx, it));
    }
  }

  private void workOn(Transaction tx, Service service) {
    tx.set(memory.cached(), Optional.of(service));
    tx.set(memory.sync(), first(service));
  }

  private Sync first(Service service) {
    if (!service.wantsLoadBalancer() || service.needsCleanup()) {
      return bug == Bug.REMOVES_FINALIZER_EARLY
          ? new Sync.RemoveFinalizer(service)
          : new Sync.Delete(service);
    }
    return service.hasFinalizer() || bug == Bug.ADDS_FINALIZER_LATE
        ? new Sync.ReadNodes(service)
        : new Sync.AddFinalizer(service);
  }

  /// Makes the next call to the cloud.
  void callCloud(Transaction tx) {
    switch (tx.get(memory.sync())) {
      case Sync.DeleteOld(var uid, var successor) -> {
        requireAlone(tx);
        if (cloud.delete(tx, uid)) {
          finish(tx);
          successor.ifPresent(it -> workOn(tx, it));
        } else {
          retry(tx);
        }
      }
      case Sync.Delete(var service) -> {
        requireAlone(tx);
        if (!cloud.delete(tx, service.uid())) {
          retry(tx);
        } else if (bug == Bug.REMOVES_FINALIZER_EARLY || !service.hasFinalizer()) {
          finish(tx);
        } else {
          tx.set(memory.sync(), new Sync.RemoveFinalizer(service));
        }
      }
      case Sync.Ensure(var service, var nodes) -> ensure(tx, service, nodes);
      case Sync.None none -> tx.require(false);
      case Sync.AddFinalizer add -> tx.require(false);
      case Sync.RemoveFinalizer remove -> tx.require(false);
      case Sync.ReadNodes read -> tx.require(false);
      case Sync.SetStatus set -> tx.require(false);
    }
  }

  private void ensure(Transaction tx, Service service, List<Integer> nodes) {
    if (cloud.ensure(tx, service.uid(), nodes)) {
      tx.set(
          memory.sync(),
          service.hasFinalizer() ? new Sync.SetStatus(service) : new Sync.AddFinalizer(service));
    } else if (bug == Bug.STARTS_OVER) {
      tx.set(memory.sync(), new Sync.DeleteOld(service.uid(), Optional.of(service)));
    } else if (bug == Bug.GIVES_UP && cloud.get(tx, service.uid()).isEmpty()) {
      tx.set(memory.sync(), NONE);
    } else {
      retry(tx);
    }
  }

  /// Reads the nodes that the balancer is to lead to.
  void readNodes(Transaction tx) {
    if (tx.get(memory.sync()) instanceof Sync.ReadNodes(var service)) {
      requireAlone(tx);
      var nodes = included(tx);
      tx.set(memory.lastSyncedNodes(), nodes).set(memory.sync(), new Sync.Ensure(service, nodes));
    } else {
      tx.require(false);
    }
  }

  /// Writes the Service: its finalizer, or its status.
  void write(Transaction tx) {
    switch (tx.get(memory.sync())) {
      case Sync.AddFinalizer(var service) -> addFinalizer(tx, service);
      case Sync.RemoveFinalizer(var service) -> removeFinalizer(tx, service);
      case Sync.SetStatus(var service) -> setStatus(tx, service);
      case Sync.None none -> tx.require(false);
      case Sync.DeleteOld delete -> tx.require(false);
      case Sync.Delete delete -> tx.require(false);
      case Sync.ReadNodes read -> tx.require(false);
      case Sync.Ensure ensure -> tx.require(false);
    }
  }

  private void addFinalizer(Transaction tx, Service service) {
    UnaryOperator<Service> change = it -> it.with(it.meta().with(Service.CLEANUP));
    if (patch(tx, service, change) == Outcome.OK) {
      var written = change.apply(service);
      tx.set(
          memory.sync(),
          bug == Bug.ADDS_FINALIZER_LATE
              ? new Sync.SetStatus(written)
              : new Sync.ReadNodes(written));
    } else {
      retry(tx);
    }
  }

  private void removeFinalizer(Transaction tx, Service service) {
    if (patch(tx, service, it -> it.with(it.meta().without(Service.CLEANUP))) != Outcome.OK) {
      retry(tx);
    } else if (bug == Bug.REMOVES_FINALIZER_EARLY) {
      tx.set(memory.sync(), new Sync.Delete(service));
    } else {
      finish(tx);
    }
  }

  /// Writes the address, which the API server refuses for a Service that wants no balancer.
  private void setStatus(Transaction tx, Service service) {
    var isTold = service.ingress().equals(Optional.of(service.uid()));
    var outcome =
        isTold || !services.exists(tx, SERVICE)
            ? Outcome.OK
            : services.is(tx, SERVICE, Service::wantsLoadBalancer)
                ? patch(tx, service, it -> it.at(service.uid()))
                : Outcome.CONFLICT;
    if (outcome == Outcome.OK) {
      tx.set(memory.sync(), NONE);
    } else {
      retry(tx);
    }
  }

  private Outcome patch(Transaction tx, Service read, UnaryOperator<Service> change) {
    return bug == Bug.PATCHES_ANYHOW
        ? services.patch(tx, SERVICE, change)
        : services.update(tx, SERVICE, read, change.apply(read));
  }

  private void retry(Transaction tx) {
    tx.set(memory.sync(), NONE).set(memory.queued(), true);
  }

  private void finish(Transaction tx) {
    tx.set(memory.sync(), NONE).set(memory.cached(), Optional.empty());
  }

  // ---- the worker for nodes

  /// Reads the nodes, if one has changed, and begins to lead the balancer to them.
  void beginNodes(Transaction tx) {
    tx.require(memory.nodesQueued(), true).require(memory.update(), Optional.empty());
    tx.require(bug == Bug.WORKERS_OVERLAP || !(tx.get(memory.sync()) instanceof Sync.Ensure));
    tx.set(memory.nodesQueued(), false);
    var nodes = included(tx);
    var service = tx.get(memory.cached()).filter(Service::wantsLoadBalancer);
    if (service.isPresent() && !nodes.equals(tx.get(memory.lastSyncedNodes()))) {
      tx.set(memory.lastSyncedNodes(), nodes);
      tx.set(memory.update(), Optional.of(new Update(service.get().uid(), nodes)));
    }
  }

  /// Leads the balancer to the nodes; if that fails and it is there, the other worker does it.
  void updateNodes(Transaction tx) {
    var call = tx.get(memory.update());
    tx.require(call.isPresent()).set(memory.update(), Optional.empty());
    var uid = call.get().uid();
    if (!cloud.update(tx, uid, call.get().nodes()) && cloud.get(tx, uid).isPresent()) {
      tx.set(memory.queued(), true);
    }
  }

  /// Goes on only if the other worker does not call the cloud.
  private void requireAlone(Transaction tx) {
    tx.require(bug == Bug.WORKERS_OVERLAP || tx.get(memory.update()).isEmpty());
  }

  private List<Integer> included(State state) {
    return knownNodes.names(state, node -> !node.excluded());
  }
}
