package dev.plimsoll.properties.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.properties.linearizability.Register.Operation;
import dev.plimsoll.properties.linearizability.Register.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LinearizabilityTest {

  private static final Register REGISTER = new Register();

  @Test
  void aStaleReadIsFoundWithTheWriteThatItMissed() {
    var first = call(new Operation.Put("a"), new Response.Written(), 0, 1);
    var second = call(new Operation.Put("b"), new Response.Written(), 2, 3);
    var fresh = call(new Operation.Get(), new Response.Value(Optional.of("b")), 4, 5);
    var stale = call(new Operation.Get(), new Response.Value(Optional.of("a")), 6, 7);

    assertThat(check(List.of(first, second, fresh, stale)))
        .isInstanceOfSatisfying(
            Verdict.NotLinearizable.class,
            wrong -> assertThat(wrong.smallest()).isEqualTo(List.of(first, second, stale)));
  }

  @Test
  void theVerdictIsThatOfTryingEveryOrder() {
    var random = new Random(1);
    var wrong = 0;
    for (var round = 0; round < 3000; round++) {
      var history = new ArrayList<Call<Operation, Response>>();
      for (var index = 0; index < 6; index++) {
        history.add(some(random));
      }
      var expected = anyOrder(Optional.empty(), history);
      wrong += expected ? 0 : 1;
      assertThat(check(history) instanceof Verdict.Linearizable)
          .as("%s", history)
          .isEqualTo(expected);
    }
    assertThat(wrong).isBetween(100, 2900);
  }

  private static boolean anyOrder(Optional<String> state, List<Call<Operation, Response>> left) {
    if (left.stream().allMatch(Call::isPending)) {
      return true;
    }
    return left.stream()
        .filter(
            call ->
                left.stream()
                    .noneMatch(other -> !other.isPending() && other.returned() < call.called()))
        .anyMatch(
            call -> {
              var rest = new ArrayList<>(left);
              rest.remove(call);
              var fits =
                  call.response()
                      .map(Register.answer(state, call.operation())::equals)
                      .orElse(true);
              return fits && anyOrder(REGISTER.after(state, call.operation()), rest);
            });
  }

  private static Call<Operation, Response> some(Random random) {
    var value = random.nextBoolean() ? "a" : "b";
    Operation operation =
        switch (random.nextInt(4)) {
          case 0 -> new Operation.Put(value);
          case 1 -> new Operation.Delete();
          case 2 -> new Operation.CompareAndSet(value, random.nextBoolean() ? "a" : "b");
          default -> new Operation.Get();
        };
    var before = random.nextInt(3) == 0 ? Optional.<String>empty() : Optional.of(value);
    var called = random.nextInt(12);
    var answer = Register.answer(before, operation);
    return new Call<>(
        operation,
        random.nextInt(6) == 0 ? Optional.empty() : Optional.of(answer),
        called,
        called + random.nextInt(8),
        "here");
  }

  private static Verdict<Operation, Response> check(List<Call<Operation, Response>> history) {
    return new Linearizability<>(REGISTER, () -> false).check(history);
  }

  private static Call<Operation, Response> call(
      Operation operation, Response response, long called, long returned) {
    return new Call<>(operation, Optional.of(response), called, returned, "here");
  }
}
