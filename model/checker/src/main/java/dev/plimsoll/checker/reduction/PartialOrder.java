package dev.plimsoll.checker.reduction;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Partial-order reduction of one search.
public final class PartialOrder {

  private static final long FRESH = -1;

  /// A search of fewer states is begun again at once; one of more goes on until there are twice as
  /// many, to learn more before the next.
  private static final long FEW = 1024;

  private final Program program;
  private final List<Memo> claims;
  private final @Nullable Function<Memo, List<Integer>> fairness;
  private final Footprints footprints;
  private volatile Dependencies dependencies;
  private volatile ActionSet settled;
  private volatile Observed observed;
  private long staleAt;

  private PartialOrder(
      Program program, List<Memo> claims, @Nullable Function<Memo, List<Integer>> fairness) {
    this.program = program;
    this.claims = List.copyOf(claims);
    this.fairness = fairness;
    footprints = new Footprints(program);
    begin();
  }

  /// For claims about states.
  ///
  /// @param claims the predicates that are checked on states
  public static PartialOrder ofStates(Program program, List<Memo> claims) {
    return new PartialOrder(program, claims, null);
  }

  /// For a claim about behaviours, which sees no stuttering.
  ///
  /// @param predicates those of the claim
  /// @param fairness numbers of the assumptions that are made of an instance of a rule, together
  ///     with others but not with all
  public static PartialOrder ofBehaviours(
      Program program, List<Memo> predicates, Function<Memo, List<Integer>> fairness) {
    return new PartialOrder(program, predicates, fairness);
  }

  /// One thread's way to choose steps: for claims about states so that one of them leads on, and
  /// nothing is put off forever; for claims about behaviours so that all do which change something,
  /// and on each cycle all steps of some state are made.
  public StubbornSets sets() {
    return new StubbornSets(this, program, fairness != null);
  }

  /// One thread's way to choose steps once more, when all states were visited: those that lead to
  /// such.
  public StubbornSets setsAmongVisited() {
    return new StubbornSets(this, program, true);
  }

  /// Begins a search, with all that is known by now.
  public void begin() {
    footprints.update(actions());
    dependencies = new Dependencies(program, actions(), footprints);
    settled = new ActionSet(dependencies.count());
    observed = observe();
    staleAt = FRESH;
  }

  private Observed observe() {
    var seen = new Observed(dependencies.count());
    if (fairness != null) {
      seen.addPredicates(claims.stream().map(dependencies::number).toList());
      var together = new TreeMap<Integer, List<Integer>>();
      for (var memo : program.known()) {
        for (var number : fairness.apply(memo)) {
          together
              .computeIfAbsent(number, first -> new ArrayList<>())
              .add(dependencies.number(memo));
        }
      }
      together.values().forEach(seen::addFair);
    }
    return seen;
  }

  private List<Memo> actions() {
    var actions = new ArrayList<>(program.known());
    actions.addAll(claims);
    return actions;
  }

  /// Looks, at the end of a level, at what was learned.
  ///
  /// @param states how many were seen
  /// @param isLast whether there are no more
  /// @return whether the search is to begin again: rules were seen to do what was not known of them
  ///     when it began
  public boolean isStale(long states, boolean isLast) {
    if (footprints.update(actions()) && staleAt == FRESH) {
      staleAt = states;
    }
    return staleAt != FRESH && (isLast || states < FEW || states >= 2 * staleAt);
  }

  /// From now on nothing need be kept of claims that are decided.
  ///
  /// @param seen by claim: whether some state was seen to pass it
  public void settle(IntPredicate seen) {
    var now = new ActionSet(dependencies.count());
    for (var memo : claims) {
      var kind = program.model().claims().get(memo.index).kind();
      if (kind == Claim.Kind.SOMETIMES && seen.test(memo.index)) {
        now.add(dependencies.number(memo));
      }
    }
    settled = now;
  }

  /// Writes down what is not known from what was learned.
  public void save(Archive.Writer out) {
    out.number(staleAt);
  }

  /// Takes over what was written down.
  public void restore(Archive.Reader in) {
    staleAt = in.number();
  }

  Dependencies dependencies() {
    return dependencies;
  }

  ActionSet settled() {
    return settled;
  }

  /// The actions that are observed; none where claims are about states.
  Observed observed() {
    return observed;
  }
}
