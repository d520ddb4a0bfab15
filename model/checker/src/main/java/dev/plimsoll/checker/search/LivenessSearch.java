package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Profile;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.SymmetryCheck;
import dev.plimsoll.checker.liveness.Confirmation;
import dev.plimsoll.checker.liveness.Ending;
import dev.plimsoll.checker.liveness.Liveness;
import dev.plimsoll.checker.memory.Memory;
import dev.plimsoll.checker.memory.WordList;
import dev.plimsoll.checker.symmetry.Canonical;
import dev.plimsoll.checker.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// Decides the liveness claims of a model all of whose states were seen: those about the end of
/// behaviours by {@link Endings}, if there are many states or these stand for others and nothing
/// goes round, the rest by {@link Liveness}.
final class LivenessSearch {

  /// Of fewer states the graph is soon made.
  private static final int MANY_STATES = 1 << 20;

  private final Program program;
  private final StateStore store;
  private final Memory memory;
  private final SearchOptions options;
  private final List<Claim> claims;
  private final Stop stop;
  private final List<Ending> endings;
  private final Map<Claim, Liveness.Answer> answers = new HashMap<>();

  /// @param claims of any kind
  LivenessSearch(
      Program program,
      StateStore store,
      Memory memory,
      SearchOptions options,
      List<Claim> claims,
      Stop stop) {
    this.program = program;
    this.store = store;
    this.memory = memory;
    this.options = options;
    this.claims = claims;
    this.stop = stop;
    endings =
        claims.stream().filter(Ending::decides).map(claim -> new Ending(program, claim)).toList();
  }

  /// The predicates of claims about the end.
  List<Memo> ofEndings() {
    return endings.stream().flatMap(each -> each.predicates().stream()).toList();
  }

  /// Decides the claims.
  ///
  /// @param depth how many levels of states there are
  /// @param reduction how it was searched for them; null where all steps were made
  /// @param symmetry finds out whether claims tell identities apart; null without symmetry
  /// @return what was found for each; nothing for those that it was stopped at
  Map<Claim, Liveness.Answer> decide(
      ExecutorService threads,
      int depth,
      @Nullable SymmetryCheck symmetry,
      @Nullable Reduction reduction) {
    var unfair = reduction == null ? List.<String>of() : Endings.unfairRules(program);
    if (looksForEndings() && unfair.isEmpty()) {
      decideEndings(threads, depth, symmetry, reduction);
    } else if (symmetry != null && looksForEndings()) {
      stop.stop(
          "no fairness is assumed of \"%s\", and with --symmetry and --partial-order together"
                  .formatted(unfair.getFirst())
              + " liveness is decided only where it is of all rules");
    }
    if (stop.reason() == null && symmetry == null) {
      decideRest();
    }
    return answers;
  }

  private boolean looksForEndings() {
    return !endings.isEmpty()
        && store.isExact()
        && (options.method().symmetry() || store.size() > MANY_STATES);
  }

  private void decideEndings(
      ExecutorService threads,
      int depth,
      @Nullable SymmetryCheck symmetry,
      @Nullable Reduction reduction) {
    var found = new Endings(program, store, memory, options, reduction, stop, endings);
    var outcome = found.find(threads);
    if (outcome == Endings.Outcome.DECIDED) {
      if (symmetry != null) {
        symmetry.checkRules();
        symmetry.checkClaims(ofEndings());
      }
      for (var i = 0; i < endings.size(); i++) {
        answers.put(endings.get(i).claim(), answer(endings.get(i), found.violating(i), depth));
      }
    } else if (symmetry != null && outcome != Endings.Outcome.STOPPED) {
      stop.stop(
          outcome == Endings.Outcome.FAILED
              ? "a liveness claim throws an exception, and with --symmetry it is not found where"
              : "a behaviour may go round, and with --symmetry liveness is decided only where none"
                  + " does");
    }
  }

  private Liveness.Answer answer(Ending ending, WordList states, int depth) {
    var trace = states.size() == 0 ? null : trace(ending.claim(), states, depth);
    return new Liveness.Answer(trace, null, Profile.of(ending.predicates()), true);
  }

  private Trace trace(Claim claim, WordList states, int depth) {
    var canonical = options.method().symmetry() ? new Canonical(program) : null;
    var steps = new TraceFinder(program, store, canonical).find(states, depth).steps();
    return Confirmation.of(new Trace(steps, steps.size() - 1), claim, program.model());
  }

  private void decideRest() {
    var liveness = new Liveness(program.model(), options.method().partialOrder(), stop::isStopped);
    try {
      for (var claim : claims) {
        if (claim.kind() == Claim.Kind.LIVENESS && !answers.containsKey(claim)) {
          liveness.decide(claim).ifPresent(answer -> answers.put(claim, answer));
        }
      }
    } catch (OutOfMemoryError e) {
      stop.exhausted();
    } catch (ArithmeticException e) {
      stop.fail("the graph of states is too large for liveness claims");
    }
  }
}
