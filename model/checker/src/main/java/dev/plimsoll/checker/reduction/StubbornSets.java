package dev.plimsoll.checker.reduction;

import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Chooses, among the steps that are possible in a state, some that will do; one for each thread.
///
/// Told the steps by {@link #add}, {@link #choose} chooses, and {@link #isChosen} tells.
public final class StubbornSets {

  private static final int NOWHERE = -1;

  /// Tells which steps are as wanted.
  public interface Progress {
    /// Whether a step leads to a state that no shorter path leads to; where steps are chosen once
    /// more, to one that was visited.
    boolean leadsOn(Leaf step);
  }

  /// Some of the actions that can make steps.
  ///
  /// @param seed the action that all others are in the set with
  /// @param places which they are, by their place among those that can make steps
  /// @param moves how many of their steps change something
  private record Candidate(int seed, BitSet places, int moves) {

    /// The same in every run: places are not, as messages get their numbers as they come.
    static final Comparator<Candidate> ORDER =
        Comparator.comparingInt(Candidate::moves).thenComparingInt(Candidate::seed);
  }

  private final PartialOrder order;
  private final boolean allLeadOn;
  private final Closure closure;

  private int[] state = {};
  private final List<Memo> memos = new ArrayList<>();
  private final List<Leaf> leaves = new ArrayList<>();

  /// By step: whether it changes something.
  private final BitSet moving = new BitSet();

  private boolean[] chosen = new boolean[16];

  /// The actions that can make steps, and by place among them: the first step, with the number of
  /// all at the end; how many steps change something; whether there is nothing to be gained from
  /// it.
  private int[] actions = new int[16];

  private int[] first = new int[17];
  private int[] moves = new int[16];
  private boolean[] hopeless = new boolean[16];
  private int count;
  private int allMoves;

  /// The place of the action that is looked at, or {@link #NOWHERE}.
  private int looked;

  /// @param allLeadOn whether each step that is chosen and changes something must lead on; else one
  StubbornSets(PartialOrder order, Program program, boolean allLeadOn) {
    this.order = order;
    this.allLeadOn = allLeadOn;
    closure = new Closure(program, order.dependencies());
  }

  /// Adds a step that is possible; those of one instance of a rule one after another.
  ///
  /// @param moves whether it changes something
  public void add(Memo memo, Leaf leaf, boolean moves) {
    moving.set(size(), moves);
    memos.add(memo);
    leaves.add(leaf);
  }

  /// Forgets all steps.
  public void clear() {
    memos.clear();
    leaves.clear();
  }

  /// How many steps were added.
  public int size() {
    return leaves.size();
  }

  /// The instance of the rule that makes a step.
  public Memo memo(int step) {
    return memos.get(step);
  }

  /// What a step does.
  public Leaf leaf(int step) {
    return leaves.get(step);
  }

  /// Whether a step was chosen.
  public boolean isChosen(int step) {
    return chosen[step];
  }

  /// Chooses steps: of all others it is known that they can be made later as well, with the same
  /// result.
  ///
  /// @param now the state in which they are possible
  public void choose(int[] now, Progress progress) {
    state = now;
    if (chosen.length < size()) {
      chosen = new boolean[2 * size()];
    }
    Arrays.fill(chosen, 0, size(), true);
    if (gather() && allMoves > 1) {
      chooseLeast(progress);
    }
  }

  /// Takes the least stubborn set that leads on. There is none with less than one step that moves:
  /// the first such one is taken without a look at the others.
  private void chooseLeast(Progress progress) {
    var larger = new ArrayList<Candidate>();
    for (var seed : seeds()) {
      var candidate = candidate(seed);
      if (candidate != null && candidate.moves > 1) {
        larger.add(candidate);
      } else if (candidate != null && leadsOn(candidate, progress)) {
        take(candidate);
        return;
      }
    }
    larger.sort(Candidate.ORDER);
    larger.stream()
        .filter(candidate -> leadsOn(candidate, progress))
        .findFirst()
        .ifPresent(this::take);
  }

