package dev.plimsoll.cluster.gc;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Objects that own each other, and a garbage collector.
public abstract class OwnershipModel extends ClusterModel {

  /// A garbage collector in its process.
  ///
  /// @param known what it believes of the objects, by kind
  /// @param references to all objects that there can be
  protected record Collector(
      Component component,
      GarbageCollector workers,
      List<Informer<OwnedObject>> known,
      List<ObjectReference> references) {

    /// Copies what it believes, and the references.
    public Collector {
      known = List.copyOf(known);
      references = List.copyOf(references);
    }
  }

  /// One API server.
  ///
  /// @param lag how many changes of a kind may be on the way to the collector
  protected OwnershipModel(int lag) {
    super(1, lag);
  }

  /// An object that is there at first.
  protected static Optional<OwnedObject> object(Meta meta, OwnerReference... owners) {
    return Optional.of(new OwnedObject(meta, List.of(owners)));
  }

  /// Declares a garbage collector that knows all objects at first, and lists them by kind and name
  /// when it is started again.
  ///
  /// @param creations how often an object of a name can be created again
  protected final Collector declareCollector(
      OwnedObjects objects, int creations, Oversight oversight) {
    return declareCollector(objects, creations, oversight, Bug.NONE);
  }

  /// Declares one that may get something wrong.
  final Collector declareCollector(
      OwnedObjects objects, int creations, Oversight oversight, Bug bug) {
    var component = component("garbage collector");
    var nodes = cell("garbage collector: graph", initialGraph(objects));
    component.add(nodes, List.of());
    var graph =
        new DependencyGraph(
            nodes,
            memory(component, "attempt to delete", List.of()),
            memory(component, "attempt to orphan", List.of()),
            memory(component, "absent owners", List.of()),
            oversight,
            bug);
    var known = new ArrayList<Informer<OwnedObject>>();
    for (var kind = 0; kind < objects.kinds().size(); kind++) {
      var number = kind;
      known.add(
          watch(
              component,
              objects.kinds().get(kind),
              (tx, name, before, after, by) -> graph.changed(tx, number, name, before, after)));
    }
    var workers =
        new GarbageCollector(
            objects,
            known,
            graph,
            memory(component, "attempt", Optional.empty()),
            memory(component, "orphaning", Optional.empty()),
            bug);
    return new Collector(component, workers, known, references(objects, creations));
  }

  /// Declares the worker that deletes.
  protected final void declareDeletion(Collector collector) {
    declareDeletion(collector, collector.workers()::act);
  }

  /// Declares the worker that deletes, with something around its last call.
  final void declareDeletion(Collector collector, Consumer<Transaction> act) {
    var workers = collector.workers();
    step(collector.component(), "look at an object", collector.references(), workers::lookAt);
    step(collector.component(), "look an owner up", workers::lookUpOwner);
    step(collector.component(), "delete, or let be", act);
  }

  /// Declares the worker that takes owners off dependents.
  final void declareOrphaning(Collector collector) {
    var workers = collector.workers();
    var component = collector.component();
    step(component, "begin to orphan", collector.references(), workers::beginToOrphan);
    step(component, "take an owner off a dependent", workers::orphan);
    step(component, "let an owner go", workers::letGo);
  }

  private static List<GraphNode> initialGraph(OwnedObjects objects) {
    var all = new ArrayList<GraphNode>();
    for (var kind = 0; kind < objects.kinds().size(); kind++) {
      var initial = objects.kinds().get(kind).initial();
      for (var name = 0; name < initial.size(); name++) {
        var identity = new ObjectReference(kind, name, 0);
        initial.get(name).ifPresent(it -> all.add(GraphNode.virtual(identity).seenAs(it)));
      }
    }
    return List.copyOf(all);
  }

  private static List<ObjectReference> references(OwnedObjects objects, int creations) {
    var all = new ArrayList<ObjectReference>();
    for (var kind = 0; kind < objects.kinds().size(); kind++) {
      for (var name = 0; name < objects.kinds().get(kind).names(); name++) {
        for (var uid = 0; uid <= creations; uid++) {
          all.add(new ObjectReference(kind, name, uid));
        }
      }
    }
    return List.copyOf(all);
  }
}
