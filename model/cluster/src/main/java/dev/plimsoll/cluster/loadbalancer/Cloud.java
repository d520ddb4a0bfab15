package dev.plimsoll.cluster.loadbalancer;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The balancers that a cloud has, each with the nodes that it leads to. A call may fail before it
/// has any effect, or after.
///
/// Source: `staging/src/k8s.io/cloud-provider/cloud.go` (`LoadBalancer`), v1.30.
///
/// @param balancers by the uid of their Service, from 1
/// @param faults how often something may still fail
record Cloud(Cells<Optional<List<Integer>>> balancers, Cell<Integer> faults) {

  private enum Answer {
    OK,
    FAILED_BEFORE,
    FAILED_AFTER
  }

  /// `EnsureLoadBalancer`: creates a balancer, or leads it to the nodes.
  ///
  /// @return whether the call succeeds
  boolean ensure(Transaction tx, int uid, List<Integer> nodes) {
    return call(tx, it -> it.set(at(uid), Optional.of(nodes)));
  }

  /// `UpdateLoadBalancer`: leads a balancer to the nodes. Where there is none, nothing happens.
  ///
  /// @return whether the call succeeds
  boolean update(Transaction tx, int uid, List<Integer> nodes) {
    return call(tx, it -> it.update(at(uid), held -> held.map(old -> nodes)));
  }

  /// `GetLoadBalancer` and `EnsureLoadBalancerDeleted`: deletes a balancer, if there is one.
  ///
  /// @return whether the call succeeds
  boolean delete(Transaction tx, int uid) {
    return call(tx, it -> it.set(at(uid), Optional.empty()));
  }

  private boolean call(Transaction tx, Consumer<Transaction> effect) {
    var left = tx.get(faults);
    var answer = tx.choose(left > 0 ? List.of(Answer.values()) : List.of(Answer.OK));
    if (answer != Answer.FAILED_BEFORE) {
      effect.accept(tx);
    }
    if (answer != Answer.OK) {
      tx.set(faults, left - 1);
    }
    return answer == Answer.OK;
  }

  /// The nodes that the balancer of a Service leads to, if there is one.
  Optional<List<Integer>> get(State state, int uid) {
    return state.get(at(uid));
  }

  /// The Services that have one, or have had.
  List<Integer> uids() {
    return IntStream.rangeClosed(1, balancers.size()).boxed().toList();
  }

  private Cell<Optional<List<Integer>>> at(int uid) {
    return balancers.get(uid - 1);
  }
}
