package dev.plimsoll.checker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A state machine and what is claimed of it. Subclass it; declare in the constructor.
///
/// What a model must keep, so that the checker's answers are right: the bodies of rules and claims
/// are deterministic functions of what they read through their first argument, and values are
/// immutable and have value equality (records, enums, {@code List.of}, sorted collections). A run
/// with `--paranoid` checks it.
public abstract class Model {

  /// Variables that are shown as one: a family of cells, or a variable alone.
  ///
  /// @param family whether it is shown as a sequence
  public record Group(String name, List<? extends Variable> members, boolean family) {}

  private final List<Variable> variables = new ArrayList<>();
  private final List<Object> initial = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final LinkedHashMap<String, Rule> rules = new LinkedHashMap<>();
  private final LinkedHashMap<String, Claim> claims = new LinkedHashMap<>();
  private final List<Fairness> fairness = new ArrayList<>();
  private final List<Symmetry> symmetries = new ArrayList<>();
  private @Nullable Consumer<Transaction> start;

  // ---- variables

  /// Declares a cell.
  protected final <T> Cell<T> cell(String name, T initial) {
    var cell = new Cell<T>(name, variables.size(), 0);
    declare(new Group(name, List.of(cell), false), Collections.singletonList(initial));
    return cell;
  }

  /// Declares `count` cells that all hold `initial` at first.
  protected final <T> Cells<T> cells(String name, int count, T initial) {
    return cells(name, Collections.nCopies(count, initial));
  }

  /// Declares as many cells as there are initial values.
  protected final <T> Cells<T> cells(String name, List<T> initial) {
    var cells = new Cells<T>(name, variables.size(), initial.size());
    declare(new Group(name, cells, true), initial);
    return cells;
  }

  /// Declares a set of messages, empty at first, without a limit.
  protected final <M> Bag<M> set(String name, Class<M> messages) {
    return set(name, messages, Channel.UNBOUNDED);
  }

  /// Declares a set of at most `capacity` messages, empty at first.
  protected final <M> Bag<M> set(String name, Class<M> messages, int capacity) {
    return channel(new Bag<M>(name, variables.size(), true, capacity));
  }

  /// Declares a multiset of at most `capacity` messages, empty at first.
  protected final <M> Bag<M> bag(String name, Class<M> messages, int capacity) {
    return channel(new Bag<M>(name, variables.size(), false, capacity));
  }

  /// Declares a first-in, first-out channel of at most `capacity` messages, empty at first.
  protected final <M> Queue<M> queue(String name, Class<M> messages, int capacity) {
    return channel(new Queue<M>(name, variables.size(), capacity));
  }

  /// Declares `count` such channels, as {@link Cells} are declared.
  protected final <M> List<Queue<M>> queues(
      String name, Class<M> messages, int capacity, int count) {
    List<Queue<M>> queues = Queue.family(name, variables.size(), capacity, count);
    declare(new Group(name, queues, true), Collections.nCopies(count, List.of()));
    return queues;
  }

  private <C extends Channel<?>> C channel(C channel) {
    declare(new Group(channel.name(), List.of(channel), false), List.of(List.of()));
    return channel;
  }

  private void declare(Group group, List<?> values) {
    if (groups.stream().anyMatch(other -> other.name().equals(group.name()))) {
      throw new IllegalArgumentException("Two variables are named " + group.name());
    }
    groups.add(group);
    variables.addAll(group.members());
    initial.addAll(values);
  }

  /// Declares that the model starts in any of the states that the body leads to from the declared
  /// values: one for each way to choose that it does not refuse. Without this there is one initial
  /// state, the declared one.
  ///
  /// @throws IllegalStateException if it was declared before
  protected final void initially(Consumer<Transaction> body) {
    if (start != null) {
      throw new IllegalStateException("How the model starts is declared twice");
    }
    start = body;
  }

  /// Declares that identities are interchangeable: those that the members of the families belong
  /// to, all of one size. Used by a search that is asked to, and only if it is found to be true.
  ///
  /// @param name what an identity is called
  /// @return to be told how values are renamed that mention identities
  protected final Symmetry interchangeable(String name, Cells<?> family, Cells<?>... moreFamilies) {
    var symmetry = interchangeable(name, family.size()).owning(family);
    List.of(moreFamilies).forEach(symmetry::owning);
    return symmetry;
  }

  /// Declares that identities are interchangeable, which values mention, and to which variables may
  /// belong.
  protected final Symmetry interchangeable(String name, int size) {
    var symmetry = new Symmetry(name, size);
    symmetries.add(symmetry);
    return symmetry;
  }

