package dev.plimsoll.cluster.workload;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Node;
import dev.plimsoll.cluster.node.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the DaemonSet controller does for one DaemonSet: a sync decides which pods to create and to
/// delete, and makes its calls one by one; then it waits until it has seen as many pods come and
/// go.
///
/// There are some names for the pods of each node: the affinity that ties a pod to its node.
///
/// Source: `pkg/controller/daemon/daemon_controller.go` (`manage`, `podsShouldBeOnNode`,
/// `syncNodes`, `updatePod`) and `update.go` (`rollingUpdate`), v1.30. Left out: `maxSurge`, and
/// that expectations expire.
///
/// @param known what it believes of the DaemonSet
/// @param bug the mistake that is seeded
record DaemonSetController(
    Resource<Pod> pods,
    Informer<DaemonSet> known,
    Informer<Node> knownNodes,
    Informer<Pod> knownPods,
    Memory memory,
    DaemonSetModel.Bug bug) {

  static final int NAMES_PER_NODE = 2;
  static final int MAX_UNAVAILABLE = 1;
  private static final int SET = 0;

  /// The calls of a sync that are still to be made.
  ///
  /// @param creations nodes
  /// @param deletions names of pods
  record Calls(List<Integer> creations, List<Integer> deletions) {

    static final Calls NONE = new Calls(List.of(), List.of());

    Calls {
      creations = List.copyOf(creations);
      deletions = List.copyOf(deletions);
    }
  }

  /// What the controller keeps in mind.
  ///
  /// @param creations how many pods are still to appear
  /// @param deletions how many pods are still to go, as one that is to go and goes counts twice
  /// @param backoff nodes whose pod has failed lately, ascending
  record Memory(
      Cell<Calls> calls,
      Cell<Integer> creations,
      Cell<Integer> deletions,
      Cell<List<Integer>> backoff) {

    /// Learns of a pod.
    void changed(Transaction tx, Optional<Pod> before, Optional<Pod> after) {
      if (before.isEmpty()) {
        tx.update(creations, left -> Math.max(0, left - 1));
      } else if (after.filter(pod -> !pod.meta().deleting()).isEmpty()) {
        tx.update(deletions, left -> Math.max(0, left - 1));
      }
    }
  }

  /// The node that a pod is for.
  static int node(int name) {
    return name / NAMES_PER_NODE;
  }

  /// Decides what is to be done: first for each node, and if that is nothing, for an update.
  void sync(Transaction tx) {
    tx.require(memory.calls(), Calls.NONE);
    tx.require(memory.creations(), 0).require(memory.deletions(), 0);
    var set = known.get(tx, SET);
    tx.require(set.isPresent());
    var managed = manage(tx);
    var calls = managed.equals(Calls.NONE) ? update(tx, set.orElseThrow().template()) : managed;
    tx.require(!calls.equals(Calls.NONE));
    if (bug != DaemonSetModel.Bug.NO_EXPECTATIONS) {
      tx.set(memory.creations(), calls.creations().size());
      tx.set(memory.deletions(), calls.deletions().size());
    }
    tx.set(memory.calls(), calls);
  }

  /// Creates the next pod.
  void create(Transaction tx) {
    var calls = tx.get(memory.calls());
    tx.require(!calls.creations().isEmpty());
    var node = calls.creations().getFirst();
    var free = pods.free(tx).stream().filter(name -> node(name) == node).findFirst();
    tx.require(free.isPresent());
    var template = known.get(tx, SET).orElseThrow().template();
    pods.create(tx, free.get(), Pod.NEW.of(template));
    tx.set(
        memory.calls(),
        new Calls(calls.creations().subList(1, calls.creations().size()), calls.deletions()));
  }

  /// Deletes the next pod; one that has gone, or is to go, need not be seen going.
  void delete(Transaction tx) {
    var calls = tx.get(memory.calls());
    tx.require(calls.creations().isEmpty() && !calls.deletions().isEmpty());
    var name = calls.deletions().getFirst();
    if (pods.is(tx, name, pod -> !pod.meta().deleting())) {
      pods.delete(tx, name);
    } else {
      tx.update(memory.deletions(), left -> Math.max(0, left - 1));
    }
    tx.set(
        memory.calls(),
        new Calls(List.of(), calls.deletions().subList(1, calls.deletions().size())));
  }

  /// Does not make the next call, which it was told has failed, and no longer waits to see what it
  /// does (`CreationObserved`, `DeletionObserved`); a later sync looks anew.
  void giveUp(Transaction tx) {
    var calls = tx.get(memory.calls());
    var creations = calls.creations();
    if (creations.isEmpty()) {
      var left = calls.deletions().subList(1, calls.deletions().size());
      tx.update(memory.deletions(), count -> Math.max(0, count - 1));
      tx.set(memory.calls(), new Calls(creations, left));
    } else {
      tx.update(memory.creations(), count -> Math.max(0, count - 1));
      tx.set(memory.calls(), new Calls(creations.subList(1, creations.size()), calls.deletions()));
    }
  }

  private Calls manage(Transaction tx) {
    var creations = new ArrayList<Integer>();
    var deletions = new ArrayList<Integer>();
    for (var node = 0; node < knownNodes.names(); node++) {
      var object = knownNodes.get(tx, node);
      var names = names(tx, node);
      if (object.isEmpty()) {
        names.stream().filter(name -> isLost(tx, name)).forEach(deletions::add);
      } else if (object.get().isUntainted() && names.isEmpty()) {
        creations.add(node);
      } else if (object.get().taint() == Node.Taint.NO_EXECUTE) {
        deletions.addAll(staying(tx, names));
      } else {
        deletions.addAll(superfluous(tx, node, staying(tx, names)));
      }
    }
    return new Calls(creations, deletions);
  }

  /// Whether a pod waits for a node that is not there: nobody else takes care of it.
  private boolean isLost(State state, int name) {
    return bug != DaemonSetModel.Bug.FORGETS_UNBOUND
        && knownPods.is(state, name, pod -> pod.node().isEmpty() && !pod.meta().deleting());
  }

  /// Pods that have failed, unless the node is in back-off, and all but one of the others.
  private List<Integer> superfluous(Transaction tx, int node, List<Integer> names) {
    var failed = names.stream().filter(name -> hasFailed(tx, name)).toList();
    var others = names.stream().filter(name -> !hasFailed(tx, name)).skip(1).toList();
    if (failed.isEmpty() || tx.get(memory.backoff()).contains(node)) {
      return others;
    }
    tx.update(
        memory.backoff(),
        nodes -> Stream.concat(nodes.stream(), Stream.of(node)).sorted().toList());
    return Stream.concat(failed.stream(), others.stream()).toList();
  }

  /// Pods of another template that are to be replaced now: all that are not available, and as many
  /// others as may be unavailable.
  private Calls update(Transaction tx, int template) {
    var unavailable = 0;
    var deletions = new ArrayList<Integer>();
    var candidates = new ArrayList<Integer>();
    for (var node = 0; node < knownNodes.names(); node++) {
      var names = names(tx, node);
      var staying = staying(tx, names);
      if (staying.size() != 1) {
        unavailable += names.isEmpty() ? 0 : 1;
      } else {
        var name = staying.getFirst();
        var isAvailable = knownPods.is(tx, name, Pod::isReady);
        if (knownPods.is(tx, name, pod -> pod.image() == template)) {
          unavailable += isAvailable ? 0 : 1;
        } else {
          (isAvailable ? candidates : deletions).add(name);
        }
      }
    }
    if (bug == DaemonSetModel.Bug.UPDATES_AT_ONCE) {
      deletions.addAll(candidates);
    } else if (unavailable < MAX_UNAVAILABLE && !candidates.isEmpty()) {
      deletions.add(tx.choose(candidates));
    }
    return new Calls(List.of(), deletions);
  }

  private List<Integer> names(State state, int node) {
    return IntStream.range(node * NAMES_PER_NODE, (node + 1) * NAMES_PER_NODE)
        .filter(name -> knownPods.get(state, name).isPresent())
        .boxed()
        .toList();
  }

  private List<Integer> staying(State state, List<Integer> names) {
    return names.stream()
        .filter(name -> knownPods.is(state, name, pod -> !pod.meta().deleting()))
        .toList();
  }

  private boolean hasFailed(State state, int name) {
    return knownPods.is(state, name, pod -> pod.phase() == Pod.Phase.FAILED);
  }
}
