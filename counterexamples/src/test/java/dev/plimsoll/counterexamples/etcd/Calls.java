package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import io.etcd.jetcd.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes calls, and records them, with times in nanoseconds from the start.
final class Calls {

  private static final long MILLISECONDS_FOR_AN_ANSWER = 1000;

  private final long start = System.nanoTime();
  private final List<Call<Operation, Answer>> recorded = new ArrayList<>();

  /// Asks, and waits for the answer.
  ///
  /// @return empty if there was none in time, or an error: it may or may not have had an effect
  Optional<Answer> ask(String caller, Client client, Operation operation)
      throws InterruptedException {
    var called = System.nanoTime() - start;
    Optional<Answer> answer;
    try {
      answer =
          Optional.of(
              EtcdCalls.ask(client, operation)
                  .get(MILLISECONDS_FOR_AN_ANSWER, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException _) {
      answer = Optional.empty();
    }
    var returned = System.nanoTime() - start;
    synchronized (recorded) {
      var place = "call " + (recorded.size() + 1);
      recorded.add(new Call<>(caller, operation, answer, called, returned, place));
    }
    return answer;
  }

  /// In the order of their ends.
  List<Call<Operation, Answer>> all() {
    synchronized (recorded) {
      return List.copyOf(recorded);
    }
  }
}
