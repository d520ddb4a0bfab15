package dev.plimsoll.etcd.linearizability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Makes a history that is not linearizable say less and less, as long as it is not.
///
/// A read is left out, a write becomes one without an answer, an answer loses its revision: a
/// history that is linearizable is so all the more. In the end writes without an answer are left
/// out that are not needed for this to be seen. After Zeller and Hildebrandt, "Simplifying and
/// isolating failure-inducing input" (2002), with chunks that are halved.
final class Weakening<S, O, R> {

  private final SequentialSpecification<S, O, R> specification;
  private final BooleanSupplier isTimeUp;
  private List<Call<O, R>> kept;
  private boolean isOver;

  /// @param history one that is not linearizable
  Weakening(
      SequentialSpecification<S, O, R> specification,
      List<Call<O, R>> history,
      BooleanSupplier isTimeUp) {
    this.specification = specification;
    this.isTimeUp = isTimeUp;
    kept = history;
  }

  Verdict<O, R> smallest() {
    var conflict = identities(specification.conflict(kept));
    if (conflict.isEmpty()) {
      endEarly();
    } else {
      var others = kept.stream().filter(call -> !conflict.contains(call)).toList();
      weaken(identities(others), this::withoutAnswer);
    }
    weaken(this::isRead, this::withoutAnswer);
    for (var before = 0; before != said() && !isOver; ) {
      before = said();
      weaken(call -> weaker(call).isPresent(), call -> weaker(call).stream().toList());
      weaken(call -> !call.isPending(), this::withoutAnswer);
    }
    inChunks(Call::isPending, this::leaveOut);
    var search = new Search<>(specification, kept, isTimeUp);
    if (!isOver) {
      search.explore();
    }
    return new Verdict.NotLinearizable<>(kept, search.longest(), !isOver);
  }

  /// What was not answered by a certain time is not known: finds the first at which it fails.
  private void endEarly() {
    var returns =
        kept.stream()
            .filter(call -> !call.isPending())
            .mapToLong(Call::returned)
            .sorted()
            .toArray();
    var low = 0;
    var high = returns.length - 1;
    while (low < high && !isOver) {
      var middle = (low + high) >>> 1;
      var end = returns[middle];
      var late = kept.stream().filter(call -> !call.isPending() && call.returned() > end).toList();
      if (weaken(identities(late), this::withoutAnswer)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
  }

  private void weaken(
      Predicate<Call<O, R>> canBe, Function<Call<O, R>, List<Call<O, R>>> weakened) {
    inChunks(canBe, chunk -> weaken(chunk, weakened));
  }

  /// Tries to do without some calls: first many at a time.
  private void inChunks(Predicate<Call<O, R>> canBe, Consumer<Set<Call<O, R>>> attempt) {
    for (var size = Integer.highestOneBit(Math.max(1, kept.size())); size >= 1; size /= 2) {
      var left = kept.stream().filter(canBe).toList();
      for (var to = left.size(); to > 0 && !isOver; to -= size) {
        attempt.accept(identities(left.subList(Math.max(0, to - size), to)));
      }
    }
  }

  /// Weakens calls, if the history is not linearizable even so.
  private boolean weaken(Set<Call<O, R>> calls, Function<Call<O, R>, List<Call<O, R>>> weakened) {
    var part = Pending.needed(specification, replaced(kept, calls, weakened));
    var isWrong = run(part) == Search.Result.NONE;
    if (isWrong) {
      kept = part;
    }
    return isWrong;
  }

  /// Leaves out calls without an answer, if all that is said is needed even so.
  private void leaveOut(Set<Call<O, R>> calls) {
    var part = replaced(kept, calls, _ -> List.of());
    for (var call : part) {
      for (var less : less(call)) {
        var weaker = replaced(part, identities(List.of(call)), _ -> less);
        if (run(weaker) != Search.Result.FOUND) {
          return;
        }
      }
    }
    kept = part;
  }

  private Search.Result run(List<Call<O, R>> part) {
    var result = new Search<>(specification, part, isTimeUp).run();
    isOver |= result == Search.Result.TIME_UP;
    return result;
  }

  private static <O, R> List<Call<O, R>> replaced(
      List<Call<O, R>> history,
      Set<Call<O, R>> calls,
      Function<Call<O, R>, List<Call<O, R>>> replacement) {
    var part = new ArrayList<Call<O, R>>();
    for (var call : history) {
      part.addAll(calls.contains(call) ? replacement.apply(call) : List.of(call));
    }
    return part;
  }

  /// Calls that are the same object, as a history may have the same twice.
  private static <O, R> Set<Call<O, R>> identities(List<Call<O, R>> calls) {
    var identities = Collections.newSetFromMap(new IdentityHashMap<Call<O, R>, Boolean>());
    identities.addAll(calls);
    return identities;
  }

  /// The ways in which a call can say less.
  private List<List<Call<O, R>>> less(Call<O, R> call) {
    if (call.isPending()) {
      return List.of();
    }
    return weaker(call)
        .map(weaker -> List.of(withoutAnswer(call), List.of(weaker)))
        .orElseGet(() -> List.of(withoutAnswer(call)));
  }

  private List<Call<O, R>> withoutAnswer(Call<O, R> call) {
    return isRead(call) ? List.of() : List.of(call.with(Optional.empty()));
  }

  private boolean isRead(Call<O, R> call) {
    return call.response()
        .filter(response -> specification.isRead(call.operation(), response))
        .isPresent();
  }

  private Optional<Call<O, R>> weaker(Call<O, R> call) {
    return call.response()
        .flatMap(specification::weaker)
        .map(response -> call.with(Optional.of(response)));
  }

  /// How much is said: goes down with everything that is weakened.
  private int said() {
    var answered = kept.stream().filter(call -> !call.isPending()).count();
    return (int) (answered + kept.stream().filter(call -> weaker(call).isPresent()).count());
  }
}
