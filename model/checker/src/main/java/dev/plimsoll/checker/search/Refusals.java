package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.kernel.AsymmetryException;
import dev.plimsoll.checker.liveness.Ending;
import dev.plimsoll.checker.reduction.IrreducibleException;
import java.util.List;

/// Refuses to search by a method that would give a wrong answer.
final class Refusals {

  /// @throws AsymmetryException if that is so of symmetry
  /// @throws IrreducibleException if that is so of partial-order reduction
  static void check(Method method, List<Claim> claims) {
    for (var claim : claims) {
      if (claim.kind() == Claim.Kind.LIVENESS) {
        refuseLiveness(method, claim);
      }
    }
    if (method.partialOrder() && method.fingerprints()) {
      throw new IrreducibleException(
          "it has to know how each state was reached, and fingerprints do not tell; choose one of"
              + " the two");
    }
  }

  private static void refuseLiveness(Method method, Claim claim) {
    if (method.symmetry() && !Ending.decides(claim)) {
      throw new AsymmetryException(
          ("\"%s\" is about more than what is so in the end, and what is a loop for states that"
                  + " stand for their orbits may be none for states; without it, choose the claims"
                  + " to be checked")
              .formatted(claim.name()));
    }
    if (method.partialOrder() && claim.formulas().stream().anyMatch(Formula::seesStuttering)) {
      throw new IrreducibleException(
          ("\"%s\" is about what is so in the next state, and which state is next is what is"
                  + " changed; without it, choose the claims to be checked")
              .formatted(claim.name()));
    }
  }

  private Refusals() {}
}
