package dev.plimsoll.cluster.gc;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the garbage collector does for the dependents of an owner of which it knows the uid: it
/// puts them into a graph, and looks the owner up where the first of them says it is, until it
/// learns of the owner itself. Dependents of an owner that is not there are looked at, and deleted.
///
/// Source: `pkg/controller/garbagecollector/graph_builder.go` (`addDependentToOwners`,
/// `processGraphChanges`) and `garbagecollector.go` (`isDangling`, `attemptToDeleteItem`), v1.19
/// and v1.20. Left out: several owners, and that absences are forgotten.
///
/// @param owners by namespace: the name and the kind are always the same
/// @param knownOwners what it believes of them
/// @param dependents of that owner, by name
/// @param known what it believes of them
/// @param memory what it keeps in mind
/// @param byNamespace whether it keeps in mind where an owner is absent, and not only its uid
public record OwnerGraph(
    Resource<Dependent> owners,
    Informer<Dependent> knownOwners,
    Resource<Dependent> dependents,
    Informer<Dependent> known,
    Memory memory,
    boolean byNamespace) {

  /// What the garbage collector keeps in mind.
  ///
  /// @param nodes names of the dependents in the graph
  /// @param virtual the namespace to look the owner up in, where it is in the graph only because
  ///     dependents are
  /// @param observed whether the owner is in the graph because it was seen
  /// @param absent namespaces where the owner was found not to be: `absentOwnerCache`
  /// @param queue names of the dependents that are to be looked at: `attemptToDelete`
  public record Memory(
      Cell<List<Integer>> nodes,
      Cell<Optional<Integer>> virtual,
      Cell<Boolean> observed,
      Cell<List<Integer>> absent,
      Cell<List<Integer>> queue) {}

  /// Puts a dependent into the graph, and the owner, unless it is there.
  public void addDependent(Transaction tx, int name) {
    var dependent = known.get(tx, name);
    tx.require(dependent.isPresent() && !tx.get(memory.nodes()).contains(name));
    tx.update(memory.nodes(), nodes -> with(nodes, name));
    if (!tx.get(memory.observed()) && tx.get(memory.virtual()).isEmpty()) {
      tx.set(memory.virtual(), Optional.of(dependent.get().namespace()));
    }
  }

  /// Takes a dependent that has gone out of the graph.
  public void removeDependent(Transaction tx, int name) {
    tx.require(known.get(tx, name).isEmpty() && tx.get(memory.nodes()).contains(name));
    tx.update(memory.nodes(), nodes -> without(nodes, name));
  }

  /// Puts the owner into the graph, which was seen.
  public void addOwner(Transaction tx, int namespace) {
    tx.require(memory.observed(), false).require(knownOwners.get(tx, namespace).isPresent());
    tx.set(memory.observed(), true).set(memory.virtual(), Optional.empty());
  }

  /// Takes the owner out of the graph, which was seen and has gone.
  public void removeOwner(Transaction tx, int namespace) {
    tx.require(memory.observed(), true).require(knownOwners.get(tx, namespace).isEmpty());
    tx.set(memory.observed(), false);
    suspect(tx, namespace);
  }

  /// Looks up an owner that was not seen, and takes it out of the graph if it is not there.
  public void lookUpOwner(Transaction tx) {
    var namespace = tx.get(memory.virtual());
    tx.require(namespace.isPresent() && !owners.exists(tx, namespace.get()));
    tx.set(memory.virtual(), Optional.empty());
    suspect(tx, namespace.get());
  }

  /// Looks at a dependent: deletes it if its owner is known to be absent, or not found.
  public void lookAtDependent(Transaction tx, int name) {
    tx.require(tx.get(memory.queue()).contains(name));
    tx.update(memory.queue(), queue -> without(queue, name));
    var dependent = dependents.get(tx, name);
    if (dependent.isEmpty()) {
      return;
    }
    var namespace = dependent.get().namespace();
    var absent = tx.get(memory.absent());
    if (byNamespace ? absent.contains(namespace) : !absent.isEmpty()) {
      dependents.delete(tx, name);
    } else if (!owners.exists(tx, namespace)) {
      tx.set(memory.absent(), with(absent, namespace));
      dependents.delete(tx, name);
    }
  }

  private void suspect(Transaction tx, int namespace) {
    tx.update(memory.absent(), absent -> with(absent, namespace));
    tx.set(memory.queue(), tx.get(memory.nodes()));
  }

  private static List<Integer> with(List<Integer> numbers, int number) {
    return Stream.concat(numbers.stream(), Stream.of(number)).distinct().sorted().toList();
  }

  private static List<Integer> without(List<Integer> numbers, int number) {
    return numbers.stream().filter(other -> other != number).toList();
  }
}
