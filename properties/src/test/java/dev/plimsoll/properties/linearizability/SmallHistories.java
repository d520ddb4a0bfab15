package dev.plimsoll.properties.linearizability;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Histories of a few calls of a store that lies now and then.
final class SmallHistories {

  private static final int MOST_CALLS = 6;
  private static final int BETWEEN_MOMENTS = 4;
  private static final int FARTHEST = 9;
  private static final Arbitrary<String> KEYS = Arbitraries.of("j", "j", "j", "k");
  private static final Arbitrary<String> VALUES = Arbitraries.of("a", "b", "c");

  /// What is written from it.
  ///
  /// @param early how long before its moment it is called
  /// @param late how long after its moment it returns
  /// @param skipped revisions that others make before it
  private record Step(Operation operation, int early, int late, int skipped, Fate fate) {}

  private enum Fate {
    ANSWERED,
    TOLD_A_LIE,
    NOT_ANSWERED,
    LOST
  }

  static Arbitrary<List<Call<Operation, Answer>>> any(boolean hasRevisions) {
    return Combinators.combine(
            operations(),
            Arbitraries.integers().between(0, FARTHEST),
            Arbitraries.integers().between(0, FARTHEST),
            Arbitraries.of(0, 0, 0, 1),
            Arbitraries.of(
                Fate.ANSWERED,
                Fate.ANSWERED,
                Fate.ANSWERED,
                Fate.ANSWERED,
                Fate.TOLD_A_LIE,
                Fate.NOT_ANSWERED,
                Fate.LOST))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_CALLS)
        .map(steps -> written(steps, hasRevisions));
  }

  private static Arbitrary<Operation> operations() {
    var singles =
        Arbitraries.<Single>oneOf(
            KEYS.map(Get::new),
            Combinators.combine(KEYS, VALUES).as(Put::new),
            KEYS.map(Delete::new));
    var compares = Combinators.combine(KEYS, VALUES.optional()).as(Compare::new);
    return Arbitraries.oneOf(
        singles,
        singles,
        Combinators.combine(KEYS, VALUES, VALUES).as(Txn::compareAndSet),
        Combinators.combine(
                compares.list().ofMaxSize(1),
                singles.list().ofMaxSize(2),
                singles.list().ofMaxSize(1))
            .as(Txn::new)
            .filter(txn -> txn.keys().findAny().isPresent()));
  }

  private static List<Call<Operation, Answer>> written(List<Step> steps, boolean hasRevisions) {
    var store = new PlainStore();
    var revision = 1L;
    var calls = new ArrayList<Call<Operation, Answer>>();
    for (var step : steps) {
      var number = calls.size() + 1;
      var moment = number * BETWEEN_MOMENTS;
      var response = (step.fate == Fate.LOST ? store.copy() : store).ask(step.operation);
      revision += step.skipped + (response.isRead() || step.fate == Fate.LOST ? 0 : 1);
      var told = step.fate == Fate.TOLD_A_LIE ? lie(response) : response;
      var answer = hasRevisions ? Answer.at(revision, told) : Answer.of(told);
      calls.add(
          new Call<>(
              "client " + number,
              step.operation,
              step.fate == Fate.NOT_ANSWERED || step.fate == Fate.LOST
                  ? Optional.empty()
                  : Optional.of(answer),
              moment - step.early,
              moment + step.late,
              "call " + number));
    }
    return calls;
  }

  private static Response lie(Response response) {
    return switch (response) {
      case Value(var value) -> Value.of(value.filter("a"::equals).isPresent() ? "b" : "a");
      case Written() -> response;
      case Deleted(var wasThere) -> new Deleted(!wasThere);
      case Outcome(var succeeded, var responses) ->
          new Outcome(succeeded, responses.stream().map(SmallHistories::lie).toList());
    };
  }

  private SmallHistories() {}
}
