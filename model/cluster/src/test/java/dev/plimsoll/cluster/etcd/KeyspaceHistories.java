package dev.plimsoll.cluster.etcd;

import dev.plimsoll.cluster.etcd.Histories.Moment;
import dev.plimsoll.etcd.linearizability.Linearizability;
import dev.plimsoll.etcd.linearizability.SequentialSpecification;
import dev.plimsoll.etcd.linearizability.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// Histories of clients of a {@link Keyspace}, one step after the other.
final class KeyspaceHistories implements SequentialSpecification<Keyspace, Call, Response> {

  static boolean isLinearizable(List<Moment> history) {
    return new Linearizability<>(new KeyspaceHistories(), () -> false).check(calls(history))
        instanceof Verdict.Linearizable;
  }

  private static List<dev.plimsoll.etcd.linearizability.Call<Call, Response>> calls(
      List<Moment> history) {
    var calls = new ArrayList<dev.plimsoll.etcd.linearizability.Call<Call, Response>>();
    var asked = new HashMap<Integer, Integer>();
    for (var time = 0; time < history.size(); time++) {
      var client = history.get(time).client();
      switch (history.get(time).what()) {
        case Call call -> {
          asked.put(client, calls.size());
          calls.add(call("client " + client, call, Optional.empty(), time, time));
        }
        case Response response -> {
          var index = Objects.requireNonNull(asked.get(client));
          var call = calls.get(index);
          calls.set(
              index,
              call(call.client(), call.operation(), Optional.of(response), call.called(), time));
        }
        default -> throw new IllegalArgumentException("" + history.get(time));
      }
    }
    return calls;
  }

  private static dev.plimsoll.etcd.linearizability.Call<Call, Response> call(
      String client, Call call, Optional<Response> response, long called, long returned) {
    return new dev.plimsoll.etcd.linearizability.Call<>(
        client, call, response, called, returned, "step " + called);
  }

  @Override
  public Keyspace initial() {
    return Keyspace.INITIAL;
  }

  @Override
  public Optional<Keyspace> after(Keyspace state, Call call, Response response) {
    var applied = state.apply(call);
    return applied.response().equals(response) ? Optional.of(applied.keyspace()) : Optional.empty();
  }

  @Override
  public Keyspace after(Keyspace state, Call call) {
    return state.apply(call).keyspace();
  }

  @Override
  public boolean isRead(Call call, Response response) {
    return !(response instanceof Response.Done);
  }

  @Override
  public Predicate<Call> dependence(Call call, Optional<Response> response) {
    return _ -> true;
  }
}
