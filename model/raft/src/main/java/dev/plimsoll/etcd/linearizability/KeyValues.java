package dev.plimsoll.etcd.linearizability;

import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Some keys of etcd, which have no value at first.
///
/// Where answers have revisions, the state has the lowest revision that the store can be at: a
/// write makes a higher one, a read is served at one that is no lower, and a write whose answer is
/// unknown takes up one at least. Keys that are not among these may take up any.
public final class KeyValues
    implements SequentialSpecification<KeyValues.State, Operation, Answer> {

  /// The keys that have a value, and the lowest revision; 0 where revisions are not counted.
  public record State(Map<String, String> values, long revision) {
    public State {
      values = Map.copyOf(values);
    }
  }

  private record Done(Map<String, String> values, Response response) {}

  private final Reads reads;
  private final boolean countsRevisions;

  /// @param countsRevisions whether any of the answers has a revision
  public KeyValues(Reads reads, boolean countsRevisions) {
    this.reads = reads;
    this.countsRevisions = countsRevisions;
  }

  @Override
  public State initial() {
    return new State(Map.of(), 0);
  }

  @Override
  public Optional<State> after(State state, Operation operation, Answer answer) {
    var done = done(state.values, operation);
    if (!done.response.equals(answer.response())) {
      return Optional.empty();
    }
    var lowest = state.revision + (countsRevisions && !done.response.isRead() ? 1 : 0);
    var revision = revision(operation, answer).orElse(lowest);
    return revision < lowest ? Optional.empty() : Optional.of(new State(done.values, revision));
  }

  @Override
  public State after(State state, Operation operation) {
    var values = done(state.values, operation).values;
    return values.equals(state.values)
        ? state
        : new State(values, state.revision + (countsRevisions ? 1 : 0));
  }

  @Override
  public boolean isRead(Operation operation, Answer answer) {
    return answer.response().isRead();
  }

  @Override
  public OptionalLong rank(Operation operation, Answer answer) {
    var revision = revision(operation, answer);
    return revision.isEmpty()
        ? revision
        : OptionalLong.of(2 * revision.getAsLong() + (answer.response().isRead() ? 1 : 0));
  }

  @Override
  public boolean mayBeStale(Operation operation) {
    return reads == Reads.AS_PROMISED && isSerializable(operation);
  }

  /// Nothing looks for a value that is in no answer and no comparison: all such are the same.
  @Override
  public UnaryOperator<Operation> simplification(List<Call<Operation, Answer>> history) {
    return new LookedFor(history);
  }

  @Override
  public List<Call<Operation, Answer>> conflict(List<Call<Operation, Answer>> history) {
    return Zones.conflict(history.stream().filter(call -> !mayBeStale(call.operation())).toList());
  }

  @Override
  public Optional<Answer> weaker(Answer answer) {
    return answer.revision().isPresent()
        ? Optional.of(Answer.of(answer.response()))
        : Optional.empty();
  }

  @Override
  public Predicate<Operation> dependence(Operation operation, Optional<Answer> answer) {
    return new Dependence(operation, answer.map(Answer::response));
  }

  /// What these keys answer.
  static Response answer(Map<String, String> values, Operation operation) {
    return done(values, operation).response;
  }

  private OptionalLong revision(Operation operation, Answer answer) {
    return reads == Reads.LINEARIZABLE && isSerializable(operation)
        ? OptionalLong.empty()
        : answer.revision();
  }

  private static boolean isSerializable(Operation operation) {
    return operation instanceof Get(_, var isSerializable) && isSerializable;
  }

  private static Done done(Map<String, String> values, Operation operation) {
    return switch (operation) {
      case Get(var key, _) -> new Done(values, new Value(Optional.ofNullable(values.get(key))));
      case Put(var key, var value) -> new Done(with(values, key, value), new Written());
      case Delete(var key) -> new Done(without(values, key), new Deleted(values.containsKey(key)));
      case Txn txn -> done(values, txn);
    };
  }

  private static Done done(Map<String, String> values, Txn txn) {
    var succeeded =
        txn.compares().stream()
            .allMatch(
                compare -> Optional.ofNullable(values.get(compare.key())).equals(compare.value()));
    var now = values;
    var responses = new ArrayList<Response>();
    for (Single each : succeeded ? txn.success() : txn.failure()) {
      var done = done(now, each);
      now = done.values;
      responses.add(done.response);
    }
    return new Done(now, new Outcome(succeeded, List.copyOf(responses)));
  }

  private static Map<String, String> with(Map<String, String> values, String key, String value) {
    if (values.isEmpty() || (values.size() == 1 && values.containsKey(key))) {
      return Map.of(key, value);
    }
    var changed = new TreeMap<>(values);
    changed.put(key, value);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> values, String key) {
    if (!values.containsKey(key)) {
      return values;
    }
    var changed = new TreeMap<>(values);
    changed.remove(key);
    return changed;
  }
}
