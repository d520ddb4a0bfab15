package dev.plimsoll.cluster.incident.gc;

import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.gc.ObjectReference;
import dev.plimsoll.cluster.gc.Oversight;
import dev.plimsoll.cluster.gc.OwnedObjects;
import dev.plimsoll.cluster.gc.OwnerReference;
import dev.plimsoll.cluster.gc.OwnershipModel;
import dev.plimsoll.cluster.gc.Propagation;
import java.util.List;

/// An object with a finalizer of somebody else is deleted in the foreground twice: the second time,
/// the garbage collector's finalizer comes back, but the object was being deleted before, and the
/// garbage collector takes it for done.
final class DeletedTwiceAndNeverGone extends OwnershipModel {

  private static final ObjectReference OWNER = new ObjectReference(0, 0, 0);
  private static final String PROTECTION = "protection";

  private final OwnedObjects objects =
      new OwnedObjects(
          List.of(
              resource(
                  "objects",
                  List.of(
                      object(Meta.NEW.with(PROTECTION)),
                      object(Meta.NEW, new OwnerReference(OWNER, true))))));

  /// @param fixed whether the garbage collector also looks for its finalizer coming back
  DeletedTwiceAndNeverGone(boolean fixed) {
    super(2);
    var collector =
        declareCollector(objects, 0, fixed ? Oversight.NONE : Oversight.SECOND_DELETION);
    declareDeletion(collector);
    mayCrash(collector.component(), 1);
    declareProtection();
    event(
        "somebody deletes the owner in the foreground",
        2,
        tx -> {
          tx.require(objects.get(tx, OWNER).isPresent());
          objects.delete(tx, OWNER, Propagation.FOREGROUND);
        });

    leadsTo(
        "what is being deleted goes",
        s -> objects.get(s, OWNER).filter(object -> object.meta().deleting()).isPresent(),
        s -> objects.get(s, OWNER).isEmpty());
    sometimes("owner and dependent have gone", s -> objects.list(s).isEmpty());
  }

  private void declareProtection() {
    var controller = component("protection controller");
    var known = watch(controller, objects.kinds().getFirst());
    step(
        controller,
        "take its finalizer off",
        tx -> {
          tx.require(known.is(tx, OWNER.name(), object -> object.meta().deleting()));
          var held = objects.get(tx, OWNER);
          tx.require(held.filter(it -> it.meta().finalizers().contains(PROTECTION)).isPresent());
          objects.patch(tx, OWNER, object -> object.without(PROTECTION));
        });
  }
}