  // ---- rules

  /// Declares a rule.
  protected final void rule(String name, Consumer<Transaction> body) {
    add(new Rule.Fixed(name, List.of(new Rule.Instance(List.of(), body))));
  }

  /// Declares a rule with an instance for each argument: for each of {@link Cells}, for each of
  /// {@link Cells#pairs()}, for each of some values.
  protected final <A> void rule(
      String name, Collection<A> arguments, BiConsumer<Transaction, A> body) {
    add(
        new Rule.Fixed(
            name,
            arguments.stream()
                .map(a -> new Rule.Instance(Cells.shown(a), tx -> body.accept(tx, a)))
                .toList()));
  }

  /// Declares a rule for each message in a bag, or for the head of a queue. The message stays
  /// unless the body takes it out.
  protected final <M> void rule(String name, Channel<M> channel, BiConsumer<Transaction, M> body) {
    add(new Rule.OnMessage<>(name, channel, body));
  }

  private void add(Rule rule) {
    if (rules.putIfAbsent(rule.name(), rule) != null) {
      throw new IllegalArgumentException("Two rules are named \"%s\"".formatted(rule.name()));
    }
  }

  // ---- claims

  /// Claims that every reachable state passes.
  protected final void always(String name, Predicate<State> predicate) {
    add(Claim.ofStates(name, Claim.Kind.ALWAYS, predicate));
  }

  /// Claims that every reachable state passes for each argument.
  protected final <A> void always(
      String name, Collection<A> arguments, BiPredicate<State, A> predicate) {
    ofEach(name, arguments, a -> state -> predicate.test(state, a));
  }

  /// Claims that every reachable state that passes the premise passes the conclusion: {@link
  /// #always}, but a search says if no state ever passes the premise.
  protected final void whenever(
      String name, Predicate<State> premise, Predicate<State> conclusion) {
    always(name, new Claim.Implication(premise, conclusion));
  }

  /// Claims the same for each argument.
  protected final <A> void whenever(
      String name,
      Collection<A> arguments,
      BiPredicate<State, A> premise,
      BiPredicate<State, A> conclusion) {
    ofEach(
        name,
        arguments,
        a ->
            new Claim.Implication(
                state -> premise.test(state, a), state -> conclusion.test(state, a)));
  }

  private <A> void ofEach(
      String name, Collection<A> arguments, Function<A, Predicate<State>> predicate) {
    add(
        Claim.ofStates(
            name,
            Claim.Kind.ALWAYS,
            arguments.stream()
                .map(a -> new Claim.Instance(Cells.shown(a), predicate.apply(a)))
                .toList()));
  }

  /// Claims that no reachable state passes.
  protected final void never(String name, Predicate<State> predicate) {
    always(name, predicate.negate());
  }

  /// Claims that some reachable state passes.
  protected final void sometimes(String name, Predicate<State> predicate) {
    add(Claim.ofStates(name, Claim.Kind.SOMETIMES, predicate));
  }

  /// Claims that some rule can fire in every reachable state.
  protected final void deadlockFree(String name) {
    deadlockFree(name, state -> false);
  }

  /// Claims that some rule can fire in every reachable state but those where the work is done.
  protected final void deadlockFree(String name, Predicate<State> mayRest) {
    add(Claim.ofStates(name, Claim.Kind.DEADLOCK_FREE, mayRest));
  }

  // ---- liveness

  /// Claims that every fair behaviour comes to a state that passes.
  protected final void eventually(String name, Predicate<State> predicate) {
    ltl(name, Formula.eventually(Formula.holds("it", predicate)));
  }

  /// Claims that every fair behaviour comes again and again to a state that passes.
  protected final void alwaysEventually(String name, Predicate<State> predicate) {
    ltl(name, Formula.always(Formula.eventually(Formula.holds("it", predicate))));
  }

  /// Claims the same for each argument.
  protected final <A> void alwaysEventually(
      String name, Collection<A> arguments, BiPredicate<State, A> predicate) {
    ltl(
        name,
        arguments.stream()
            .map(a -> Formula.holds("it", state -> predicate.test(state, a)))
            .map(it -> Formula.always(Formula.eventually(it)))
            .toList());
  }

  /// Claims that in every fair behaviour all states pass from some time on.
  protected final void eventuallyAlways(String name, Predicate<State> predicate) {
    ltl(name, Formula.eventually(Formula.always(Formula.holds("it", predicate))));
  }

