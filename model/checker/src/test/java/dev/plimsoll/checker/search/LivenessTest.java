package dev.plimsoll.checker.search;

import static dev.plimsoll.checker.Formula.always;
import static dev.plimsoll.checker.Formula.eventually;
import static dev.plimsoll.checker.Formula.holds;
import static dev.plimsoll.checker.Formula.next;
import static dev.plimsoll.checker.Formula.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Claims that only fail in ways that are easy to miss.
class LivenessTest {

  /// A graph written down: its states are numbers, a rule for each name of an edge.
  private static final class Graph extends Model {
    private final Cell<Integer> at = cell("at", 0);

    /// @param edges for each rule, where it leads from where
    Graph(Map<String, Map<Integer, List<Integer>>> edges, BiConsumer<Graph, Cell<Integer>> rest) {
      edges.forEach(
          (name, targets) ->
              rule(name, tx -> tx.set(at, tx.choose(targets.getOrDefault(tx.get(at), List.of())))));
      rest.accept(this, at);
    }

    Predicate<dev.plimsoll.checker.State> in(int... states) {
      return state -> List.of(boxed(states)).contains(state.get(at));
    }

    private static Integer[] boxed(int[] numbers) {
      return java.util.Arrays.stream(numbers).boxed().toArray(Integer[]::new);
    }

    void weak(String... rules) {
      weaklyFair(rules);
    }

    void strong(String... rules) {
      stronglyFair(rules);
    }

    void comes(String name, int... states) {
      eventually(name, in(states));
    }

    void stays(String name, int... states) {
      eventuallyAlways(name, in(states));
    }

    void remains(String name, int... states) {
      stable(name, in(states));
    }

    void follows(String name, int cause, int effect) {
      leadsTo(name, in(cause), in(effect));
    }

    void formula(String name, Formula formula) {
      ltl(name, formula);
    }
  }

  private static CheckResult check(Model model) {
    return Search.check(model, SearchOptions.defaults().withWorkers(2));
  }

  private static List<String> states(CheckResult result, String claim) {
    return trace(result, claim).steps().stream()
        .map(step -> String.valueOf(step.state().get("at")))
        .toList();
  }

  private static Trace trace(CheckResult result, String claim) {
    assertThat(result.verdict()).isEqualTo(Verdict.LIVENESS_VIOLATED);
    return Objects.requireNonNull(result.claim(claim).trace());
  }

  private static final Map<String, Map<Integer, List<Integer>>> ROUND =
      Map.of("go", Map.of(0, List.of(1), 1, List.of(2), 2, List.of(0)));

  @Test
  void withoutFairnessNothingNeedHappenAtAll() {
    var result = check(new Graph(ROUND, (g, at) -> g.comes("two", 2)));

    assertThat(states(result, "two")).containsExactly("0");
    assertThat(trace(result, "two").loop()).isZero();
  }

  @Test
  void underWeakFairnessAStepThatStaysPossibleIsMade() {
    var result =
        check(
            new Graph(
                ROUND,
                (g, at) -> {
                  g.weak("go");
                  g.comes("two", 2);
                  g.stays("rests", 2);
                }));

    assertThat(result.claim("two").status()).isEqualTo(Status.HOLDS);
    assertThat(states(result, "rests")).containsExactly("0", "1", "2", "0");
    assertThat(trace(result, "rests").loop()).isEqualTo(1);
  }

