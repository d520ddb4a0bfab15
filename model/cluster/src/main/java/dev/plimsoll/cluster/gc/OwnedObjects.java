package dev.plimsoll.cluster.gc;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The objects of all kinds that own each other, and calls to the API server.
///
/// @param kinds in the order of their numbers
public record OwnedObjects(List<Resource<OwnedObject>> kinds) {

  public OwnedObjects {
    kinds = List.copyOf(kinds);
  }

  /// What is there of an object.
  public Optional<OwnedObject> get(State state, ObjectReference reference) {
    return in(kinds, state, reference);
  }

  static Optional<OwnedObject> in(
      List<? extends Source<OwnedObject>> sources, State state, ObjectReference reference) {
    return sources
        .get(reference.kind())
        .get(state, reference.name())
        .filter(object -> object.meta().uid() == reference.uid());
  }

  /// The objects that are there.
  public List<ObjectReference> list(State state) {
    var all = new ArrayList<ObjectReference>();
    for (var kind = 0; kind < kinds.size(); kind++) {
      for (var name = 0; name < kinds.get(kind).names(); name++) {
        var reference = reference(state, kind, name);
        reference.ifPresent(all::add);
      }
    }
    return all;
  }

  /// The object that has the name.
  public Optional<ObjectReference> reference(State state, int kind, int name) {
    return kinds
        .get(kind)
        .get(state, name)
        .map(object -> new ObjectReference(kind, name, object.meta().uid()));
  }

  /// Changes an object, if the one of its name has its uid.
  public Outcome patch(
      Transaction tx, ObjectReference reference, UnaryOperator<OwnedObject> change) {
    var kind = kinds.get(reference.kind());
    if (get(tx, reference).isEmpty()) {
      return kind.exists(tx, reference.name()) ? Outcome.CONFLICT : Outcome.NOT_FOUND;
    }
    return kind.patch(tx, reference.name(), change);
  }

  /// Deletes an object, if the one of its name has its uid.
  public Outcome delete(Transaction tx, ObjectReference reference, Propagation propagation) {
    return patch(tx, reference, object -> object.with(propagation.delete(object.meta())));
  }
}
