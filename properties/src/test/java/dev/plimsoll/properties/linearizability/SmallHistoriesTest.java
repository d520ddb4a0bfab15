package dev.plimsoll.properties.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Reads;
import dev.plimsoll.etcd.linearizability.Verdict;
import dev.plimsoll.etcd.linearizability.Verdict.NotLinearizable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/// The checker against trying every order.
final class SmallHistoriesTest {

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void theVerdictIsThatOfTryingEveryOrder(
      @ForAll("histories") List<Call<Operation, Answer>> history) {
    requireVerdict(history, true);
  }

  /// With one key, so that all calls are one part: revisions are counted in each part by itself.
  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void theVerdictIsThatOfTryingEveryOrderWithRevisions(
      @ForAll("historiesWithRevisions") List<Call<Operation, Answer>> history) {
    requireVerdict(ofKey(history, "j"), false);
  }

  private static void requireVerdict(List<Call<Operation, Answer>> history, boolean collects) {
    var isLinearizable = EveryOrder.isLinearizable(history);
    if (collects) {
      Statistics.collect(isLinearizable);
      Statistics.coverage(
          coverage -> {
            coverage.check(true).percentage(share -> share > 20);
            coverage.check(false).percentage(share -> share > 10);
          });
    }

    assertThat(wrong(history).isEmpty()).isEqualTo(isLinearizable);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void theSmallestPartIsNotLinearizableButIsIfItSaysLess(
      @ForAll("historiesWithRevisions") List<Call<Operation, Answer>> history) {
    for (var smallest : wrong(ofKey(history, "j"))) {
      assertThat(EveryOrder.isLinearizable(smallest)).isFalse();
      for (var call : smallest) {
        for (var less : saysLess(call)) {
          var weaker = new ArrayList<>(smallest);
          weaker.remove(call);
          less.ifPresent(weaker::add);
          assertThat(EveryOrder.isLinearizable(weaker))
              .as("%s without %s", smallest, call)
              .isTrue();
        }
      }
    }
  }

  /// What a call with an answer may be replaced by: nothing, or what says less.
  private static List<Optional<Call<Operation, Answer>>> saysLess(Call<Operation, Answer> call) {
    if (call.isPending()) {
      return List.of();
    }
    var answer = call.response().get();
    var without =
        answer.response().isRead()
            ? Optional.<Call<Operation, Answer>>empty()
            : Optional.of(answered(call, Optional.empty()));
    return answer.revision().isEmpty()
        ? List.of(without)
        : List.of(without, Optional.of(answered(call, Optional.of(Answer.of(answer.response())))));
  }

  private static Call<Operation, Answer> answered(
      Call<Operation, Answer> call, Optional<Answer> answer) {
    return new Call<>(
        call.client(), call.operation(), answer, call.called(), call.returned(), call.place());
  }

  private static List<Call<Operation, Answer>> ofKey(
      List<Call<Operation, Answer>> history, String key) {
    return history.stream().filter(call -> call.operation().keys().allMatch(key::equals)).toList();
  }

  /// The smallest parts that are not linearizable.
  private static List<List<Call<Operation, Answer>>> wrong(List<Call<Operation, Answer>> history) {
    var wrong = new ArrayList<List<Call<Operation, Answer>>>();
    for (var part : new History(history).check(Reads.LINEARIZABLE, () -> false)) {
      switch (part.verdict()) {
        case Verdict.Linearizable<Operation, Answer>(var order) ->
            assertThat(part.calls()).containsAll(order);
        case NotLinearizable<Operation, Answer>(var smallest, _, var isSmallest) -> {
          assertThat(isSmallest).isTrue();
          wrong.add(smallest);
        }
        case Verdict.Undecided<Operation, Answer> _ -> throw new AssertionError("time is not up");
      }
    }
    return wrong;
  }

  @Provide
  Arbitrary<List<Call<Operation, Answer>>> histories() {
    return SmallHistories.any(false);
  }

  @Provide
  Arbitrary<List<Call<Operation, Answer>>> historiesWithRevisions() {
    return SmallHistories.any(true);
  }
}
