package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Rule;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Profile;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Stepper;
import dev.plimsoll.checker.reduction.PartialOrder;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides the liveness claims of a model whose reachable states can be numbered in memory: some 30
/// bytes for each. Steps take 8 each where there are few of them, and otherwise only those on
/// cycles.
public final class Liveness {

  /// What steps may take of the Java heap, at eight bytes each, before they are made again whenever
  /// they are asked for: an eighth of it.
  private static final int SHARE_OF_HEAP = 8;

  private final Model model;
  private final Program program;
  private final Actions actions;
  private final BooleanSupplier isStopped;
  private final boolean reduces;
  private final int mostSteps;
  private @Nullable StateGraph graph;
  private @Nullable Cycles cycles;
  private @Nullable CycleGraph cyclic;

  /// What was found for a claim.
  ///
  /// @param trace a behaviour that violates it; null if there is none
  /// @param failure what a predicate of the claim threw in the last state of the trace; null if
  ///     none did
  /// @param profile what its predicates have read
  /// @param caused whether, of a claim that one thing leads to another, some state is the one
  ///     thing; true of other claims
  public record Answer(
      @Nullable Trace trace, @Nullable Throwable failure, Profile profile, boolean caused) {
    /// Whether every fair behaviour satisfies the claim.
    public boolean holds() {
      return trace == null;
    }

    /// The answer for both what this one and another are for, where this one holds.
    private Answer and(Answer other) {
      return new Answer(
          other.trace, other.failure, profile.add(other.profile), caused || other.caused);
    }
  }

  /// @param reduces whether to decide each formula on a graph of its own, without orders of steps
  ///     that make no difference to it
  /// @param isStopped asked now and then whether to give up
  public Liveness(Model model, boolean reduces, BooleanSupplier isStopped) {
    this(model, reduces, stepsWithRoom(), isStopped);
  }

  /// @param reduces see {@link #Liveness(Model, boolean, BooleanSupplier)}
  /// @param mostSteps how many are kept: where there are more, all are made again when they are
  ///     asked for
  /// @param isStopped asked now and then whether to give up
  public Liveness(Model model, boolean reduces, int mostSteps, BooleanSupplier isStopped) {
    this.model = model;
    this.reduces = reduces;
    this.mostSteps = mostSteps;
    this.isStopped = isStopped;
    program = new Program(model);
    actions = new Actions(model.fairness());
  }

  private static int stepsWithRoom() {
    var heap = Runtime.getRuntime().maxMemory();
    return (int) Math.min(Integer.MAX_VALUE, heap / SHARE_OF_HEAP / Long.BYTES);
  }

  /// Decides a claim.
  ///
  /// @return empty if it was stopped before it knew
  /// @throws IllegalArgumentException if a formula is too large
  /// @throws ArithmeticException if there are too many states or steps
  public Optional<Answer> decide(Claim claim) {
    var all = new Answer(null, null, Profile.of(List.of()), false);
    for (var formula : claim.formulas()) {
      var answer = decide(claim, formula);
      if (answer.isEmpty()) {
        return answer;
      }
      all = all.and(answer.get());
      if (!all.holds()) {
        break;
      }
    }
    return Optional.of(all);
  }

  /// How many states there are in the graph that was last looked at; 0 before anything is decided.
  public int states() {
    return graph == null ? 0 : graph.size();
  }

  private Optional<Answer> decide(Claim claim, Formula formula) {
    var predicates = new Predicates(formula);
    var memos = program.predicates(claim, predicates.all());
    var order = reduces ? order(memos) : null;
    while (true) {
      if (graph == null || order != null) {
        graph = StateGraph.of(program, actions, order, mostSteps, isStopped);
        cycles = null;
      }
      if (graph == null) {
        return Optional.empty();
      }
      var failed = new int[] {-1};
      var labels = graph.labels(memos, state -> failed[0] = state);
      if (failed[0] >= 0) {
        return Optional.of(failure(predicates, memos, graph, failed[0]));
      }
      if (order == null || !order.isStale(graph.size(), true)) {
        return decide(claim, formula, graph, predicates, memos, labels);
      }
      order.begin();
    }
  }