  /// The places of actions that can move, by the numbers of the actions.
  private int[] seeds() {
    return IntStream.range(0, count)
        .filter(place -> moves[place] > 0)
        .boxed()
        .sorted(Comparator.comparingInt(place -> actions[place]))
        .mapToInt(place -> place)
        .toArray();
  }

  private boolean leadsOn(Candidate candidate, Progress progress) {
    var steps =
        candidate.places.stream().flatMap(place -> IntStream.range(first[place], first[place + 1]));
    return allLeadOn
        ? steps.filter(moving::get).mapToObj(leaves::get).allMatch(progress::leadsOn)
        : steps.mapToObj(leaves::get).anyMatch(progress::leadsOn);
  }

  private void take(Candidate candidate) {
    Arrays.fill(chosen, 0, size(), false);
    candidate.places.stream()
        .forEach(place -> Arrays.fill(chosen, first[place], first[place + 1], true));
  }

  /// Gathers the actions that can make steps.
  ///
  /// @return whether all were known when footprints were taken
  private boolean gather() {
    var dependencies = order.dependencies();
    closure.begin(order, state, this::isPossible);
    count = 0;
    allMoves = 0;
    for (var step = 0; step < size(); step++) {
      if (step == 0 || memos.get(step) != memos.get(step - 1)) {
        var action = dependencies.number(memos.get(step));
        if (action == ActionSet.NONE) {
          return false;
        }
        append(action, step);
      }
      if (moving.get(step)) {
        moves[count - 1]++;
        allMoves++;
      }
    }
    first[count] = size();
    return true;
  }

  private void append(int action, int step) {
    if (count == actions.length) {
      actions = Arrays.copyOf(actions, 2 * count);
      first = Arrays.copyOf(first, 2 * count + 1);
      moves = Arrays.copyOf(moves, 2 * count);
      hopeless = Arrays.copyOf(hopeless, 2 * count);
    }
    actions[count] = action;
    first[count] = step;
    moves[count] = 0;
    hopeless[count] = false;
    count++;
  }

  /// What an action that can move is in the least stubborn set with; null if all is.
  private @Nullable Candidate candidate(int place) {
    if (!close(place)) {
      hopeless[place] = true;
      return null;
    }
    return closure.isObserved() && !isMadeByFairness() ? null : closed(actions[place]);
  }

  /// Whether some step of the set is made in every fair behaviour: as long as none is, it can be
  /// made.
  private boolean isMadeByFairness() {
    for (var place = 0; place < count; place++) {
      if (moves[place] > 0
          && closure.contains(actions[place])
          && order.observed().isFair(actions[place])) {
        return true;
      }
    }
    return false;
  }

  private Candidate closed(int seed) {
    var places = new BitSet(count);
    var sum = 0;
    for (var place = 0; place < count; place++) {
      if (closure.contains(actions[place])) {
        places.set(place);
        sum += moves[place];
      }
    }
    return new Candidate(seed, places, sum);
  }

  /// Makes the least stubborn set with an action.
  ///
  /// @return whether it leaves out a step that moves; if not, it is not done
  private boolean close(int seed) {
    closure.start(actions[seed]);
    var left = allMoves;
    while (true) {
      var place = nextPlace();
      if (place != NOWHERE) {
        left -= moves[place];
        if (left == 0 || hopeless[place]) {
          return false;
        }
        looked = place;
        closure.add(actions[place]);
      } else {
        var action = closure.next();
        if (action == ActionSet.NONE) {
          return true;
        }
        looked = NOWHERE;
        closure.add(action);
      }
    }
  }

  /// The place of an action of the set that can make steps and was not seen to.
  private int nextPlace() {
    for (var place = 0; place < count; place++) {
      if (closure.contains(actions[place]) && !closure.isDone(actions[place])) {
        return place;
      }
    }
    return NOWHERE;
  }

  /// Whether there is room for what a step of the action that is looked at sends.
  private boolean isPossible(Leaf leaf) {
    if (looked == NOWHERE) {
      return false;
    }
    for (var step = first[looked]; step < first[looked + 1]; step++) {
      if (leaves.get(step) == leaf) {
        return true;
      }
    }
    return false;
  }
}
