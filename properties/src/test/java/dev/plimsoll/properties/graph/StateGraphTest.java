package dev.plimsoll.properties.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.properties.graph.StateGraph.Edge;
import dev.plimsoll.properties.graph.StateGraph.Vertex;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.junit.jupiter.api.Test;

final class StateGraphTest {

  static Model model(String name, Map<String, String> settings) {
    return Catalog.load().find(name).configure(settings).model();
  }

  private static Model twoPhaseCommit(int managers) {
    return model("two-phase-commit", Map.of("managers", String.valueOf(managers)));
  }

  /// Two leaders of one term.
  static Model doubleVote() {
    return model("bounded-raft", Map.of("max-term", "1", "max-log", "0", "bug", "double-vote"));
  }

  static Trace counterexample(Model model) {
    return Search.check(model, SearchOptions.defaults()).claims().stream()
        .filter(claim -> claim.status() == CheckResult.Status.VIOLATED)
        .map(claim -> Objects.requireNonNull(claim.trace()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Vertex> vertices(StateGraph graph) {
    return List.copyOf(graph.graph().vertexSet());
  }

  @Test
  void aGraphHoldsEveryStateAndStepOfTheSearch() {
    for (var model : List.of(twoPhaseCommit(2), model("lock", Map.of()))) {
      var result = Search.check(model, SearchOptions.defaults());

      var graph = StateGraph.of(model, Extent.ALL).graph();

      assertThat(graph.vertexSet()).hasSize((int) result.distinct());
      assertThat(graph.edgeSet()).hasSize((int) result.generated() - 1);
      assertThat(new ConnectivityInspector<>(graph).isConnected()).isTrue();
    }
  }

  @Test
  void theGraphsOfKnownModelsHaveTheirKnownSizes() {
    var commit = StateGraph.of(twoPhaseCommit(3), Extent.ALL.withMostStates(288)).graph();
    var lock = StateGraph.of(model("lock", Map.of()), Extent.ALL).graph();

    assertThat(commit.vertexSet()).hasSize(288);
    assertThat(commit.edgeSet()).hasSize(1_146 - 1);
    assertThat(lock.vertexSet()).hasSize(20);
    assertThat(lock.edgeSet()).hasSize(48);
  }

  @Test
  void aModelThatIsTooLargeIsRefused() {
    assertThatExceptionOfType(TooManyStatesException.class)
        .isThrownBy(() -> StateGraph.of(twoPhaseCommit(3), Extent.ALL))
        .withMessageContaining("more than 200 states");
    assertThatExceptionOfType(TooManyStatesException.class)
        .isThrownBy(() -> StateGraph.of(twoPhaseCommit(3), Extent.ALL.withMostStates(287)));
  }

  @Test
  void aFewStepsOfALargeModelAreItsFirstLevelsWithAllStepsBetweenThem() {
    var model = twoPhaseCommit(3);
    var levels = Search.check(model, SearchOptions.defaults()).levels();

    var graph = StateGraph.of(model, Extent.ALL.withSteps(2));

    assertThat(vertices(graph)).hasSize(1 + 7 + 21);
    assertThat(vertices(graph).stream().filter(vertex -> vertex.distance() == 2))
        .hasSize((int) levels.get(2).states());
    assertThat(vertices(graph).stream().filter(vertex -> vertex.distance() < 2))
        .allMatch(vertex -> vertex.leaving() == 0);
    assertThat(
            graph.graph().edgeSet().size()
                + vertices(graph).stream().mapToLong(Vertex::leaving).sum())
        .isEqualTo(7 + 42 + 108);
  }

  @Test
  void aroundACounterexampleLiesWhatItsStatesLeadTo() {
    var model = doubleVote();
    var trace = counterexample(model);

    var alone = StateGraph.of(model, Extent.ALL.around(trace, 0));
    var around = StateGraph.of(model, Extent.ALL.around(trace, 1));

    assertThat(vertices(alone)).hasSize(trace.length()).allMatch(each -> each.distance() == 0);
    assertThat(vertices(around).size()).isBetween(trace.length() + 1, 200);
    assertThat(vertices(around).subList(0, trace.length()))
        .extracting(Vertex::traceSteps)
        .containsExactlyElementsOf(IntStream.range(0, trace.length()).mapToObj(List::of).toList());
    assertThat(vertices(around).subList(trace.length(), vertices(around).size()))
        .allMatch(vertex -> vertex.distance() == 1 && vertex.traceSteps().isEmpty());
    assertThat(around.graph().edgeSet().stream().flatMap(edge -> edge.traceSteps().stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(1, trace.length()).boxed().toList());
  }

  @Test
  void theStateThatViolatesAClaimIsMarkedWithItsName() {
    var model = doubleVote();
    var trace = counterexample(model);
    var around = Extent.ALL.around(trace, 1);

    var last = vertices(StateGraph.of(model, around)).get(trace.length() - 1);
    var other = StateGraph.of(model, around.withClaims(Set.of("log matching")));

    assertThat(last.violated()).containsExactly("election safety");
    assertThat(vertices(other)).allMatch(vertex -> vertex.violated().isEmpty());
  }

  @Test
  void aLoopIsClosedByTheStepThatLeadsBack() {
    var model = model("lock", Map.of("fair", "weakly"));
    var trace = counterexample(model);
    var loop = Objects.requireNonNull(trace.loop());

    var graph = StateGraph.of(model, Extent.ALL.around(trace, 0));

    var closing = steps(graph, trace.length());
    assertThat(closing).hasSize(1);
    assertThat(graph.graph().getEdgeTarget(closing.getFirst()).traceSteps()).contains(loop);
  }

  private static List<Edge> steps(StateGraph graph, int traceStep) {
    return graph.graph().edgeSet().stream()
        .filter(edge -> edge.traceSteps().contains(traceStep))
        .toList();
  }

  @Test
  void aTraceOfAnotherModelIsRefused() {
    var trace = counterexample(doubleVote());
    var correct = model("bounded-raft", Map.of("max-term", "1", "max-log", "0"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StateGraph.of(correct, Extent.ALL.around(trace, 1)))
        .withMessageContaining("cannot take step");
  }

  @Test
  void aStateInWhichARuleOrAClaimThrowsIsMarked() {
    class Throwing extends Model {
      Throwing() {
        var count = cell("count", 0);
        rule("count", tx -> tx.update(count, n -> n + Math.min(1, 6 / (2 - n))));
        always("divides", s -> 6 / (s.get(count) - 1) < 10);
        deadlockFree("goes on");
      }
    }
    var vertices = vertices(StateGraph.of(new Throwing(), Extent.ALL));

    assertThat(vertices).hasSize(3);
    assertThat(vertices.get(1).failure()).contains("/ by zero");
    assertThat(vertices.get(2).failure()).contains("/ by zero");
    assertThat(vertices.get(2).violated()).isEmpty();
  }

  @Test
  void everyInitialStateIsMarked() {
    class Starts extends Model {
      Starts() {
        var count = cell("count", 0);
        initially(tx -> tx.set(count, tx.choose(List.of(1, 2, 3))));
        rule("count", tx -> tx.require(tx.get(count) < 5).update(count, n -> n + 1));
        deadlockFree("goes on");
      }
    }
    var vertices = vertices(StateGraph.of(new Starts(), Extent.ALL));

    assertThat(vertices)
        .extracting(Vertex::isInitial)
        .containsExactly(true, true, true, false, false);
    assertThat(vertices).extracting(Vertex::distance).containsExactly(0, 0, 0, 1, 2);
    assertThat(vertices.getLast().violated()).containsExactly("goes on");
  }
}
