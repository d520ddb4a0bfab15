package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Searches around a state, breadth-first and bounded, for those who look for a shorter way to what
/// is wrong. Unlike {@link Explorer} it remembers what rules and claims do, and so sees many more
/// states in the same time; what it finds can be executed there.
///
/// For one thread.
public final class Surroundings implements ClaimChecker.Listener {

  /// A state that was reached.
  ///
  /// @param from the one that it was reached from; null at the start
  /// @param steps how many it is away
  public record Reached(Position position, @Nullable Reached from, int steps) {

    /// The states on the way, from the start on.
    public List<Position> way() {
      var way = new ArrayList<Position>();
      for (var at = this; at != null; at = at.from) {
        way.add(at.position);
      }
      return way.reversed();
    }
  }

  /// Told of states.
  public interface Visitor {

    /// A state is reached for the first time; or what is wrong there is found out later.
    ///
    /// @return whether to go on
    boolean reached(Reached state, boolean isWrong);
  }

  private final Explorer explorer;
  private final Program program;
  private final Fault fault;
  private final Walker walker;
  private final ClaimChecker claims;
  private final boolean dependsOnSteps;
  private final Map<Memo, Boolean> fair = new HashMap<>();
  private final int[] target;

  // of one search
  private final Deque<Reached> open = new ArrayDeque<>();
  private final Set<Position> seen = new HashSet<>();
  private Visitor visitor = (state, isWrong) -> false;
  private int most;
  private boolean isDone;

  // of the state that is left
  private Reached at;
  private boolean isStuck;
  private boolean isAtRest;
  private boolean isWrong;

  /// Whether something is wrong in the state that claims are checked on.
  private boolean isWrongThere;

  /// Searches in the model of an explorer, whose positions it gives and takes.
  ///
  /// @param fault what is wrong where something is
  public Surroundings(Explorer explorer, Fault fault) {
    this.explorer = explorer;
    this.fault = fault;
    dependsOnSteps = fault.dependsOnSteps();
    program = explorer.program();
    walker = Walker.ofInstances(program);
    claims =
        new ClaimChecker(
            program,
            ClaimChecker.Claims.of(program, claims(fault), program.initial().getFirst()),
            false,
            this);
    target = program.declared();
    at = new Reached(explorer.at(program.declared()), null, 0);
  }

  private static List<Claim> claims(Fault fault) {
    return switch (fault) {
      case Fault.Violated(var claim) -> List.of(claim);
      case Fault.ClaimThrows(var claim) -> List.of(claim);
      case Fault.RuleThrows _, Fault.AtRest _ -> List.of();
    };
  }

  /// Searches around a state.
  ///
  /// @param most how many states are seen at most
  /// @param isWanted which instances of rules may make steps: given as actions without choices
  /// @param visitor told of each state but the first, the nearest first
  public void search(Position start, int most, Predicate<Trace.Action> isWanted, Visitor visitor) {
    this.visitor = visitor;
    this.most = most;
    isDone = false;
    open.clear();
    seen.clear();
    seen.add(start);
    open.add(new Reached(start, null, 0));
    var wanted = new HashMap<Memo, Boolean>();
    while (!isDone && !open.isEmpty()) {
      at = open.removeFirst();
      leave(memo -> wanted.computeIfAbsent(memo, each -> isWanted.test(withoutChoices(each))));
    }
  }

  private static Trace.Action withoutChoices(Memo memo) {
    return new Trace.Action(memo.name, memo.arguments.stream().map(Values::of).toList(), List.of());
  }

  private void leave(Predicate<Memo> isWanted) {
    isStuck = true;
    isAtRest = fault instanceof Fault.AtRest;
    isWrong = false;
    var state = at.position().state();
    var instances = new ArrayList<Memo>();
    walker.instances(state, instances::add);
    for (var instance : instances) {
      var isAllowed = isWanted.test(instance);
      if (isAllowed || dependsOnSteps) {
        make(instance, isAllowed);
      }
      if (isDone) {
        return;
      }
    }
    if (isStuck && dependsOnSteps) {
      isWrongThere = false;
      claims.checkDeadlock(state);
      isWrong |= isWrongThere;
    }
    if (isWrong || isAtRest) {
      isDone = !visitor.reached(at, true);
    }
  }

  /// @param isAllowed whether its steps are followed
  private void make(Memo instance, boolean isAllowed) {
    var state = at.position().state();
    var count = walker.find(state, instance);
    for (var i = 0; i < count && !isDone; i++) {
      var leaf = walker.leaf(i);
      if (leaf.failed) {
        isWrong |= fault.equals(new Fault.RuleThrows(instance.index));
      } else if (walker.apply(state, leaf, target)) {
        isStuck = false;
        isAtRest &= !isFair(instance) || Arrays.equals(target, state);
        if (isAllowed && seen.size() < most) {
          reach(explorer.at(target.clone()), leaf.number);
        }
      }
    }
  }

  private boolean isFair(Memo instance) {
    return fault instanceof Fault.AtRest rest
        && fair.computeIfAbsent(instance, each -> rest.isFair(each.name));
  }

  /// Whether nothing has to happen any more in a state, where that is what is wrong.
  public boolean isAtRest(Position position) {
    var state = position.state();
    var instances = new ArrayList<Memo>();
    walker.instances(state, instances::add);
    return instances.stream().noneMatch(instance -> isFair(instance) && moves(state, instance));
  }

  private boolean moves(int[] state, Memo instance) {
    var count = walker.find(state, instance);
    for (var i = 0; i < count; i++) {
      var leaf = walker.leaf(i);
      if (!leaf.failed && walker.apply(state, leaf, target) && !Arrays.equals(target, state)) {
        return true;
      }
    }
    return false;
  }

  private void reach(Position position, int step) {
    if (seen.add(position)) {
      isWrongThere = false;
      if (program.mattersToClaims(step)) {
        claims.check(position.state());
      }
      var reached = new Reached(position, at, at.steps() + 1);
      open.add(reached);
      isDone = !visitor.reached(reached, isWrongThere);
    }
  }

  @Override
  public void deadlocked(int claim) {
    isWrongThere |= fault instanceof Fault.Violated;
  }

  @Override
  public void violated(int claim) {
    isWrongThere |= fault instanceof Fault.Violated;
  }

  @Override
  public void failed(int claim) {
    isWrongThere |= fault instanceof Fault.ClaimThrows;
  }

  @Override
  public void seen(int claim) {
    // A claim that something is seen is no fault.
  }
}
