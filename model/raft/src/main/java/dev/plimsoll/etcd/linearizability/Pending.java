package dev.plimsoll.etcd.linearizability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Calls without an answer.
final class Pending {

  /// The calls with an answer, and of those without one those that another may depend on: without
  /// the rest, a history is linearizable if and only if it is with it.
  ///
  /// @return the calls by the time of the call
  static <O, R> List<Call<O, R>> needed(
      SequentialSpecification<?, O, R> specification, List<Call<O, R>> history) {
    var needed = new ArrayList<>(history.stream().filter(call -> !call.isPending()).toList());
    var left = new ArrayList<>(history.stream().filter(Call::isPending).toList());
    for (var index = 0; index < needed.size() && !left.isEmpty(); index++) {
      var depends = dependence(specification, needed.get(index));
      left.removeIf(other -> depends.test(other) && needed.add(other));
    }
    needed.sort(Comparator.comparingLong(Call::called));
    return needed;
  }

  /// On which calls without an answer one may depend: none that was called after it returned.
  static <O, R> Predicate<Call<O, R>> dependence(
      SequentialSpecification<?, O, R> specification, Call<O, R> call) {
    var onOperation = specification.dependence(call.operation(), call.response());
    return other ->
        (call.isPending() || other.called() <= call.returned())
            && onOperation.test(other.operation());
  }

  private Pending() {}
}
