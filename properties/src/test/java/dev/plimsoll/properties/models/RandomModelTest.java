package dev.plimsoll.properties.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.simulation.Simulation;
import dev.plimsoll.checker.simulation.SimulationOptions;
import dev.plimsoll.checker.simulation.SimulationOptions.Mode;
import dev.plimsoll.checker.simulation.SimulationResult;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.properties.models.Sketch.Kind;
import dev.plimsoll.properties.models.Sketch.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.Statistics;

/// Random small models: the search, the explorer and a dumb oracle see the same states.
final class RandomModelTest {

  private static final int MOST_CELLS = 3;
  private static final int MOST_CHANNELS = 2;
  private static final int VALUES = 3;

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theExplorerReachesWhatTheOracleReaches(@ForAll("sketches") Sketch sketch) {
    var oracle = new Oracle(sketch);

    assertThat(reached(new Explorer(new RandomModel(sketch))))
        .isEqualTo(
            oracle.levels().stream()
                .flatMap(Set::stream)
                .map(oracle::shown)
                .collect(Collectors.toSet()));
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theSearchCountsTheOraclesStatesAndLevelsWhateverTheWorkers(
      @ForAll("sketches") Sketch sketch) {
    var levels = new Oracle(sketch).levels();
    var states = levels.stream().mapToInt(Set::size).sum();
    Statistics.collect(states > 9);
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 20));

