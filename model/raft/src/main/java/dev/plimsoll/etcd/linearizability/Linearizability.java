package dev.plimsoll.etcd.linearizability;

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
  /// The smallest part is itself a history that is not linearizable, and says no more than it has
  /// to: without any one of its reads, or of the answers to its writes, it would be.
  ///
  /// @param history the calls, in any order; calls that touch at one instant are concurrent
  public Verdict<O, R> check(List<Call<O, R>> history) {
    var needed = Pending.needed(specification, history);
    var search = new Search<>(specification, needed, isTimeUp);
    return switch (search.run()) {
      case FOUND -> new Verdict.Linearizable<>(search.longest());
      case TIME_UP -> new Verdict.Undecided<>();
      case NONE -> new Weakening<>(specification, needed, isTimeUp).smallest();
    };
  }
}
