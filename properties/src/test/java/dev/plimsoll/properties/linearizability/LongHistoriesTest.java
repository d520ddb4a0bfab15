package dev.plimsoll.properties.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Reads;
import dev.plimsoll.etcd.linearizability.Verdict;
import dev.plimsoll.etcd.linearizability.Verdict.NotLinearizable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten thousand calls, as etcd's clients make them; docs/linearizability.md has the times.
final class LongHistoriesTest {

  private static final int MOST_CALLS = 5;

  /// Many times what it takes.
  private static final Duration LIMIT = Duration.ofMinutes(1);

  static List<SimulatedClients> clients() {
    return List.of(
        new SimulatedClients(10, 10_000, 100, 10, true),
        new SimulatedClients(10, 10_000, 100, 10, false),
        new SimulatedClients(10, 10_000, 1, 50, true),
        new SimulatedClients(10, 10_000, 1, 50, false));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void whatAStoreAnswersIsLinearizable(SimulatedClients clients) {
    for (var part : check(clients.history(1))) {
      assertThat(part.verdict()).isInstanceOf(Verdict.Linearizable.class);
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aStaleReadIsFoundAmongThem(SimulatedClients clients) {
    var history = new ArrayList<>(clients.history(1));
    var last = history.size() - 1;
    while (!isReadOfValue(history.get(last))) {
      last--;
    }
    var read = history.get(last);
    history.set(last, withValue(read, overwritten(history, read)));

    var wrong = 0;
    for (var part : check(history)) {
      if (part.verdict()
          instanceof NotLinearizable<Operation, Answer>(var smallest, _, var isSmallest)) {
        wrong++;
        assertThat(isSmallest).isTrue();
        assertThat(smallest).hasSizeLessThanOrEqualTo(MOST_CALLS);
      }
    }
    assertThat(wrong).isEqualTo(1);
  }

  private static boolean isReadOfValue(Call<Operation, Answer> call) {
    return call.operation() instanceof Get
        && call.response()
            .filter(so -> so.response() instanceof Value(var value) && value.isPresent())
            .isPresent();
  }

  /// The value of the first put to its key.
  private static String overwritten(
      List<Call<Operation, Answer>> history, Call<Operation, Answer> read) {
    var key = ((Get) read.operation()).key();
    return history.stream()
        .filter(call -> !call.isPending())
        .map(Call::operation)
        .filter(Put.class::isInstance)
        .map(Put.class::cast)
        .filter(put -> put.key().equals(key))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static Call<Operation, Answer> withValue(Call<Operation, Answer> read, String value) {
    var answer = new Answer(Value.of(value), read.response().orElseThrow().revision());
    return new Call<>(
        read.client(),
        read.operation(),
        Optional.of(answer),
        read.called(),
        read.returned(),
        read.place());
  }

  private static List<History.Part> check(List<Call<Operation, Answer>> history) {
    var end = System.nanoTime() + LIMIT.toNanos();
    BooleanSupplier isTimeUp = () -> System.nanoTime() > end;
    return new History(history).check(Reads.LINEARIZABLE, isTimeUp);
  }
}
