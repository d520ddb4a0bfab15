package dev.plimsoll.properties.linearizability;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import java.util.ArrayList;
import java.util.List;

/// Whether a history is linearizable, as the definition has it: tries every order.
final class EveryOrder {

  static boolean isLinearizable(List<Call<Operation, Answer>> history) {
    return goesOn(new PlainStore(), 0, history);
  }

  /// @param revision the lowest that the store can be at
  private static boolean goesOn(
      PlainStore store, long revision, List<Call<Operation, Answer>> left) {
    return left.stream().allMatch(Call::isPending)
        || left.stream()
            .filter(call -> left.stream().noneMatch(each -> isBefore(each, call)))
            .anyMatch(call -> goesOnWith(call, store.copy(), revision, left));
  }

  private static boolean goesOnWith(
      Call<Operation, Answer> call,
      PlainStore store,
      long revision,
      List<Call<Operation, Answer>> left) {
    var response = store.ask(call.operation());
    var lowest = response.isRead() ? revision : revision + 1;
    var answer = call.response().orElseGet(() -> Answer.of(response));
    var told = answer.revision().orElse(lowest);
    var rest = new ArrayList<>(left);
    rest.remove(call);
    return answer.response().equals(response) && told >= lowest && goesOn(store, told, rest);
  }

  private static boolean isBefore(Call<Operation, Answer> one, Call<Operation, Answer> other) {
    return !one.isPending() && one.returned() < other.called();
  }

  private EveryOrder() {}
}
