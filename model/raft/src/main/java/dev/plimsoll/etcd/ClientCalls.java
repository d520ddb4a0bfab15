package dev.plimsoll.etcd;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import dev.plimsoll.etcd.linearizability.Reads;
import dev.plimsoll.etcd.linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// What clients have called, and were answered: a history as part of a state.
///
/// Of times there is no more than what matters: which calls had returned when another was made.
///
/// @param calls numbered from 1, in the order in which they were made
/// @param moment counts up where a call is made after another has returned
/// @param hasReturned whether one has at this moment
record ClientCalls(List<Made> calls, int moment, boolean hasReturned) {

  /// Nothing was called.
  static final ClientCalls NONE = new ClientCalls(List.of(), 0, false);

  /// A call.
  ///
  /// @param answer empty where there is none yet, or will never be
  /// @param called the moment of the call
  /// @param returned the moment of the answer; that of the call where there is none
  record Made(Operation operation, Optional<Answer> answer, int called, int returned) {

    boolean isSerializable() {
      return operation instanceof Get(_, var isSerializable) && isSerializable;
    }

    private boolean isBefore(Made other) {
      return returned < other.called;
    }

    /// Whether this is a serializable read of an earlier revision than what was answered before.
    boolean isStaleAfter(Made before) {
      return isSerializable() && before.isBefore(this) && revision() < before.revision();
    }

    private long revision() {
      return answer.orElseThrow().revision().orElseThrow();
    }

    /// Whether there was a time at which both were under way.
    boolean overlaps(Made other) {
      return !equals(other) && !isBefore(other) && !other.isBefore(this);
    }

    private boolean isAnsweredGet() {
      return operation instanceof Get && !isSerializable() && answer.isPresent();
    }

    /// The value that a client knows the key to have had, by the answer.
    private Optional<String> value() {
      return switch (answer.orElseThrow().response()) {
        case Value(var value) -> value;
        case Outcome(var succeeded, var responses) when !succeeded ->
            responses.getFirst() instanceof Value(var value) ? value : Optional.empty();
        case Answer.Written(), Answer.Deleted _, Outcome _ -> written(operation);
      };
    }

    private static Optional<String> written(Operation operation) {
      return switch (operation) {
        case Put(_, var value) -> Optional.of(value);
        case Txn(_, var success, _) -> written(success.getFirst());
        case Operation.Delete _, Get _ -> Optional.empty();
      };
    }

    private Call<Operation, Answer> numbered(int number) {
      return new Call<>(
          "client " + number, operation, answer, 2L * called, 2L * returned + 1, "call " + number);
    }
  }

  ClientCalls {
    calls = List.copyOf(calls);
  }

  Made get(int number) {
    return calls.get(number - 1);
  }

  /// With one call more.
  ClientCalls calling(Operation operation) {
    var now = hasReturned ? moment + 1 : moment;
    var more = new ArrayList<>(calls);
    more.add(new Made(operation, Optional.empty(), now, now));
    return new ClientCalls(more, now, false);
  }

  ClientCalls answered(int number, Answer answer) {
    var call = get(number);
    var changed = new ArrayList<>(calls);
    changed.set(number - 1, new Made(call.operation, Optional.of(answer), call.called, moment));
    return new ClientCalls(changed, moment, true);
  }

  // ---- what is said of it

  /// Whether the calls that have to be are linearizable.
  boolean areLinearizable() {
    return holds(Reads.LINEARIZABLE, call -> !call.isSerializable());
  }

  /// Whether serializable reads show, moreover, what there was at their revision.
  boolean areAsPromised() {
    return holds(Reads.AS_PROMISED, _ -> true);
  }

  private boolean holds(Reads reads, Predicate<Made> isMeant) {
    var history = new ArrayList<Call<Operation, Answer>>();
    for (var number = 1; number <= calls.size(); number++) {
      if (isMeant.test(get(number))) {
        history.add(get(number).numbered(number));
      }
    }
    return new History(history)
        .check(reads, () -> false).stream()
            .allMatch(part -> part.verdict() instanceof Verdict.Linearizable);
  }

  boolean has(Predicate<Made> wanted) {
    return calls.stream().anyMatch(wanted);
  }

  /// Whether two calls that were answered are so.
  boolean hasPair(BiPredicate<Made, Made> wanted) {
    var answered = calls.stream().filter(call -> call.answer.isPresent()).toList();
    return answered.stream()
        .anyMatch(one -> answered.stream().anyMatch(other -> wanted.test(one, other)));
  }

  /// The value that was seen last.
  Optional<String> seen() {
    return calls.stream()
        .filter(call -> call.answer.isPresent())
        .reduce((_, last) -> last)
        .flatMap(Made::value);
  }

  boolean hasCompared() {
    return hasCompared(true) && hasCompared(false);
  }

  private boolean hasCompared(boolean succeeded) {
    return calls.stream()
        .flatMap(call -> call.answer.stream())
        .anyMatch(
            answer -> answer.response() instanceof Outcome(var holds, _) && holds == succeeded);
  }

  /// Whether a linearizable read that was made after a write does not show it, and one after that
  /// does, though the write has no answer.
  ///
  /// @param isGivenUp of which calls without an answer, by number
  boolean hasLateEffect(IntPredicate isGivenUp) {
    for (var number = 1; number <= calls.size(); number++) {
      var reads = calls.subList(number, calls.size()).stream().filter(Made::isAnsweredGet).toList();
      if (get(number).answer.isEmpty()
          && isGivenUp.test(number)
          && becomesVisible(Made.written(get(number).operation), reads)) {
        return true;
      }
    }
    return false;
  }

  private static boolean becomesVisible(Optional<String> value, List<Made> reads) {
    return reads.stream()
        .filter(one -> !one.value().equals(value))
        .anyMatch(
            one ->
                reads.stream()
                    .anyMatch(other -> one.isBefore(other) && other.value().equals(value)));
  }
}
