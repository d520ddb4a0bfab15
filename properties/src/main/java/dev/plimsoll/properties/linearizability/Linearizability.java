package dev.plimsoll.properties.linearizability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Decides whether histories of an object are linearizable.
public final class Linearizability<S, O, R> {

  private final SequentialSpecification<S, O, R> specification;
  private final BooleanSupplier isTimeUp;

  /// @param isTimeUp asked now and then; once true, the answer is that there is none
  public Linearizability(SequentialSpecification<S, O, R> specification, BooleanSupplier isTimeUp) {
    this.specification = specification;
    this.isTimeUp = isTimeUp;
  }

  /// Whether a history is linearizable, and if not, a smallest part of it that is not.
  ///
  /// In the smallest part no call can be left out: what is left would be linearizable, or hold an
  /// answer that may come from the call left out
  /// ({@link SequentialSpecification#mayComeFrom}).
  ///
  /// @param history the calls, in any order; calls that touch at one instant are concurrent
  public Verdict<O, R> check(List<Call<O, R>> history) {
    var search = new Search<>(specification, history, isTimeUp);
    return switch (search.run()) {
      case FOUND -> new Verdict.Linearizable<>(search.longest());
      case TIME_UP -> new Verdict.Undecided<>();
      case NONE -> smallest(history, search.longest());
    };
  }

  private Verdict<O, R> smallest(List<Call<O, R>> history, List<Call<O, R>> longest) {
    var kept = new ArrayList<>(history);
    kept.sort(Comparator.comparingLong(Call::called));
    for (var chunk = Integer.highestOneBit(kept.size()); chunk >= 1; ) {
      var before = kept.size();
      for (var from = kept.size() - chunk; from > -chunk; from -= chunk) {
        var part = new ArrayList<>(kept);
        var cut = part.subList(Math.max(0, from), from + chunk);
        var left = List.copyOf(cut);
        cut.clear();
        if (mayBeLeftOut(left, part)) {
          switch (new Search<>(specification, part, isTimeUp).run()) {
            case NONE -> kept = part;
            case FOUND -> {}
            case TIME_UP -> {
              return new Verdict.NotLinearizable<>(longest, kept, false);
            }
          }
        }
      }
      chunk = chunk > 1 ? chunk / 2 : kept.size() < before ? 1 : 0;
    }
    return new Verdict.NotLinearizable<>(longest, kept, true);
  }

  private boolean mayBeLeftOut(List<Call<O, R>> left, List<Call<O, R>> kept) {
    return kept.stream()
        .noneMatch(
            call ->
                call.response().isPresent()
                    && left.stream()
                        .anyMatch(
                            other ->
                                specification.mayComeFrom(
                                    call.operation(), call.response().get(), other.operation())));
  }
}
