package dev.plimsoll.properties.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.liveness.Liveness;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.properties.models.RandomFairModel.Assumption;
import dev.plimsoll.properties.models.RandomFairModel.Behaviour;
import dev.plimsoll.properties.models.Sketch.Kind;
import dev.plimsoll.properties.models.Sketch.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/// Random small models: a search with partial-order reduction says the same as one without.
final class RandomReductionTest {

  private static final Method REDUCED = new Method(false, true, false);
  private static final Method BOTH = new Method(true, true, false);
  private static final SearchOptions BEHAVIOUR =
      SearchOptions.defaults().withClaims(Set.of(RandomFairModel.CLAIM)).withWorkers(1);

  private static final List<Set<String>> CLAIMS =
      List.of(
          Set.of(),
          Set.of("1 in the first cell and 0 in the last", "0 in the first cell and 1 in the last"),
          Set.of("1 in the first cell"),
          Set.of("always a step, or 1 in the first cell"));

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void onModelsWithoutAnyOrder(@ForAll("sketches") Sketch sketch) {
    compare(sketch);
  }

  @Property(tries = 1200, edgeCases = EdgeCasesMode.NONE)
  void onProcesses(@ForAll("processes") Sketch sketch) {
    compare(sketch);
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void behavioursOfProcesses(
      @ForAll("processes") Sketch sketch, @ForAll("behaviours") Behaviour behaviour) {
    compare(sketch, behaviour);
    Statistics.label("states").coverage(all -> all.check("fewer").percentage(share -> share > 1));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void behavioursWithoutAnyOrder(
      @ForAll("sketches") Sketch sketch, @ForAll("behaviours") Behaviour behaviour) {
    compare(sketch, behaviour);
  }

  /// With symmetry, of which these have none, claims about the end are decided by where behaviours
  /// stay, unless something may go round.
  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void theEndOfProcesses(
      @ForAll("processes") Sketch any,
      @ForAll("ends") Behaviour behaviour,
      @ForAll boolean mayGoRound) {
    var sketch = mayGoRound ? any : onlyForwards(any);
    var full = Search.check(new RandomFairModel(sketch, behaviour), BEHAVIOUR);
    var reduced = Search.check(new RandomFairModel(sketch, behaviour), BEHAVIOUR.withMethod(BOTH));

    Statistics.label("verdict").collect(reduced.verdict());
    Statistics.label("states").collect(reduced.distinct() < full.distinct() ? "fewer" : "all");
    if (reduced.verdict() == Verdict.INCOMPLETE) {
      assertThat(mayGoRound).isTrue();
      assertThat(reduced.stopped()).contains("may go round");
    } else {
      assertThat(statuses(reduced)).isEqualTo(statuses(full));
    }
    Statistics.label("verdict")
        .coverage(
            all -> {
              all.check(Verdict.HOLDS).percentage(share -> share > 10);
              all.check(Verdict.LIVENESS_VIOLATED).percentage(share -> share > 10);
            });
    Statistics.label("states").coverage(all -> all.check("fewer").percentage(share -> share > 10));
  }

  /// Leaves out the rules by which a process goes to a place that it may have come from.
  private static Sketch onlyForwards(Sketch sketch) {
    var rules =
        sketch.rules().stream()
            .filter(
                rule ->
                    rule instanceof Sketch.Rule.Plain(var operations)
                        && operations.getFirst() instanceof Operation.Require(var _, var from)
                        && operations.getLast() instanceof Operation.Assign(var _, var to)
                        && from < to)
            .toList();
    return new Sketch(sketch.cells(), sketch.values(), sketch.channels(), rules);
  }

  /// Claims about the end, where no step is put off forever.
  @Provide
  Arbitrary<Behaviour> ends() {
    var all = List.of(new Assumption(false, List.of(), false));
    return behaviours()
        .filter(
            each ->
                each.shape() == RandomFairModel.Shape.AGAIN_AND_AGAIN
                    || each.shape() == RandomFairModel.Shape.IN_THE_END)
        .map(each -> new Behaviour(each.shape(), each.first(), each.second(), all, false));
  }

  private static void compare(Sketch sketch, Behaviour behaviour) {
    var model = new RandomFairModel(sketch, behaviour);
    var claim = model.claims().getLast();
    var full = new Liveness(model, false, () -> false);
    var reduced = new Liveness(model, true, () -> false);
    var holds = full.decide(claim).orElseThrow().holds();

    assertThat(reduced.decide(claim).orElseThrow().holds()).isEqualTo(holds);

    assertThat(reduced.states()).isLessThanOrEqualTo(full.states());
    Statistics.label("holds").collect(holds);
    Statistics.label("states").collect(reduced.states() < full.states() ? "fewer" : "all");
    for (var each : List.of(true, false)) {
      Statistics.label("holds").coverage(all -> all.check(each).percentage(share -> share > 10));
    }
  }

  @Provide
  Arbitrary<Behaviour> behaviours() {
    var predicate =
        Combinators.combine(
                Arbitraries.integers().between(0, 5), Arbitraries.integers().between(0, 2))
            .as(RandomFairModel.Predicate::new);
    var rule = Arbitraries.integers().between(0, 5);
    var some =
        Combinators.combine(
                Arbitraries.of(true, false), rule.list().ofMaxSize(2), Arbitraries.of(true, false))
            .as(Assumption::new);
    var assumptions =
        Combinators.combine(Arbitraries.of(true, false), some.list().ofMaxSize(1))
            .as(
                (all, others) -> {
                  var both = new ArrayList<>(others);
                  if (all) {
                    both.add(new Assumption(false, List.of(), false));
                  }
                  return List.copyOf(both);
                });
    return Combinators.combine(
            Arbitraries.of(RandomFairModel.Shape.class),
            predicate,
            predicate,
            assumptions,
            Arbitraries.of(true, false))
        .as(Behaviour::new);
  }

  private static void compare(Sketch sketch) {
    for (var claims : CLAIMS) {
      var options = SearchOptions.defaults().withClaims(claims).withWorkers(1);
      var full = Search.check(new RandomModel(sketch), options);
      var reduced = Search.check(new RandomModel(sketch), options.withMethod(REDUCED));
      var threads =
          Search.check(new RandomModel(sketch), options.withWorkers(3).withMethod(REDUCED));
      var wrong = full.verdict() == Verdict.VIOLATED || full.verdict() == Verdict.DEADLOCK;
      if (!wrong) {
        assertThat(reduced.distinct()).isLessThanOrEqualTo(full.distinct());
        Statistics.label("saved " + claims)
            .collect(full.distinct() < 10 ? "small" : 10 * reduced.distinct() / full.distinct());
      }
      if (claims.size() == 1 || !wrong) {
        assertThat(statuses(reduced)).isEqualTo(statuses(full));
        assertThat(reduced.verdict()).isEqualTo(full.verdict());
      } else {
        assertThat(reduced.verdict()).isIn(Verdict.VIOLATED, Verdict.DEADLOCK);
      }
      assertThat(threads.distinct()).isEqualTo(reduced.distinct());
      assertThat(threads.generated()).isEqualTo(reduced.generated());
      assertThat(threads.claims()).isEqualTo(reduced.claims());
    }
  }

  private static List<CheckResult.Status> statuses(CheckResult result) {
    return result.claims().stream().map(CheckResult.ClaimResult::status).toList();
  }

  @Provide
  Arbitrary<Sketch> sketches() {
    return new RandomModelTest().sketches();
  }

  private static final int VALUES = 3;

  /// Cells: the first are the places of processes, then some that they share.
  @Provide
  Arbitrary<Sketch> processes() {
    return Combinators.combine(
            Arbitraries.integers().between(2, 3),
            Arbitraries.integers().between(1, 2),
            Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(1, 3))
                .as(Sketch.Channel::new)
                .list()
                .ofMaxSize(2))
        .flatAs(
            (processes, shared, channels) ->
                rule(processes, shared, channels.size())
                    .list()
                    .ofMinSize(4)
                    .ofMaxSize(9)
                    .map(rules -> new Sketch(processes + shared, VALUES, channels, rules)));
  }

  private static Arbitrary<Sketch.Rule> rule(int processes, int shared, int channels) {
    var place = Arbitraries.integers().between(0, VALUES - 1);
    var operations = new ArrayList<Arbitrary<Operation>>();
    var cell = Arbitraries.integers().between(processes, processes + shared - 1);
    operations.add(Combinators.combine(cell, place).as(Operation.Assign::new));
    operations.add(Combinators.combine(cell, place).as(Operation.Require::new));
    if (channels > 0) {
      var channel = Arbitraries.integers().between(0, channels - 1);
      operations.add(Combinators.combine(channel, cell).as(Operation.Send::new));
      operations.add(Combinators.combine(channel, cell).as(Operation.Send::new));
      operations.add(Combinators.combine(channel, cell).as(Operation.Take::new));
      operations.add(Combinators.combine(channel, place).as(Operation.RequireMessage::new));
      operations.add(
          Combinators.combine(channel, Arbitraries.integers().between(0, 2))
              .as(Operation.RequireSize::new));
    }
    var shared1 = Arbitraries.oneOf(operations).list().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.integers().between(0, processes - 1), place, place, shared1)
        .as(
            (process, from, to, middle) -> {
              var all = new ArrayList<Operation>();
              all.add(new Operation.Require(process, from));
              all.addAll(middle);
              all.add(new Operation.Assign(process, to));
              return new Sketch.Rule.Plain(all);
            });
  }
}
