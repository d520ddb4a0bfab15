package dev.plimsoll.cluster.incident.gc;

import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.gc.Dependent;
import dev.plimsoll.cluster.gc.OwnerGraph;
import java.util.List;
import java.util.Optional;

/// A child is copied to another namespace, with the uid of its owner. A garbage collector that has
/// just started looks the owner up there, does not find it, and takes the uid for absent: it
/// deletes the owner's own children.
final class ChildOfALivingOwner extends ClusterModel {

  private static final int HOME = 0;
  private static final int ELSEWHERE = 1;
  private static final int CHILD = 0;
  private static final int COPY = 1;

  private final Resource<Dependent> owners =
      resource("owners", List.of(Optional.of(new Dependent(Meta.NEW, HOME)), Optional.empty()));
  private final Resource<Dependent> children =
      resource("children", List.of(Optional.of(childIn(HOME)), Optional.empty()));

  /// @param fixed whether the garbage collector keeps in mind where an owner is absent
  ChildOfALivingOwner(boolean fixed) {
    super(1, 1);
    declareGarbageCollector(fixed);
    event(
        "somebody copies the child to another namespace",
        1,
        tx -> {
          tx.require(children.exists(tx, CHILD));
          children.create(tx, COPY, childIn(ELSEWHERE));
        });
    event(
        "somebody deletes the owner",
        1,
        tx -> {
          tx.require(owners.exists(tx, HOME));
          owners.delete(tx, HOME);
        });

    always(
        "no child goes while its owner is there",
        s -> children.exists(s, CHILD) || !owners.exists(s, HOME));
    sometimes("the child has gone with its owner", s -> !children.exists(s, CHILD));
    sometimes(
        "the copy alone has gone",
        s -> owners.exists(s, HOME) && children.exists(s, CHILD) && !children.exists(s, COPY));
  }

  private static Dependent childIn(int namespace) {
    return new Dependent(Meta.NEW.ownedBy(0), namespace);
  }

  private void declareGarbageCollector(boolean fixed) {
    var collector = component("garbage collector");
    var memory =
        new OwnerGraph.Memory(
            memory(collector, "children in the graph", List.of()),
            memory(collector, "where to look the owner up", Optional.empty()),
            memory(collector, "owner is in the graph", false),
            memory(collector, "where the owner is absent", List.of()),
            memory(collector, "children to look at", List.of()));
    var knownOwners = watch(collector, owners);
    var known = watch(collector, children);
    var graph = new OwnerGraph(owners, knownOwners, children, known, memory, fixed);
    var names = List.of(CHILD, COPY);
    step(collector, "add a child to the graph", names, graph::addDependent);
    step(collector, "take a child out of the graph", names, graph::removeDependent);
    step(collector, "add the owner to the graph", tx -> graph.addOwner(tx, HOME));
    step(collector, "take the owner out of the graph", tx -> graph.removeOwner(tx, HOME));
    step(collector, "look the owner up", graph::lookUpOwner);
    step(collector, "look at a child", names, graph::lookAtDependent);
    mayCrash(collector, 1);
  }
}
