package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What a claim about the end of behaviours says of the state in which one stays.
public final class Ending {

  private record Part(Formula formula, Predicates predicates, List<Memo> memos) {}

  private final Claim claim;
  private final List<Part> parts = new ArrayList<>();

  /// @param claim one that {@link #decides}
  public Ending(Program program, Claim claim) {
    this.claim = claim;
    for (var formula : claim.formulas()) {
      var predicates = new Predicates(formula);
      parts.add(new Part(formula, predicates, program.predicates(claim, predicates.all())));
    }
  }

  /// Whether a claim is about nothing but what is so from some time on.
  public static boolean decides(Claim claim) {
    return claim.kind() == Claim.Kind.LIVENESS
        && claim.formulas().stream().allMatch(Formula::isOfTheEnd);
  }

  /// The claim.
  public Claim claim() {
    return claim;
  }

  /// All predicates of its formulas.
  public List<Memo> predicates() {
    return parts.stream().flatMap(part -> part.memos.stream()).toList();
  }

  /// Whether it is violated by what stays in a state.
  ///
  /// @param passes whether the state passes one of {@link #predicates}
  public boolean isViolated(Predicate<Memo> passes) {
    return parts.stream().anyMatch(part -> !holds(part.formula, part, passes));
  }

  private static boolean holds(Formula formula, Part part, Predicate<Memo> passes) {
    return switch (formula) {
      case Formula.Holds(_, var predicate) ->
          passes.test(part.memos.get(part.predicates.number(predicate)));
      case Formula.Not(var of) -> !holds(of, part, passes);
      case Formula.Next(var of) -> holds(of, part, passes);
      case Formula.Always(var of) -> holds(of, part, passes);
      case Formula.Eventually(var of) -> holds(of, part, passes);
      case Formula.And(var left, var right) ->
          holds(left, part, passes) && holds(right, part, passes);
      case Formula.Or(var left, var right) ->
          holds(left, part, passes) || holds(right, part, passes);
      case Formula.Until(_, var right) -> holds(right, part, passes);
      case Formula.Release(_, var right) -> holds(right, part, passes);
    };
  }
}