  private PartialOrder order(List<Memo> predicates) {
    var rules = model.rules().stream().map(Rule::name).collect(Collectors.toSet());
    return PartialOrder.ofBehaviours(
        program,
        predicates,
        memo ->
            actions.of(memo).stream().filter(action -> !actions.isOfAll(action, rules)).toList());
  }

  private Optional<Answer> decide(
      Claim claim,
      Formula formula,
      StateGraph of,
      Predicates predicates,
      List<Memo> memos,
      Labels labels) {
    var automaton = Tableau.ofViolations(formula, predicates);
    var path = lasso(of, automaton, labels, formula.seesStuttering());
    if (path.isEmpty()) {
      return Optional.empty();
    }
    var states = path.get().states;
    var trace =
        states.isEmpty() ? null : Confirmation.of(trace(of, states, path.get().loop), claim, model);
    var caused = isCaused(formula, predicates, memos);
    return Optional.of(new Answer(trace, null, Profile.of(memos), caused));
  }

  /// States of a behaviour that repeats itself.
  ///
  /// @param states numbers of states; the last is the one before {@link #loop}, once more, or all
  ///     that the loop has; none if there is no such behaviour
  /// @param loop see {@link Trace}
  private record Path(List<Integer> states, int loop) {}

  /// Looks for a fair behaviour that an automaton accepts.
  ///
  /// @param stutters whether stuttering steps are to be kept: the formula can tell
  /// @return empty if it was stopped before it knew
  private Optional<Path> lasso(
      StateGraph of, Automaton automaton, Labels labels, boolean stutters) {
    if (cycles == null || cyclic == null) {
      cycles = new Cycles(of, isStopped);
      if (!cycles.find()) {
        cycles = null;
        return Optional.empty();
      }
      cyclic = CycleGraph.of(of, cycles);
    }
    var loops = new Loops(of, cycles, cyclic, automaton, labels, actions, isStopped);
    if (!loops.find()) {
      return Optional.empty();
    }
    var stem = new StemFinder(of, automaton, labels, loops, isStopped);
    if (!loops.isEmpty() && !stem.find()) {
      return Optional.empty();
    }
    if (!stem.isFound()) {
      return Optional.of(new Path(List.of(), 0));
    }
    var states = new ArrayList<Integer>();
    var first = stem.states();
    first.forEach(state -> add(states, state, stutters));
    var before = states.size();
    loops.around(first.getLast(), stem.node()).forEach(state -> add(states, state, stutters));
    return Optional.of(new Path(states, Math.min(before, states.size() - 1)));
  }

  private static void add(List<Integer> states, int state, boolean stutters) {
    if (stutters || states.isEmpty() || states.getLast() != state) {
      states.add(state);
    }
  }

  /// Whether some state is a cause, where the formula says that one leads to something.
  private static boolean isCaused(Formula formula, Predicates predicates, List<Memo> memos) {
    return !(formula
            instanceof Formula.Always(Formula.Or(Formula.Not(Formula.Holds(_, var cause)), var _)))
        || Profile.of(List.of(memos.get(predicates.number(cause)))).isEverEnabled();
  }

  // ---- traces

  /// Makes the steps between states: of several, the first in the order of the model.
  private Trace trace(StateGraph of, List<Integer> states, @Nullable Integer loop) {
    var steps = new ArrayList<Trace.Step>();
    var before = new int[0];
    for (var number : states) {
      var state = of.read(number);
      var stutters = steps.isEmpty() || Arrays.equals(before, state);
      steps.add(new Trace.Step(stutters ? null : action(before, state), program.values(state)));
      before = state;
    }
    return new Trace(steps, loop);
  }

  private Trace.Action action(int[] from, int[] to) {
    var found = new ArrayList<Trace.Action>();
    new Stepper(program)
        .steps(
            from,
            (action, target) -> {
              if (Arrays.equals(target, to)) {
                found.add(action);
              }
            });
    return found.getFirst();
  }

  private Answer failure(Predicates predicates, List<Memo> memos, StateGraph of, int state) {
    var trace = trace(of, of.pathTo(state), null);
    for (var predicate : predicates.all()) {
      try {
        var _ = predicate.test(program.view(of.read(state)));
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        return new Answer(trace, e, Profile.of(memos), true);
      }
    }
    return new Answer(
        trace, new IllegalStateException("it failed once, but not again"), Profile.of(memos), true);
  }
}
