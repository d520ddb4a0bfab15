package dev.plimsoll.properties.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Fairness;
import dev.plimsoll.checker.liveness.Liveness;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.properties.liveness.WrittenGraph.Edge;
import dev.plimsoll.properties.liveness.WrittenGraph.Temporal;
import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/// Random graphs, fairness and formulas: the checker and a dumb oracle come to the same answer. The
/// checker executes every counterexample once more by itself before it tells of it.
final class RandomLivenessTest {

  private static final SearchOptions OPTIONS = SearchOptions.defaults().withWorkers(1);

  private static final Method SYMMETRY = new Method(true, false, false);

  /// What the oracle has to guess: it tries all of `2^n` ways.
  private static final int MOST_TEMPORAL = 4;

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void theCheckerDecidesAsTheOracleDoes(@ForAll("graphs") WrittenGraph graph) {
    var violated = new LivenessOracle(graph).isViolated();
    Statistics.label("violated").collect(violated);
    Statistics.label("violated")
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 20);
              coverage.check(false).percentage(share -> share > 20);
            });

    var result = Search.check(new GraphModel(graph), OPTIONS);

    assertThat(result.verdict()).isEqualTo(violated ? Verdict.LIVENESS_VIOLATED : Verdict.HOLDS);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void stepsThatAreMadeAgainAreThoseThatAreKept(@ForAll("graphs") WrittenGraph graph) {
    var model = new GraphModel(graph);
    var claim = model.claims().getFirst();
    var kept = new Liveness(model, false, () -> false).decide(claim).orElseThrow();
    var again = new Liveness(model, false, 0, () -> false).decide(claim).orElseThrow();

    assertThat(again.trace()).isEqualTo(kept.trace());

    Statistics.label("holds").collect(kept.holds());
    Statistics.label("holds").coverage(all -> all.check(false).percentage(share -> share > 20));
  }

  /// With symmetry claims about the end are decided by states in which behaviours stay, unless
  /// something goes round.
  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void theEndIsDecidedByWhereBehavioursStay(
      @ForAll("graphs") WrittenGraph any, @ForAll boolean always, @ForAll boolean mayGoRound) {
    var of = any.formula();
    var formula =
        always
            ? new Temporal.Always(new Temporal.Eventually(of))
            : new Temporal.Eventually(new Temporal.Always(of));
    var edges = any.edges().stream().filter(edge -> mayGoRound || edge.from() <= edge.to());
    var graph =
        new WrittenGraph(any.states(), edges.toList(), any.p(), any.q(), any.fairness(), formula);

    var full = Search.check(new GraphModel(graph), OPTIONS);
    var result = Search.check(new GraphModel(graph), OPTIONS.withMethod(SYMMETRY));

    Statistics.collect(result.verdict());
    if (result.verdict() == Verdict.INCOMPLETE) {
      assertThat(mayGoRound).isTrue();
      assertThat(result.stopped()).contains("may go round");
    } else {
      assertThat(result.verdict()).isEqualTo(full.verdict());
    }
    if (!new GraphModel(graph).claims().getFirst().formulas().getFirst().seesStuttering()
        && result.verdict() != Verdict.INCOMPLETE) {
      assertThat(result.claims().getFirst().depth()).isEqualTo(full.claims().getFirst().depth());
    }
    Statistics.coverage(
        all -> {
          all.check(Verdict.HOLDS).percentage(share -> share > 20);
          all.check(Verdict.LIVENESS_VIOLATED).percentage(share -> share > 20);
          all.check(Verdict.INCOMPLETE).percentage(share -> share > 2);
        });
  }

  @Provide
  Arbitrary<WrittenGraph> graphs() {
    return Arbitraries.integers()
        .between(2, 5)
        .flatMap(
            states -> {
              var state = Arbitraries.integers().between(0, states - 1);
              return Combinators.combine(
                      edges(state), state.set(), state.set(), fairness().list().ofMaxSize(3))
                  .flatAs(
                      (edges, p, q, fairness) ->
                          formulas()
                              .filter(formula -> temporal(formula) <= MOST_TEMPORAL)
                              .map(
                                  formula ->
                                      new WrittenGraph(states, edges, p, q, fairness, formula)));
            });
  }

  private static Arbitrary<List<Edge>> edges(Arbitrary<Integer> state) {
    return Combinators.combine(
            Arbitraries.of(WrittenGraph.RULES),
            Arbitraries.of(WrittenGraph.ARGUMENTS),
            state,
            state)
        .as(Edge::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(10);
  }

  private static Arbitrary<Fairness> fairness() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(WrittenGraph.RULES).set().ofMaxSize(2),
            Arbitraries.of(true, false))
        .as(Fairness::new);
  }

  private static int temporal(Temporal formula) {
    var parts = formula.parts().stream().mapToInt(RandomLivenessTest::temporal).sum();
    return switch (formula) {
      case Temporal.P _, Temporal.Q _, Temporal.Not _, Temporal.And _, Temporal.Or _ -> parts;
      case Temporal.Next _,
          Temporal.Always _,
          Temporal.Eventually _,
          Temporal.Until _,
          Temporal.Release _ ->
          parts + 1;
    };
  }

  /// Formulas in postfix notation.
  private static Arbitrary<Temporal> formulas() {
    return Arbitraries.integers()
        .between(0, 9)
        .list()
        .ofMinSize(2)
        .ofMaxSize(8)
        .map(RandomLivenessTest::formula);
  }

  private static Temporal formula(List<Integer> symbols) {
    var stack = new ArrayDeque<Temporal>();
    stack.push(new Temporal.P());
    for (var symbol : symbols) {
      var top = stack.pop();
      var below = stack.isEmpty() ? new Temporal.Q() : stack.peek();
      if (symbol >= 6) {
        stack.poll();
      } else if (symbol < 2) {
        stack.push(top);
      }
      stack.push(
          switch (symbol) {
            case 0 -> new Temporal.P();
            case 1 -> new Temporal.Q();
            case 2 -> new Temporal.Not(top);
            case 3 -> new Temporal.Next(top);
            case 4 -> new Temporal.Always(top);
            case 5 -> new Temporal.Eventually(top);
            case 6 -> new Temporal.And(below, top);
            case 7 -> new Temporal.Or(below, top);
            case 8 -> new Temporal.Until(below, top);
            default -> new Temporal.Release(below, top);
          });
    }
    return stack.pop();
  }
}
