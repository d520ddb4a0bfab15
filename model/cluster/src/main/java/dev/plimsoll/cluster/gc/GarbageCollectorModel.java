package dev.plimsoll.cluster.gc;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Owners and dependents, and the garbage collector: users delete owners, with any propagation, and
/// create them again; dependents come again and get another owner; a finalizer of somebody else
/// keeps an object; the collector has an informer for each kind, loses its connection and dies
/// between any two calls.
///
/// Who deletes in the foreground, or orphans, waits until the collector has seen all dependents:
/// see {@link Bug#DOES_NOT_WAIT}. Where an owner's own owner is deleted in the foreground, its
/// dependents go whatever was asked of it.
public final class GarbageCollectorModel extends OwnershipModel {

  /// Who owns whom.
  public enum Shape {
    /// One owner has two dependents, of which one has another owner, too.
    SHARED,
    /// A dependent is itself an owner.
    CHAIN
  }

  /// How far the model goes.
  ///
  /// @param deletions how often users delete an owner
  /// @param creations how often they create one again, and a dependent
  /// @param adoptions how often a dependent gets one more owner
  /// @param faults how often the collector dies, or loses its connection
  /// @param lost how many of its calls are made though it is told of an error
  public record Bounds(int deletions, int creations, int adoptions, int faults, int lost) {}

  private static final String PROTECTION = "protection";
  private static final ObjectReference OWNER = new ObjectReference(0, 0, 0);
  private static final ObjectReference OTHER_OWNER = new ObjectReference(0, 1, 0);
  private static final ObjectReference DEPENDENT = new ObjectReference(1, 0, 0);

  private final Bounds bounds;
  private final Shape shape;
  private final Bug bug;
  private final OwnedObjects objects;
  private final ObjectReference guarded;
  private final List<Informer<OwnedObject>> known;
  private final Cell<List<ObjectReference>> collected =
      cell("owners of what was collected last", List.of());
  private final Cell<List<ObjectReference>> inForeground = cell("deleted in foreground", List.of());
  private final Cell<List<ObjectReference>> free = cell("owner deleted to orphan it", List.of());
  private final Cell<Boolean> cleanedUp = cell("cleaned up", false);

  /// All objects are there, and known to the collector.
  ///
  /// @param lag how many changes of a kind may be on the way to the collector
  public GarbageCollectorModel(Shape shape, Bounds bounds, int lag, Bug bug) {
    super(lag);
    this.bounds = bounds;
    this.shape = shape;
    this.bug = bug;
    guarded = shape == Shape.SHARED ? OWNER : DEPENDENT;
    objects = new OwnedObjects(shape == Shape.SHARED ? shared() : chain());
    known = declareCollector();
    declareProtection();
    declareUsers();
    declareClaims();
    declareExamples();
  }

  private List<Resource<OwnedObject>> shared() {
    var first = new OwnerReference(OWNER, true);
    return List.of(
        resource("owners", List.of(object(Meta.NEW.with(PROTECTION)), object(Meta.NEW))),
        resource(
            "dependents",
            List.of(
                object(Meta.NEW, first),
                object(Meta.NEW, first, new OwnerReference(OTHER_OWNER, false)))));
  }

  private List<Resource<OwnedObject>> chain() {
    return List.of(
        resource("owners", List.of(object(Meta.NEW))),
        resource(
            "dependents",
            List.of(object(Meta.NEW.with(PROTECTION), new OwnerReference(OWNER, true)))),
        resource(
            "dependents of dependents",
            List.of(object(Meta.NEW, new OwnerReference(DEPENDENT, true)))));
  }

  // ---- the collector

  private List<Informer<OwnedObject>> declareCollector() {
    var collector = declareCollector(objects, bounds.creations(), Oversight.NONE, bug);
    Consumer<Transaction> act = tx -> watching(tx, collector.workers()::act);
    declareDeletion(collector, act);
    declareOrphaning(collector);
    var component = collector.component();
    var faults = cell("faults left", bounds.faults());
    mayCrash(component, faults);
    mayReconnect(component, faults);
    if (bounds.lost() > 0) {
      var lost = cell("answers left to lose", bounds.lost());
      var workers = collector.workers();
      mayLoseAnswer(component, lost, "delete, or let be", act, workers::putBack);
      mayLoseAnswer(
          component,
          lost,
          "take an owner off a dependent",
          workers::orphan,
          workers::beginToOrphanAnew);
      mayLoseAnswer(component, lost, "let an owner go", workers::letGo, workers::beginToOrphanAnew);
    }
    return collector.known();
  }

