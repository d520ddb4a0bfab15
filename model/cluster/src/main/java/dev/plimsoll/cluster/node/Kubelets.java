package dev.plimsoll.cluster.node;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import java.util.List;
import java.util.Optional;

/// What kubelets do for pods of one container each, step by step.
///
/// Source: `pkg/kubelet/pod_workers.go` and `kubelet.go` (`SyncPod`, `SyncTerminatingPod`), v1.30.
///
/// @param pods the objects
/// @param running by node and name, {@link #at}: the uid of the pod whose container runs there
public record Kubelets(Resource<Pod> pods, Cells<Optional<Integer>> running) {

  /// The container of a pod's name on a node.
  public Cell<Optional<Integer>> at(int node, int name) {
    return running.get(node * pods.names() + name);
  }

  /// The containers on a node, by name.
  public List<Cell<Optional<Integer>>> on(int node) {
    return running.subList(node * pods.names(), (node + 1) * pods.names());
  }

  /// On how many nodes a container of the name runs.
  public long count(State state, int name) {
    var count = 0L;
    for (var at = name; at < running.size(); at += pods.names()) {
      count += state.get(running.get(at)).isPresent() ? 1 : 0;
    }
    return count;
  }

  /// Starts a container of a pod that is bound to the node, as far as the kubelet knows.
  public void start(Transaction tx, Source<Pod> known, int node, int name) {
    tx.require(at(node, name), Optional.empty());
    var pod = known.get(tx, name);
    tx.require(pod.isPresent() && pod.get().isOn(node) && pod.get().isActive());
    tx.set(at(node, name), Optional.of(pod.get().meta().uid()));
  }

  /// Stops a container whose pod is to go, or has gone, as far as the kubelet knows.
  public void stop(Transaction tx, Source<Pod> known, int node, int name) {
    var running = tx.get(at(node, name));
    tx.require(running.isPresent());
    var pod = known.get(tx, name).filter(it -> it.isOn(node) && !it.meta().deleting());
    tx.require(!pod.map(it -> it.meta().uid()).equals(running));
    tx.set(at(node, name), Optional.empty());
  }

  /// Reports that a container runs; on a conflict nothing happens.
  public void report(Transaction tx, Source<Pod> known, int node, int name) {
    var pod = known.get(tx, name);
    tx.require(pod.isPresent() && pod.get().phase() == Pod.Phase.PENDING);
    tx.require(at(node, name), Optional.of(pod.get().meta().uid()));
    tx.require(pods.get(tx, name).equals(pod));
    pods.update(tx, name, pod.get(), pod.get().in(Pod.Phase.RUNNING));
  }

  /// Lets a pod go whose container has ended.
  public void letGo(Transaction tx, Source<Pod> known, int node, int name) {
    tx.require(at(node, name), Optional.empty());
    var pod = known.get(tx, name);
    tx.require(pod.isPresent() && pod.get().isOn(node) && pod.get().meta().deleting());
    tx.require(pods.get(tx, name).equals(pod)); // otherwise it is a conflict, and nothing changes
    pods.update(tx, name, pod.get(), pod.get().ended());
  }
}
