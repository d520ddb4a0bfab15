package dev.plimsoll.cluster.gc;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import java.util.Optional;

/// What the garbage collector does for an owner that is deleted in the foreground: once it learns
/// that the deletion has begun, it deletes the dependents, and then takes its finalizer off.
///
/// Source: `pkg/controller/garbagecollector/graph_builder.go` (`processTransitions`) and
/// `garbagecollector.go` (`processDeletingDependentsItem`), v1.15 and v1.16.
///
/// @param objects owners and dependents
/// @param owner the name of the owner
/// @param queued whether the owner waits to be looked at
/// @param seesFinalizer whether a finalizer that is added to an owner that is being deleted counts
///     as a beginning too
public record ForegroundDeletion(
    Resource<Dependent> objects, int owner, Cell<Boolean> queued, boolean seesFinalizer) {

  private static final String FINALIZER = "foregroundDeletion";

  /// Deletes the owner in the foreground: a call of the API server, which adds the finalizer even
  /// to an object that is being deleted.
  public void request(Transaction tx) {
    tx.require(objects.exists(tx, owner));
    objects.patch(tx, owner, it -> it.with(it.meta().asDeleting().with(FINALIZER)));
  }

  /// Learns of the owner.
  public void changed(Transaction tx, Optional<Dependent> before, Optional<Dependent> after) {
    var begins =
        after.map(Dependent::meta).filter(ForegroundDeletion::isWaiting).isPresent()
            && !before.map(Dependent::meta).filter(this::hasBegun).isPresent();
    if (begins) {
      tx.set(queued, true);
    }
  }

  /// Deletes a dependent.
  public void deleteDependent(Transaction tx, Informer<Dependent> known, int name) {
    tx.require(queued, true);
    tx.require(known.get(tx, name).isPresent() && objects.exists(tx, name));
    objects.delete(tx, name);
  }

  /// Takes the finalizer off an owner of which no dependent is left.
  public void release(Transaction tx, Informer<Dependent> known) {
    tx.require(queued, true);
    var dependents = known.list(tx).stream().filter(it -> it.meta().owner().isPresent()).count();
    tx.require(dependents == 0);
    objects.patch(tx, owner, it -> it.with(it.meta().without(FINALIZER)));
    tx.set(queued, false);
  }

  private boolean hasBegun(Meta meta) {
    return seesFinalizer ? isWaiting(meta) : meta.deleting();
  }

  private static boolean isWaiting(Meta meta) {
    return meta.deleting() && meta.finalizers().contains(FINALIZER);
  }
}