  /// Notes the owners of an object that is deleted, but for those that wait for it.
  private void watching(Transaction tx, Consumer<Transaction> step) {
    var before = new ArrayList<List<ObjectReference>>();
    var all = objects.list(tx).stream().filter(it -> !isDeleting(tx, it)).toList();
    all.forEach(
        it -> before.add(owners(tx, it).stream().filter(each -> !isWaiting(tx, each)).toList()));
    step.accept(tx);
    for (var i = 0; i < all.size(); i++) {
      if (objects.get(tx, all.get(i)).isEmpty() || isDeleting(tx, all.get(i))) {
        tx.set(collected, before.get(i));
      }
    }
  }

  private void declareProtection() {
    step(
        component("protection controller"),
        "clean up",
        tx -> {
          tx.require(
              objects.get(tx, guarded).filter(it -> it.isDeletingWith(PROTECTION)).isPresent());
          tx.set(cleanedUp, true);
          objects.patch(tx, guarded, it -> it.without(PROTECTION));
        });
  }

  // ---- users

  private void declareUsers() {
    event("somebody deletes an owner", bounds.deletions(), this::deleteOwner);
    if (shape == Shape.SHARED) {
      event("somebody creates the owner again", bounds.creations(), this::createOwner);
      event("somebody deletes a dependent", bounds.creations(), this::deleteDependent);
      event("somebody creates the dependent again", bounds.creations(), this::createDependent);
      event("a dependent gets another owner", bounds.adoptions(), this::adopt);
    }
  }

  private void deleteOwner(Transaction tx) {
    var last = objects.kinds().size() - 1;
    var owners =
        objects.list(tx).stream().filter(it -> it.kind() < last && !isDeleting(tx, it)).toList();
    var owner = tx.choose(owners);
    var propagation = tx.choose(List.of(Propagation.values()));
    if (propagation != Propagation.BACKGROUND) {
      tx.require(bug == Bug.DOES_NOT_WAIT || hasSeenAll(tx));
    }
    switch (propagation) {
      case BACKGROUND -> {}
      case FOREGROUND -> {
        DependencyGraph.add(tx, inForeground, owner);
        tx.update(
            free,
            all -> all.stream().filter(it -> !ownersOfOwners(tx, it).contains(owner)).toList());
      }
      case ORPHAN ->
          objects.list(tx).stream()
              .filter(it -> owners(tx, it).equals(List.of(owner)) && !isDeleting(tx, it))
              .filter(it -> ownersOfOwners(tx, it).stream().noneMatch(each -> isWaiting(tx, each)))
              .forEach(it -> DependencyGraph.add(tx, free, it));
    }
    keepNoLonger(tx, owner);
    objects.delete(tx, owner, propagation);
  }

  private boolean hasSeenAll(State state) {
    for (var kind = 1; kind < objects.kinds().size(); kind++) {
      if (!known.get(kind).list(state).equals(objects.kinds().get(kind).list(state))) {
        return false;
      }
    }
    return true;
  }

  private void createOwner(Transaction tx) {
    tx.require(objects.reference(tx, OWNER.kind(), OWNER.name()).isEmpty());
    create(tx, OWNER);
  }

  private void deleteDependent(Transaction tx) {
    var dependent = objects.reference(tx, DEPENDENT.kind(), DEPENDENT.name());
    tx.require(dependent.filter(it -> !isDeleting(tx, it)).isPresent());
    keepNoLonger(tx, dependent.get());
    objects.delete(tx, dependent.get(), Propagation.BACKGROUND);
  }

  private void createDependent(Transaction tx) {
    var owner = objects.reference(tx, OWNER.kind(), OWNER.name());
    tx.require(owner.filter(it -> !isDeleting(tx, it)).isPresent());
    tx.require(objects.reference(tx, DEPENDENT.kind(), DEPENDENT.name()).isEmpty());
    create(tx, DEPENDENT, new OwnerReference(owner.get(), true));
  }

  private void create(Transaction tx, ObjectReference like, OwnerReference... owners) {
    objects.kinds().get(like.kind()).create(tx, like.name(), object(Meta.NEW, owners).get());
  }

