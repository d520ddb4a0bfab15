package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.kernel.Fingerprints;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Walker;
import dev.plimsoll.checker.search.ClaimChecker;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/// Looks at the states of a run: what the claims say of each, and which steps lead out of it, in an
/// order that chance gives. One for each thread.
///
/// The order must not depend on luck: not on the numbers of values and messages, nor on what is
/// known of rules, as both depend on what other threads have met before. So nothing is counted off:
/// each instance of a rule has a score of its own, which depends on a number drawn for the state
/// and on what it is, and the least score goes first. Any instance is as likely as any other to
/// have it, or as many times as likely as its rule weighs more (Efraimidis, Spirakis, "Weighted
/// Random Sampling with a Reservoir", 2006). What an instance does is looked into when its turn
/// comes: in a walk that is so for few of them, and saves most of the work.
final class Surveyor implements ClaimChecker.Listener {

  private final Plan plan;
  private final Walker walker;
  private final ClaimChecker claims;
  private final Fingerprints fingerprints;
  private final Consumer<Memo> adding = this::add;

  // the run
  private Made made = new Made(0, 0);
  private int[] weights = {};
  private boolean isEven;
  private BitSet violated = new BitSet();
  private BitSet deadlocked = new BitSet();
  private BitSet failedClaims = new BitSet();
  private int failedRule;
  private boolean isWrong;

  // the state
  private Steps steps = new Steps();

  Surveyor(Plan plan) {
    this.plan = plan;
    walker = Walker.ofInstances(plan.program());
    claims = new ClaimChecker(plan.program(), plan.claims(), false, this);
    fingerprints = new Fingerprints(plan.program());
  }

  /// Begins a run.
  ///
  /// @param number of the run
  /// @param weights of the rules, in order of declaration; 0 switches one off
  void begin(long number, int[] weights) {
    made = new Made(number, weights.length);
    this.weights = weights;
    isEven = Arrays.stream(weights).distinct().count() == 1 && weights[0] > 0;
    violated = new BitSet();
    deadlocked = new BitSet();
    failedClaims = new BitSet();
    failedRule = -1;
    isWrong = false;
  }

  /// Ends the run.
  ///
  /// @param depth where on the path it has come to
  Made end(Path path, int depth) {
    if (isWrong) {
      made.finding =
          new Finding(
              path.states(depth),
              path.steps(depth),
              violated,
              deadlocked,
              failedClaims,
              failedRule);
    }
    return made;
  }

  /// Whether something was found wrong.
  boolean isWrong() {
    return isWrong;
  }

  // ---- states

  long fingerprint(int[] state) {
    return fingerprints.of(state);
  }

  /// Comes to a state, and checks the claims on it.
  ///
  /// @param step the number of the step that led to it from a state that was come to before, or
  ///     {@link Leaf#NO_STEP}
  void enter(int[] state, long fingerprint, int step) {
    made.states.add(fingerprint);
    if (plan.program().mattersToClaims(step)) {
      claims.check(state);
    }
  }

  @Override
  public void violated(int claim) {
    violated.set(claim);
    isWrong = true;
  }

  @Override
  public void deadlocked(int claim) {
    deadlocked.set(claim);
    isWrong = true;
  }

  @Override
  public void seen(int claim) {
    made.seen.set(claim);
  }

  @Override
  public void failed(int claim) {
    failedClaims.set(claim);
    isWrong = true;
  }

  // ---- steps

  /// Begins with the steps out of a state.
  ///
  /// @param number drawn for it
  void survey(int[] state, long number, Steps into) {
    steps = into;
    steps.clear(number);
    walker.instances(state, adding);
  }

  private void add(Memo instance) {
    if (isEven) {
      steps.add(instance);
    } else {
      steps.add(instance, weights[instance.index]);
    }
  }

  /// Makes the next of the steps out of a state. One that leaves all as it is would lead nowhere,
  /// and is passed over.
  ///
  /// @param depth where on the path the state is; the one that the step leads to comes after it
  /// @return whether there is one
  boolean step(Steps left, Path path, int depth) {
    steps = left;
    var from = path.state(depth);
    var into = path.state(depth + 1);
    while (nextAlternative(from)) {
      if (walker.apply(from, steps.alternative(), into)) {
        steps.isPossible = true;
        if (!Arrays.equals(from, into)) {
          steps.isMade = true;
          path.took(depth + 1, steps.instance());
          made.step(steps.instance(), depth + 1);
          return true;
        }
      }
    }
    return false;
  }

  private boolean nextAlternative(int[] state) {
    while (!steps.nextAlternative()) {
      if (isWrong || !steps.nextInstance()) {
        return false;
      }
      findAlternatives(state);
    }
    return !isWrong;
  }

  private void findAlternatives(int[] state) {
    var rule = steps.instance().index;
    var count = walker.find(state, steps.instance());
    for (var i = 0; i < count; i++) {
      if (!walker.leaf(i).failed) {
        steps.add(walker.leaf(i));
      } else if (weights[rule] > 0) {
        failedRule = rule;
        isWrong = true;
      }
    }
  }

  /// Has no step left to make out of a state: perhaps there never was one.
  ///
  /// @param depth where on the path the state is
  void rest(Steps none, Path path, int depth) {
    steps = none;
    made.rested |= !steps.isMade;
    var state = path.state(depth);
    if (!isWrong && !steps.isPossible && !isOneSwitchedOff(state, path.state(depth + 1))) {
      claims.checkDeadlock(state);
    }
  }

  /// Whether a step is possible, but of a rule that is switched off.
  private boolean isOneSwitchedOff(int[] state, int[] room) {
    while (steps.nextSwitchedOff()) {
      findAlternatives(state);
      while (steps.nextAlternative()) {
        if (walker.apply(state, steps.alternative(), room)) {
          return true;
        }
      }
    }
    return false;
  }
}