  @Test
  void aDeadlockStuttersForever() {
    var edges = Map.of("go", Map.of(0, List.of(1, 2), 2, List.of(3)));
    var result =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.weak("go");
                  g.comes("three", 3);
                  g.comes("leaves", 1, 2);
                }));

    assertThat(states(result, "three")).containsExactly("0", "1");
    assertThat(trace(result, "three").loop()).isEqualTo(1);
    assertThat(result.claim("leaves").status()).isEqualTo(Status.HOLDS);
  }

  @Test
  void whatIsStableIsSoForeverOnceItIs() {
    var edges = Map.of("go", Map.of(0, List.of(1), 1, List.of(2), 2, List.of(1)));
    var result =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.remains("has left", 1, 2);
                  g.remains("two", 2);
                }));

    assertThat(result.claim("has left").status()).isEqualTo(Status.HOLDS);
    assertThat(states(result, "two")).containsSequence("2", "1");
  }

  @Test
  void aCycleThatIsEnteredLateIsFound() {
    var edges =
        Map.of(
            "go",
            Map.of(0, List.of(1), 1, List.of(2), 2, List.of(3, 5), 3, List.of(4), 4, List.of(3)));
    var result =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.weak("go");
                  g.comes("five", 5);
                }));

    assertThat(states(result, "five")).containsExactly("0", "1", "2", "3", "4", "3");
    assertThat(trace(result, "five").loop()).isEqualTo(4);
  }

  /// Stateright's `eventually` does not look again at a state that another path has reached: its
  /// documented misses.
  @Test
  void aPathThatJoinsOneOnWhichTheClaimHeldIsNotForgotten() {
    var joins = Map.of("go", Map.of(0, List.of(1, 2), 1, List.of(3), 2, List.of(3)));
    var closes = Map.of("go", Map.of(0, List.of(1), 1, List.of(2), 2, List.of(1)));
    BiConsumer<Graph, Cell<Integer>> claims =
        (g, at) -> {
          g.weak("go");
          g.comes("one", 1);
          g.comes("nine", 9);
        };

    var joined = check(new Graph(joins, claims));
    assertThat(states(joined, "one")).containsExactly("0", "2", "3");
    var closed = check(new Graph(closes, claims));
    assertThat(closed.claim("one").status()).isEqualTo(Status.HOLDS);
    assertThat(states(closed, "nine")).containsExactly("0", "1", "2", "1");
  }

  @Test
  void whatIsPossibleAgainAndAgainIsMadeUnderStrongFairnessOnly() {
    var edges =
        Map.of(
            "turn", Map.of(0, List.of(1), 1, List.of(0)),
            "leave", Map.of(1, List.of(2)));
    var weakly =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.weak("turn");
                  g.weak("leave");
                  g.comes("out", 2);
                }));
    var strongly =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.weak("turn");
                  g.strong("leave");
                  g.comes("out", 2);
                }));

    assertThat(states(weakly, "out")).containsExactly("0", "1", "0");
    assertThat(strongly.claim("out").status()).isEqualTo(Status.HOLDS);
  }

  /// The component {0, 1, 2} is not fair as a whole, but its part {0, 1} is.
  @Test
  void insideAComponentThatIsNotFairAFairCycleIsFound() {
    var edges =
        Map.of(
            "turn", Map.of(0, List.of(1), 1, List.of(0, 2), 2, List.of(1)),
            "leave", Map.of(2, List.of(3)));
    var result =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.weak("turn");
                  g.strong("leave");
                  g.comes("out", 3);
                }));

    assertThat(states(result, "out")).containsExactly("0", "1", "0");
  }

  @Test
  void anUnfairCycleIsNoCounterexample() {
    var edges =
        Map.of(
            "turn", Map.of(0, List.of(1), 1, List.of(0)),
            "leave", Map.of(0, List.of(2), 1, List.of(2)));
    var result =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.weak("leave");
                  g.comes("out", 2);
                }));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void aStepThatChangesNothingIsNeitherPossibleNorMade() {
    var edges = Map.of("idle", Map.of(0, List.of(0), 1, List.of(1)), "go", Map.of(0, List.of(1)));
    var result =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.weak();
                  g.strong("idle");
                  g.comes("one", 1);
                }));

    assertThat(result.claim("one").status()).isEqualTo(Status.HOLDS);
  }

  @Test
  void leadsToLooksAtEveryCauseNotOnlyTheFirst() {
    var edges =
        Map.of(
            "go",
            Map.of(0, List.of(1), 1, List.of(2), 2, List.of(3), 3, List.of(1, 4), 4, List.of(5)));
    var result =
        check(
            new Graph(
                edges,
                (g, at) -> {
                  g.weak("go");
                  g.follows("1 ~> 2", 1, 2);
                  g.follows("3 ~> 2", 3, 2);
                  g.follows("9 ~> 0", 9, 0);
                }));

    assertThat(result.claim("1 ~> 2").status()).isEqualTo(Status.HOLDS);
    assertThat(result.claim("9 ~> 0").status()).isEqualTo(Status.HOLDS);
    assertThat(states(result, "3 ~> 2")).containsExactly("0", "1", "2", "3", "4", "5");
  }

  @Test
  void formulasOfAllOperatorsAreDecided() {
    var result =
        check(
            new Graph(
                ROUND,
                (g, at) -> {
                  g.weak("go");
                  var zero = holds("0", g.in(0));
                  var one = holds("1", g.in(1));
                  var two = holds("2", g.in(2));
                  g.formula("until", zero.until(one));
                  g.formula("not until", zero.until(two));
                  g.formula("release", one.release(not(two)));
                  g.formula("unless", zero.unless(one));
                  g.formula("again and again", always(eventually(two)));
                  g.formula("order", always(one.implies(one.until(two))));
                  g.formula("next", always(zero.implies(next(zero.or(one)))));
                  g.formula("next is stuttering", next(one));
                }));

    assertThat(
            result.claims().stream()
                .filter(claim -> claim.status() == Status.VIOLATED)
                .map(CheckResult.ClaimResult::name))
        .containsExactly("not until", "next is stuttering");
    assertThat(result.claims()).allMatch(claim -> claim.status() != Status.UNDECIDED);
  }

  /// Two clients that ask for the same thing; it is given to either.
  private static final class Clients extends Model {
    Clients(boolean strong, boolean each) {
      var waits = cells("waits", 2, false);
      rule("ask", waits, (tx, w) -> tx.require(w, false).set(w, true));
      rule("give", waits, (tx, w) -> tx.require(w, true).set(w, false));
      weaklyFair("ask");
      if (strong && each) {
        stronglyFairEach("give");
      } else if (strong) {
        stronglyFair("give");
      } else if (each) {
        weaklyFairEach("give");
      } else {
        weaklyFair("give");
      }
      leadsTo("each gets it", waits, (s, w) -> s.get(w), (s, w) -> !s.get(w));
      alwaysEventually("each is content again and again", waits, (s, w) -> !s.get(w));
    }
  }

  @Test
  void fairnessOfEachArgumentIsMoreThanFairnessOfTheRule() {
    assertThat(check(new Clients(false, true)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(check(new Clients(true, true)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(check(new Clients(false, false)).verdict()).isEqualTo(Verdict.LIVENESS_VIOLATED);
    var trace = trace(check(new Clients(true, false)), "each gets it");
    assertThat(trace.loop()).isNotNull();
    assertThat(trace.steps().getLast().state().get("waits")).hasToString("[true, true]");
  }

  @Test
  void whatIsClaimedOfEachArgumentFailsWhereItFailsForOne() {
    var claim = "each is content again and again";

    assertThat(check(new Clients(true, true)).claim(claim).status()).isEqualTo(Status.HOLDS);
    assertThat(check(new Clients(true, false)).claim(claim).status()).isEqualTo(Status.VIOLATED);
  }

  @Test
  void aCounterexampleIsTheSameWhateverTheNumberOfThreads() {
    var results =
        List.of(1, 2, 5).stream()
            .map(n -> SearchOptions.defaults().withWorkers(n))
            .map(options -> Search.check(new Clients(true, false), options).claims())
            .distinct();

    assertThat(results).hasSize(1);
  }

  @Test
  void aSearchThatHasNotSeenAllSaysNothingAboutLiveness() {
    var options = SearchOptions.defaults().withWorkers(1);
    var model = new Graph(ROUND, (g, at) -> g.comes("two", 2));

    var bounded = Search.check(model, options.withDepth(2));
    assertThat(bounded.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(bounded.claim("two").status()).isEqualTo(Status.UNDECIDED);
    var stopped = Search.check(model, options.withTimeout(Duration.ZERO));
    assertThat(stopped.claim("two").status()).isEqualTo(Status.UNDECIDED);
  }

  @Test
  void aPredicateThatThrowsIsTheModelsFaultWithTheWayThere() {
    var result =
        check(
            new Graph(
                ROUND,
                (g, at) -> g.formula("div", eventually(holds("?", s -> 1 / (2 - s.get(at)) > 9)))));

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(Objects.requireNonNull(result.failure()).cause())
        .isInstanceOf(ArithmeticException.class);
    assertThat(result.failure().trace().length()).isEqualTo(3);
  }

  @Test
  void fairnessOfARuleThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> new Graph(ROUND, (g, at) -> g.weak("gone")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"gone\"");
  }
}
