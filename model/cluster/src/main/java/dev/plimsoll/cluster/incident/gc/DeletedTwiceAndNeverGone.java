package dev.plimsoll.cluster.incident.gc;

import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.gc.Dependent;
import dev.plimsoll.cluster.gc.ForegroundDeletion;
import java.util.List;
import java.util.Optional;

/// An object with a finalizer of somebody else is deleted in the foreground twice: the second time,
/// the garbage collector's finalizer comes back, but the object was being deleted before, and the
/// garbage collector takes it for done.
final class DeletedTwiceAndNeverGone extends ClusterModel {

  private static final int OWNER = 0;
  private static final int DEPENDENT = 1;
  private static final String PROTECTION = "protection";

  private final Resource<Dependent> objects =
      resource(
          "objects",
          List.of(
              Optional.of(new Dependent(Meta.NEW.with(PROTECTION), 0)),
              Optional.of(new Dependent(Meta.NEW.ownedBy(0), 0))));

  /// @param fixed whether the garbage collector also looks for its finalizer coming back
  DeletedTwiceAndNeverGone(boolean fixed) {
    super(1, 2);
    var deletion = declareGarbageCollector(fixed);
    declareProtection();
    event("somebody deletes the owner in the foreground", 2, deletion::request);

    leadsTo(
        "what is being deleted goes",
        s -> objects.is(s, OWNER, object -> object.meta().deleting()),
        s -> !objects.exists(s, OWNER));
    sometimes("owner and dependent have gone", s -> objects.list(s).isEmpty());
  }

  private ForegroundDeletion declareGarbageCollector(boolean fixed) {
    var collector = component("garbage collector");
    var deletion =
        new ForegroundDeletion(objects, OWNER, memory(collector, "owner is queued", false), fixed);
    var known =
        watch(
            collector,
            objects,
            (tx, name, before, after, by) -> {
              if (name == OWNER) {
                deletion.changed(tx, before, after);
              }
            });
    step(collector, "delete the dependent", tx -> deletion.deleteDependent(tx, known, DEPENDENT));
    step(collector, "take its finalizer off", tx -> deletion.release(tx, known));
    mayCrash(collector, 1);
    return deletion;
  }

  private void declareProtection() {
    var controller = component("protection controller");
    var known = watch(controller, objects);
    step(
        controller,
        "take its finalizer off",
        tx -> {
          tx.require(known.is(tx, OWNER, object -> object.meta().deleting()));
          tx.require(
              objects.is(tx, OWNER, object -> object.meta().finalizers().contains(PROTECTION)));
          objects.patch(tx, OWNER, object -> object.with(object.meta().without(PROTECTION)));
        });
  }
}