  private void adopt(Transaction tx) {
    var dependent = objects.reference(tx, DEPENDENT.kind(), DEPENDENT.name());
    tx.require(dependent.filter(it -> !isDeleting(tx, it)).isPresent());
    tx.require(objects.get(tx, OTHER_OWNER).filter(it -> !it.meta().deleting()).isPresent());
    tx.require(!owners(tx, dependent.get()).contains(OTHER_OWNER));
    keepNoLonger(tx, dependent.get());
    objects.patch(tx, dependent.get(), it -> it.with(new OwnerReference(OTHER_OWNER, false)));
  }

  private void keepNoLonger(Transaction tx, ObjectReference object) {
    tx.update(free, all -> all.stream().filter(it -> !it.equals(object)).toList());
  }

  // ---- claims

  private void declareClaims() {
    always(
        "nothing is collected that has an owner",
        s -> s.get(collected).stream().allMatch(owner -> objects.get(s, owner).isEmpty()));
    always(
        "an owner that is deleted in the foreground goes after what blocks it",
        s ->
            s.get(inForeground).stream()
                .allMatch(owner -> objects.get(s, owner).isPresent() || !isBlocked(s, owner)));
    always(
        "dependents stay whose owner was deleted to orphan them",
        s ->
            s.get(free).stream()
                .allMatch(it -> objects.get(s, it).isPresent() && !isDeleting(s, it)));
    always(
        "an object goes after its finalizer was taken off",
        s -> s.get(cleanedUp) || objects.get(s, guarded).isPresent());
    eventuallyAlways(
        "in the end nothing is left whose owners have gone",
        s -> objects.list(s).stream().noneMatch(it -> hasLost(s, it)));
    eventuallyAlways(
        "in the end what is being deleted has gone",
        s -> objects.list(s).stream().noneMatch(it -> isDeleting(s, it)));
  }

  private void declareExamples() {
    sometimes(
        "a dependent has gone with its owner",
        s -> objects.get(s, OWNER).isEmpty() && objects.get(s, DEPENDENT).isEmpty());
    sometimes(
        "an owner waits for its dependents",
        s -> s.get(inForeground).stream().anyMatch(it -> isBlocked(s, it)));
    sometimes(
        "a dependent stays, and its owner has gone that was deleted to orphan it",
        s ->
            s.get(free).stream().anyMatch(it -> owners(s, it).isEmpty())
                && objects.list(s).stream().noneMatch(it -> isDeleting(s, it)));
    sometimes(
        "an object waits for its finalizer to be taken off",
        s -> objects.get(s, guarded).filter(it -> it.isDeletingWith(PROTECTION)).isPresent());
    if (shape == Shape.SHARED) {
      sometimes(
          "a dependent stays that has lost one of two owners",
          s ->
              objects
                  .get(s, new ObjectReference(1, 1, 0))
                  .filter(it -> it.owners().size() == 1)
                  .isPresent());
      if (bounds.creations() > 0) {
        sometimes(
            "an owner and its dependent have the names of others before them",
            s ->
                objects.get(s, new ObjectReference(0, 0, 1)).isPresent()
                    && objects.get(s, new ObjectReference(1, 0, 1)).isPresent());
      }
    }
  }

  private List<ObjectReference> owners(State state, ObjectReference object) {
    return objects.get(state, object).stream()
        .flatMap(it -> it.owners().stream())
        .map(OwnerReference::owner)
        .toList();
  }

  private List<ObjectReference> ownersOfOwners(State state, ObjectReference object) {
    return owners(state, object).stream().flatMap(it -> owners(state, it).stream()).toList();
  }

  private boolean isDeleting(State state, ObjectReference object) {
    return objects.get(state, object).filter(it -> it.meta().deleting()).isPresent();
  }

  private boolean isWaiting(State state, ObjectReference owner) {
    return objects.get(state, owner).filter(OwnedObject::isWaitingForDependents).isPresent();
  }

  private boolean isBlocked(State state, ObjectReference owner) {
    return objects.list(state).stream()
        .flatMap(it -> objects.get(state, it).orElseThrow().owners().stream())
        .anyMatch(it -> it.blocks() && it.owner().equals(owner));
  }

  /// Whether an object had owners, and none of them is there.
  private boolean hasLost(State state, ObjectReference object) {
    var owners = owners(state, object);
    return !owners.isEmpty()
        && owners.stream().allMatch(owner -> objects.get(state, owner).isEmpty());
  }
}
