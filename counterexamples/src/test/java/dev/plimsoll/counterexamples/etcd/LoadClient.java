package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Asks one thing after the other, of one member until that does not answer, then of another.
final class LoadClient implements Callable<Void> {

  /// Some keys are written together, so that they are decided together.
  static final List<String> KEYS = List.of("k0", "k1", "k2", "k3");

  private final String name;
  private final EtcdCluster cluster;
  private final Calls calls;
  private final RandomGenerator random;
  private final BooleanSupplier isOver;
  private final Map<String, Optional<String>> seen = new HashMap<>();
  private int written;

  LoadClient(
      String name,
      EtcdCluster cluster,
      Calls calls,
      RandomGenerator random,
      BooleanSupplier isOver) {
    this.name = name;
    this.cluster = cluster;
    this.calls = calls;
    this.random = random;
    this.isOver = isOver;
  }

  @Override
  public Void call() throws InterruptedException {
    var member = random.nextInt(cluster.size());
    while (!isOver.getAsBoolean()) {
      var operation = operation();
      var answer = calls.ask(name, cluster.client(member), operation);
      answer.ifPresent(known -> note(operation, known));
      if (answer.isEmpty() || random.nextInt(50) == 0) {
        member = random.nextInt(cluster.size());
      }
      Thread.sleep(answer.isPresent() ? random.nextInt(2, 20) : 100);
    }
    return null;
  }

  private Operation operation() {
    var key = KEYS.get(random.nextInt(KEYS.size()));
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> new Get(key, false);
      case 3 -> new Get(key, true);
      case 4, 5, 6 -> new Put(key, value());
      case 7 -> new Delete(key);
      case 8 ->
          new Txn(List.of(compare(key)), List.of(new Put(key, value())), List.of(new Get(key)));
      default -> {
        var both = random.nextBoolean() ? List.of("k0", "k1") : List.of("k1", "k0");
        yield new Txn(
            List.of(compare(both.get(0))),
            List.of(new Put(both.get(0), value()), new Put(both.get(1), value())),
            List.of(new Get(both.get(0)), new Delete(both.get(1))));
      }
    };
  }

  /// With what it has seen last, so that it holds now and then.
  private Compare compare(String key) {
    return new Compare(key, seen.getOrDefault(key, Optional.empty()));
  }

  private String value() {
    written++;
    return name + "." + written;
  }

  private void note(Operation operation, Answer answer) {
    switch (operation) {
      case Single single -> note(single, answer.response());
      case Txn(_, var success, var failure) -> {
        if (answer.response() instanceof Outcome(var succeeded, var responses)) {
          var done = succeeded ? success : failure;
          for (var place = 0; place < done.size(); place++) {
            note(done.get(place), responses.get(place));
          }
        }
      }
    }
  }

  private void note(Single single, Response response) {
    switch (single) {
      case Get(var key, _) -> {
        if (response instanceof Value(var value)) {
          seen.put(key, value);
        }
      }
      case Put(var key, var value) -> seen.put(key, Optional.of(value));
      case Delete(var key) -> seen.put(key, Optional.empty());
    }
  }
}