  /// Claims that in every behaviour a state that passes is followed by such states only: what has
  /// become so stays so.
  protected final void stable(String name, Predicate<State> predicate) {
    ltl(name, Formula.stable(predicate));
  }

  /// Claims the same for each argument.
  protected final <A> void stable(
      String name, Collection<A> arguments, BiPredicate<State, A> predicate) {
    ltl(
        name,
        arguments.stream().map(a -> Formula.stable(state -> predicate.test(state, a))).toList());
  }

  /// Claims that in every fair behaviour a state that passes the one predicate is, or is followed
  /// by, one that passes the other.
  protected final void leadsTo(String name, Predicate<State> cause, Predicate<State> effect) {
    ltl(name, Formula.leadsTo(cause, effect));
  }

  /// Claims the same for each argument.
  protected final <A> void leadsTo(
      String name,
      Collection<A> arguments,
      BiPredicate<State, A> cause,
      BiPredicate<State, A> effect) {
    ltl(
        name,
        arguments.stream()
            .map(
                a -> Formula.leadsTo(state -> cause.test(state, a), state -> effect.test(state, a)))
            .toList());
  }

  /// Claims that every fair behaviour satisfies a formula.
  protected final void ltl(String name, Formula formula) {
    ltl(name, List.of(formula));
  }

  /// Claims that every fair behaviour satisfies each of some formulas.
  protected final void ltl(String name, List<Formula> formulas) {
    add(new Claim(name, Claim.Kind.LIVENESS, List.of(), formulas));
  }

  /// Assumes of the rules, taken together as one action, that it is made some time if it can be
  /// made all the time: {@link Fairness}. Rules are declared before.
  ///
  /// @param rules their names; none for all rules of the model
  protected final void weaklyFair(String... rules) {
    add(false, false, rules);
  }

  /// Assumes weak fairness of each argument by itself: of the steps that the rules make with it as
  /// their first argument, such as those of one process.
  protected final void weaklyFairEach(String... rules) {
    add(false, true, rules);
  }

  /// Assumes of the rules, taken together as one action, that it is made again and again if it can
  /// be made again and again: {@link Fairness}. Rules are declared before.
  ///
  /// @param rules their names; none for all rules of the model
  protected final void stronglyFair(String... rules) {
    add(true, false, rules);
  }

  /// Assumes strong fairness of each argument by itself: see {@link #weaklyFairEach}.
  protected final void stronglyFairEach(String... rules) {
    add(true, true, rules);
  }

  private void add(boolean strong, boolean each, String... names) {
    for (var name : names) {
      if (!rules.containsKey(name)) {
        throw new IllegalArgumentException(
            "Fairness is assumed of a rule that is not declared: \"%s\"".formatted(name));
      }
    }
    fairness.add(new Fairness(strong, Set.of(names), each));
  }

  private void add(Claim claim) {
    if (claims.putIfAbsent(claim.name(), claim) != null) {
      throw new IllegalArgumentException("Two claims are named \"%s\"".formatted(claim.name()));
    }
  }

  // ---- what the checker reads

  /// The variables, each at the index that its slot says.
  public final List<Variable> variables() {
    return Collections.unmodifiableList(variables);
  }

  /// What each variable is declared with; an empty list for a channel.
  public final List<Object> initial() {
    return Collections.unmodifiableList(initial);
  }

  /// What makes the initial states of the declared one; empty where that is the only one.
  public final Optional<Consumer<Transaction>> start() {
    return Optional.ofNullable(start);
  }

  /// The same model, but that it starts in one of its states, and in no other.
  public final Model startingIn(State state) {
    Model there = new Model() {};
    there.variables.addAll(variables);
    there.initial.addAll(initial);
    there.groups.addAll(groups);
    there.rules.putAll(rules);
    there.claims.putAll(claims);
    there.fairness.addAll(fairness);
    there.symmetries.addAll(symmetries);
    there.start = Beginning.in(state, variables);
    return there;
  }

  /// The variables as they are shown.
  public final List<Group> groups() {
    return Collections.unmodifiableList(groups);
  }

  /// The rules in order of declaration.
  public final List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /// The identities that are interchangeable, in order of declaration.
  public final List<Symmetry> symmetries() {
    return List.copyOf(symmetries);
  }

  /// What is assumed of behaviours, in order of declaration.
  public final List<Fairness> fairness() {
    return List.copyOf(fairness);
  }

  /// The claims in order of declaration.
  public final List<Claim> claims() {
    return List.copyOf(claims.values());
  }
}
