package dev.plimsoll.counterexamples.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.Counterexample.Kind;
import dev.plimsoll.counterexamples.replay.Outcome;
import dev.plimsoll.counterexamples.replay.Replay;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Long walks by chance come out almost as short as what a search finds.
final class LongTraceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rollout | bug=scales-at-once replicas=5 faults=3 deployments=2 lag=2 | \
          ReplicaSets never ask for more pods than the surge allows | 200
          rollout | bug=no-expectations lag=2 replicas=1 faults=0 | \
          a ReplicaSet never has more pods than the Deployment asks for | 30
          replicaset | expectations=false replicas=4 most-replicas=9 scales=9 failures=9 | \
          never more pods than were ever asked for | 50
          namespace-deletion | bug=trusts-its-cache | \
          nothing is left in a namespace that has gone | 20
          bounded-raft | bug=double-vote | election safety | 15
          """)
  void aLongTraceToSomethingWrongIsShrunkToAlmostTheShortest(
      String name, String parameters, String claimName, int least) {
    var model = Checked.configured(name, parameters);
    var claim = Replay.claim(model, claimName);
    var shortest = shortest(model, claim);
    for (var seed = 1; seed <= 2; seed++) {
      var found = Wanderer.counterexample(model, claim, least, seed);
      assertThat(steps(found)).isGreaterThanOrEqualTo(least);

      var shrunk = Shrinker.shrink(model, claim, found, new Interruption(), steps -> {});

      assertThat(shrunk.isMinimal()).isTrue();
      assertThat(steps(shrunk.trace())).isBetween(steps(shortest), steps(shortest) + 2);
      assertThat(replayed(model, claim, Kind.SAFETY, shrunk.trace()))
          .isEqualTo(new Outcome.StillViolates());
      assertThat(shrunkAgain(model, claim, shrunk)).isEqualTo(shrunk.trace());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lock | fair=weakly | who waits gets in | 60
          lock | fair=weakly processes=6 | who waits gets in | 100
          attach-detach | bug=not-reported-again faults=0 | \
          in the end a pod has its volume | 20
          rollout | bug=rules-stay faults=0 | \
          in the end every node leads to the pods that were asked for | 40
          rollout | bug=endpoints-stay | \
          in the end every node leads to the pods that were asked for | 30
          """)
  void aLongBehaviourThatNeverEndsIsShrunkToAlmostTheShortest(
      String name, String parameters, String claimName, int least) {
    var model = Checked.configured(name, parameters);
    var claim = Replay.claim(model, claimName);
    var shortest = shortest(model, claim);
    for (var seed = 1; seed <= 2; seed++) {
      var found = Wanderer.counterexample(model, claim, least, seed);

      var shrunk = Shrinker.shrink(model, claim, found, new Interruption(), steps -> {});

      assertThat(shrunk.original()).isEqualTo(found);
      assertThat(shrunk.trace().loop()).isNotNull();
      assertThat(steps(shrunk.trace())).isLessThanOrEqualTo(steps(shortest) + 2);
      assertThat(replayed(model, claim, Kind.LIVENESS, shrunk.trace()))
          .isEqualTo(new Outcome.StillViolates());
      assertThat(shrunkAgain(model, claim, shrunk)).isEqualTo(shrunk.trace());
    }
  }

  /// Nothing is left to be dropped, swapped or made smaller.
  private static Trace shrunkAgain(Model model, Claim claim, Shrunk shrunk) {
    return Shrinker.shrink(model, claim, shrunk.trace(), new Interruption(), steps -> {}).trace();
  }

  private static Trace shortest(Model model, Claim claim) {
    var result = Search.check(model, SearchOptions.defaults().withClaims(Set.of(claim.name())));
    return Objects.requireNonNull(result.claim(claim.name()).trace());
  }

  private static int steps(Trace trace) {
    return trace.length() - 1;
  }

  private static Outcome replayed(Model model, Claim claim, Kind kind, Trace trace) {
    return Replay.run(
        new Counterexample(
            "it", Parameters.of(List.of(), Map.of()), claim.name(), kind, trace, "0"),
        model);
  }
}