    for (var workers : List.of(1, 2)) {
      for (var paranoid : List.of(false, true)) {
        var result = check(sketch, "1 in the first cell", workers, paranoid);
        assertThat(result.distinct()).isEqualTo(states);
        assertThat(result.depth()).isEqualTo(levels.size());
        assertThat(result.frontier()).isZero();
        assertThat(result.claim("1 in the first cell").status())
            .isEqualTo(
                firstLevel(levels, state -> state.cells().getFirst() == 1) > 0
                    ? Status.SEEN
                    : Status.NEVER_SEEN);
      }
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void aCounterexampleIsAsShortAsTheOracleSaysAndARealPath(@ForAll("sketches") Sketch sketch) {
    var level = firstLevel(new Oracle(sketch).levels(), state -> state.cells().getLast() == 1);

    var claim = check(sketch, "never 1 in the last cell", 2, false).claims().getFirst();

    assertThat(claim.status()).isEqualTo(level > 0 ? Status.VIOLATED : Status.HOLDS);
    var trace = claim.trace();
    if (trace != null) {
      assertThat(trace.length()).isEqualTo(level).isEqualTo(claim.depth());
      assertReal(trace, sketch);
    }
  }

  /// That each step is one of those that are possible.
  private static void assertReal(Trace trace, Sketch sketch) {
    var explorer = new Explorer(new RandomModel(sketch));
    var position = explorer.initial().getFirst();
    for (var step : trace.steps().subList(1, trace.length())) {
      position =
          explorer.successors(position).stream()
              .filter(next -> next.action().equals(step.action()))
              .map(Explorer.Transition::target)
              .filter(target -> target.values().equals(step.state()))
              .findFirst()
              .orElseThrow();
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theStepsOfALevelAreThoseThatTheExplorerMakes(@ForAll("sketches") Sketch sketch) {
    var result = check(sketch, "1 in the first cell", 2, false);

    var levels = levels(new Explorer(new RandomModel(sketch)));

    assertThat(result.levels()).hasSameSizeAs(levels);
    for (var level = 0; level < levels.size(); level++) {
      var fired = result.levels().get(level).fired();
      for (var rule = 0; rule < fired.size(); rule++) {
        var name = result.rules().get(rule).name();
        assertThat(levels.get(level).stream().filter(step -> step.action().rule().equals(name)))
            .hasSize(fired.get(rule).intValue());
      }
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void whatIsSaidNeverToHappenTheExplorerNeverDoes(@ForAll("sketches") Sketch sketch) {
    var coverage = check(sketch, "1 in the first cell", 2, false).coverage();
    var written = new HashSet<String>();

    for (var level : levels(new Explorer(new RandomModel(sketch)))) {
      for (var step : level) {
        var action = step.action();
        var rule =
            coverage.rules().stream()
                .filter(each -> each.name().equals(action.rule()))
                .findFirst()
                .orElseThrow();
        var instance = new Trace.Action(action.rule(), action.arguments(), List.of());
        assertThat(rule.neverEnabled().first()).doesNotContain(instance.toString());
        for (var choice = 0; choice < action.choices().size(); choice++) {
          assertThat(rule.choices().get(choice).neverTaken().first())
              .doesNotContain(action.choices().get(choice).toString());
        }
        for (var change : Change.between(step.from().values(), step.to().values())) {
          written.add(change.path());
          assertThat(rule.writes()).contains(change.path().replaceFirst("\\[.*", ""));
        }
      }
    }
    for (var variable : coverage.variables()) {
      assertThat(variable.neverWritten().first()).noneMatch(written::contains);
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aSwarmThatIsLargeEnoughSeesTheOraclesStates(@ForAll("sketches") Sketch sketch) {
    var states = new Oracle(sketch).levels().stream().mapToInt(Set::size).sum();

    assertThat(simulate(sketch, Mode.SWARM, "1 in the first cell").found().distinct())
        .isEqualTo(states);
    assertThat(simulate(sketch, Mode.WALKS, "1 in the first cell").found().distinct())
        .isLessThanOrEqualTo(states);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void whatASimulationFindsWrongIsReal(
      @ForAll("sketches") Sketch sketch, @ForAll("modes") Mode mode) {
    var level = firstLevel(new Oracle(sketch).levels(), state -> state.cells().getLast() == 1);

    var claim = simulate(sketch, mode, "never 1 in the last cell").found().claims().getFirst();

    var trace = claim.trace();
    if (mode == Mode.SWARM || level == 0) {
      assertThat(claim.status()).isEqualTo(level > 0 ? Status.VIOLATED : Status.UNDECIDED);
    }
    if (trace != null) {
      assertThat(trace.length()).isGreaterThanOrEqualTo(level);
      assertReal(trace, sketch);
    }
  }

  @Provide
  Arbitrary<Mode> modes() {
    return Arbitraries.of(Mode.class);
  }

  /// In every other search of a swarm any state that can be reached is as far away as it may be.
  private static SimulationResult simulate(Sketch sketch, Mode mode, String claim) {
    return Simulation.run(
        new RandomModel(sketch),
        SimulationOptions.defaults()
            .withMode(mode)
            .withClaims(Set.of(claim))
            .withRuns(60)
            .withLength(mode == Mode.SWARM ? 100_000 : 100)
            .withSeed(7));
  }

  private static CheckResult check(Sketch sketch, String claim, int workers, boolean paranoid) {
    return Search.check(
        new RandomModel(sketch),
        SearchOptions.defaults()
            .withClaims(Set.of(claim))
            .withWorkers(workers)
            .withParanoid(paranoid));
  }

  /// Counted from 1; 0 where no state passes.
  private static int firstLevel(List<Set<Oracle.State>> levels, Predicate<Oracle.State> test) {
    for (var level = 0; level < levels.size(); level++) {
      if (levels.get(level).stream().anyMatch(test)) {
        return level + 1;
      }
    }
    return 0;
  }

  /// A step that the explorer makes.
  private record Step(Explorer.Position from, Trace.Action action, Explorer.Position to) {}

  /// The steps out of the states of each level.
  private static List<List<Step>> levels(Explorer explorer) {
    var levels = new ArrayList<List<Step>>();
    var seen = new HashSet<>(explorer.initial());
    Set<Explorer.Position> level = Set.copyOf(seen);
    while (!level.isEmpty()) {
      var steps =
          level.stream()
              .flatMap(
                  from ->
                      explorer.successors(from).stream()
                          .map(next -> new Step(from, next.action(), next.target())))
              .toList();
      levels.add(steps);
      level = steps.stream().map(Step::to).filter(seen::add).collect(Collectors.toSet());
    }
    return levels;
  }

  private static Set<Map<String, Value>> reached(Explorer explorer) {
    var reached = new HashSet<>(explorer.initial());
    var open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (var next : explorer.successors(open.removeFirst())) {
        if (reached.add(next.target())) {
          open.add(next.target());
        }
      }
    }
    return reached.stream().map(Explorer.Position::values).collect(Collectors.toSet());
  }

  @Provide
  Arbitrary<Sketch> sketches() {
    var shape =
        Combinators.combine(
            Arbitraries.integers().between(2, MOST_CELLS),
            channels().list().ofMinSize(1).ofMaxSize(MOST_CHANNELS));
    return shape
        .as((cells, channels) -> new Sketch(cells, VALUES, channels, List.of()))
        .flatMap(
            plain ->
                rules(plain)
                    .list()
                    .ofMinSize(4)
                    .ofMaxSize(8)
                    .map(rules -> new Sketch(plain.cells(), VALUES, plain.channels(), rules)));
  }

  private static Arbitrary<Sketch.Channel> channels() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(1, 2))
        .as(Sketch.Channel::new);
  }

  private static Arbitrary<Sketch.Rule> rules(Sketch sketch) {
    var operations = operations(sketch).list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<Sketch.Rule> plain = operations.map(Sketch.Rule.Plain::new);
    return sketch.channels().isEmpty()
        ? plain
        : Arbitraries.oneOf(
            plain, Combinators.combine(channel(sketch), operations).as(Sketch.Rule.OnMessage::new));
  }

  private static Arbitrary<Operation> operations(Sketch sketch) {
    var cell = Arbitraries.integers().between(0, sketch.cells() - 1);
    var value = Arbitraries.integers().between(0, VALUES - 1);
    var operations = new ArrayList<Tuple2<Integer, Arbitrary<Operation>>>();
    operations.add(Tuple.of(1, Combinators.combine(cell, value).as(Operation.Require::new)));
    operations.add(Tuple.of(2, Combinators.combine(cell, value).as(Operation.Assign::new)));
    operations.add(Tuple.of(1, Combinators.combine(cell, cell).as(Operation.Copy::new)));
    operations.add(Tuple.of(2, cell.map(Operation.Choose::new)));
    if (!sketch.channels().isEmpty()) {
      var channel = channel(sketch);
      operations.add(
          Tuple.of(1, Combinators.combine(channel, value).as(Operation.RequireMessage::new)));
      operations.add(
          Tuple.of(1, Combinators.combine(channel, value).as(Operation.RequireSize::new)));
      operations.add(Tuple.of(4, Combinators.combine(channel, cell).as(Operation.Send::new)));
      operations.add(Tuple.of(2, Combinators.combine(channel, cell).as(Operation.Take::new)));
    }
    return Arbitraries.frequencyOf(operations);
  }

  private static Arbitrary<Integer> channel(Sketch sketch) {
    return Arbitraries.integers().between(0, sketch.channels().size() - 1);
  }
}
