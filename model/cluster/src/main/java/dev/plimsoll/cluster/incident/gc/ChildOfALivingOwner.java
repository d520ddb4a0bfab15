package dev.plimsoll.cluster.incident.gc;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.gc.ObjectReference;
import dev.plimsoll.cluster.gc.Oversight;
import dev.plimsoll.cluster.gc.OwnedObject;
import dev.plimsoll.cluster.gc.OwnedObjects;
import dev.plimsoll.cluster.gc.OwnerReference;
import dev.plimsoll.cluster.gc.OwnershipModel;
import dev.plimsoll.cluster.gc.Propagation;
import java.util.List;
import java.util.Optional;

/// A child is copied to another namespace, with the uid of its owner. A garbage collector that has
/// just started looks the owner up there, does not find it, and takes the uid for absent: it
/// deletes the owner's own children.
///
/// Of each kind there is one name, in either namespace. Kinds are listed in the order of their
/// numbers: a collector that starts sees the copy before the child, and both before the owner.
final class ChildOfALivingOwner extends OwnershipModel {

  private static final int CHILDREN = 0;
  private static final int OWNERS = 1;
  private static final int ELSEWHERE = 0;
  private static final int HOME = 1;
  private static final ObjectReference OWNER = new ObjectReference(OWNERS, HOME, 0);
  private static final ObjectReference CHILD = new ObjectReference(CHILDREN, HOME, 0);

  private final OwnedObjects objects =
      new OwnedObjects(
          List.of(
              resource("children", List.of(Optional.empty(), childIn(HOME))),
              resource("owners", List.of(Optional.empty(), object(Meta.NEW)))));

  /// @param fixed whether the garbage collector keeps in mind where an owner is absent
  ChildOfALivingOwner(boolean fixed) {
    super(1);
    var collector = declareCollector(objects, 1, fixed ? Oversight.NONE : Oversight.NAMESPACE);
    declareDeletion(collector);
    mayCrash(collector.component(), 1);
    event(
        "somebody copies the child to another namespace",
        1,
        tx -> {
          tx.require(isThere(tx, CHILD));
          objects.kinds().get(CHILDREN).create(tx, ELSEWHERE, childIn(ELSEWHERE).get());
        });
    event(
        "somebody deletes the owner",
        1,
        tx -> {
          tx.require(isThere(tx, OWNER));
          objects.delete(tx, OWNER, Propagation.BACKGROUND);
        });

    always("no child goes while its owner is there", s -> isThere(s, CHILD) || !isThere(s, OWNER));
    sometimes("the child has gone with its owner", s -> !isThere(s, CHILD));
    sometimes(
        "the copy alone has gone",
        s ->
            isThere(s, OWNER)
                && isThere(s, CHILD)
                && !objects.kinds().get(CHILDREN).exists(s, ELSEWHERE));
  }

  private boolean isThere(State state, ObjectReference object) {
    return objects.get(state, object).isPresent();
  }

  private static Optional<OwnedObject> childIn(int namespace) {
    return object(Meta.NEW, new OwnerReference(new ObjectReference(OWNERS, namespace, 0), true));
  }
}
