package dev.plimsoll.etcd.linearizability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/// Makes a history that is not linearizable say less and less, as long as it is not.
///
/// What is left out was linearizable with the rest only if the rest is, so that nothing that is
/// found so is an artefact: a read is left out, a write becomes one without an answer, an answer
/// loses its revision. After Zeller and Hildebrandt, "Simplifying and isolating failure-inducing
/// input" (2002), with chunks that are halved.
final class Weakening<S, O, R> {

  private final SequentialSpecification<S, O, R> specification;
  private final BooleanSupplier isTimeUp;
  private List<Call<O, R>> kept;
  private List<Call<O, R>> furthest;
  private boolean isOver;

  /// @param history one that is not linearizable
  /// @param furthest the longest order of its calls that was found
  Weakening(
      SequentialSpecification<S, O, R> specification,
      List<Call<O, R>> history,
      List<Call<O, R>> furthest,
      BooleanSupplier isTimeUp) {
    this.specification = specification;
    this.isTimeUp = isTimeUp;
    this.furthest = furthest;
    kept = history;
  }

  Verdict<O, R> smallest() {
    endEarly();
    weaken(this::isRead, this::withoutAnswer);
    for (var before = 0; before != said() && !isOver; ) {
      before = said();
      weaken(call -> weaker(call).isPresent(), call -> weaker(call).stream().toList());
      weaken(call -> !call.isPending(), this::withoutAnswer);
    }
    return new Verdict.NotLinearizable<>(kept, furthest, !isOver);
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
      if (keep(call -> call.isPending() || call.returned() <= end, this::withoutAnswer)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
  }

  /// Weakens as many as it can of the calls that can be weakened so: first many at a time.
  private void weaken(
      Predicate<Call<O, R>> canBe, Function<Call<O, R>, List<Call<O, R>>> weakened) {
    for (var chunk = Integer.highestOneBit(Math.max(1, kept.size())); chunk >= 1; chunk /= 2) {
      var left = kept.stream().filter(canBe).toList();
      for (var to = left.size(); to > 0 && !isOver; to -= chunk) {
        var now = Collections.newSetFromMap(new IdentityHashMap<Call<O, R>, Boolean>());
        now.addAll(left.subList(Math.max(0, to - chunk), to));
        keep(call -> !now.contains(call), weakened);
      }
    }
  }

  /// Weakens all calls but some, if the history is not linearizable even so.
  private boolean keep(
      Predicate<Call<O, R>> isKept, Function<Call<O, R>, List<Call<O, R>>> weakened) {
    var part = new ArrayList<Call<O, R>>();
    kept.forEach(
        call -> {
          if (isKept.test(call)) {
            part.add(call);
          } else {
            part.addAll(weakened.apply(call));
          }
        });
    var needed = Pending.needed(specification, part);
    var search = new Search<>(specification, needed, isTimeUp);
    var result = search.run();
    isOver |= result == Search.Result.TIME_UP;
    if (result == Search.Result.NONE) {
      kept = needed;
      furthest = search.longest();
    }
    return result == Search.Result.NONE;
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
