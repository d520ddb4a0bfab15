package dev.plimsoll.properties.linearizability;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Clients that make one call after the other on a store that is linearizable: some get no answer.
///
/// @param clients how many at a time
/// @param calls how many in all
/// @param keys how many
/// @param unknown of a thousand calls, how many are not answered: half of them have an effect
/// @param hasRevisions whether answers have them
record SimulatedClients(int clients, int calls, int keys, int unknown, boolean hasRevisions) {

  private static final int LONGEST_CALL = 1000;
  private static final int LONGEST_PAUSE = 100;

  /// @param moment when it has its effect
  private record Plan(int client, int number, long called, long moment, long returned) {}

  /// The same for the same seed.
  List<Call<Operation, Answer>> history(long seed) {
    var random = new Random(seed);
    var store = new PlainStore();
    var revision = 1L;
    var history = new ArrayList<Call<Operation, Answer>>();
    for (var plan : plans(random)) {
      var operation = operation(random, plan);
      var isUnknown = random.nextInt(1000) < unknown;
      var hasEffect = !isUnknown || random.nextBoolean();
      var response = (hasEffect ? store : store.copy()).ask(operation);
      revision += hasEffect && !response.isRead() ? 1 : 0;
      var answer = hasRevisions ? Answer.at(revision, response) : Answer.of(response);
      history.add(
          new Call<>(
              "client " + plan.client,
              operation,
              isUnknown ? Optional.empty() : Optional.of(answer),
              plan.called,
              plan.returned,
              "call " + plan.number));
    }
    return history;
  }

  private List<Plan> plans(Random random) {
    var free = new long[clients];
    var plans = new ArrayList<Plan>();
    for (var number = 0; number < calls; number++) {
      var client = number % clients;
      var called = free[client] + random.nextInt(LONGEST_PAUSE);
      var returned = called + random.nextInt(LONGEST_CALL);
      var moment = called + (long) (random.nextDouble() * (returned - called));
      plans.add(new Plan(client, number, called, moment, returned));
      free[client] = returned + 1;
    }
    plans.sort(Comparator.comparingLong(Plan::moment));
    return plans;
  }

  private Operation operation(Random random, Plan plan) {
    var key = "key " + random.nextInt(keys);
    var value = "value " + plan.number;
    return switch (random.nextInt(10)) {
      case 0 -> new Delete(key);
      case 1 -> Txn.compareAndSet(key, "value " + Math.max(0, plan.number - clients), value);
      case 2, 3, 4 -> new Put(key, value);
      default -> new Get(key);
    };
  }
}
