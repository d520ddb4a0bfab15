package dev.plimsoll.etcd.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The search for an order of one history.
///
/// A call may come next if no call that is still to come returned before it was called (Wing and
/// Gong 1993), or is of a lower rank. Which calls are done, and the state after them, is
/// remembered, so that no such pair is left twice (Lowe 2017, section 3). The search goes on from
/// where most calls are done. Four things are added:
///
/// - A call that fits, leaves the state as it is and, so answered, never changes anything comes
///   next at once, and nothing else is tried: in any order that goes on from here it can be moved
///   to the front.
/// - A pair is not gone on from either where the same was reached with fewer calls whose answer is
///   unknown: what is left of those can only be of use. So those with fewer are gone on from first.
/// - A call whose answer is unknown is passed over where nothing to come may depend on it.
/// - Of equal operations whose answer is unknown, that which was called first comes first; the
///   specification says which can be made equal.
///
/// Calls are in the order in which they were called, so that all before some `base` are done, and
/// only few after it: that is how they are remembered.
final class Search<S, O, R> {

  enum Result {
    FOUND,
    NONE,
    TIME_UP
  }

  /// Which calls with an answer are done: the first `base`, and `beyond` among those after them.
  private record Done(int base, BitSet beyond) {

    boolean has(int index) {
      return index < base || beyond.get(index - base);
    }

    boolean hasAll(BitSet indices) {
      for (var index = indices.nextSetBit(base);
          index >= 0;
          index = indices.nextSetBit(index + 1)) {
        if (!has(index)) {
          return false;
        }
      }
      return true;
    }

    Done with(int index) {
      if (index > base) {
        var more = (BitSet) beyond.clone();
        more.set(index - base);
        return new Done(base, more);
      }
      var first = beyond.nextClearBit(1);
      return new Done(base + first, beyond.get(first, Math.max(first, beyond.length())));
    }
  }

  private record Configuration<S>(Done done, S state) {}

  /// A configuration, how it was reached, and from where.
  ///
  /// @param unanswered which calls without an answer are done
  /// @param guessed how many these are
  /// @param answered how many with an answer are
  /// @param ranked how many of the lowest rank, at least, are
  private record Node<S, O, R>(
      Configuration<S> configuration,
      BitSet unanswered,
      int guessed,
      int answered,
      int ranked,
      @Nullable Call<O, R> call,
      @Nullable Node<S, O, R> before) {}

  private static final Comparator<Node<?, ?, ?>> FIRST =
      Comparator.<Node<?, ?, ?>>comparingInt(Node::answered)
          .reversed()
          .thenComparingInt(Node::guessed);

  private static final int BETWEEN_LOOKS_AT_THE_CLOCK = 256;

  private final SequentialSpecification<S, O, R> specification;
  private final List<Call<O, R>> history;
  private final BooleanSupplier isTimeUp;
  private final List<Call<O, R>> answered;
  private final List<Call<O, R>> unanswered;
  private final UnaryOperator<O> simplification;

  /// For each with an answer, its rank; the lowest where there is none.
  private final long[] ranks;

  /// Those with a rank, by rank.
  private final int[] byRank;

  /// For each without an answer, the last before it that asks the same; -1 for none.
  private final int[] sameBefore;

  /// For each without an answer, which of those with an answer may depend on it; all, where one
  /// without may.
  private final BitSet[] dependents;

  private final Map<Configuration<S>, List<BitSet>> seen = new HashMap<>();
  private Node<S, O, R> best;

  Search(
      SequentialSpecification<S, O, R> specification,
      List<Call<O, R>> history,
      BooleanSupplier isTimeUp) {
    this.specification = specification;
    this.history = history;
    this.isTimeUp = isTimeUp;
    var byCall = new ArrayList<>(history);
    byCall.sort(Comparator.comparingLong(this::called));
    answered = byCall.stream().filter(call -> !call.isPending()).toList();
    unanswered = byCall.stream().filter(Call::isPending).toList();
    simplification = specification.simplification(history);
    ranks = answered.stream().mapToLong(this::rank).toArray();
    byRank = byRank();
    sameBefore = sameBefore();
    dependents = dependents();
    var start = new Configuration<>(new Done(0, new BitSet()), specification.initial());
    best = new Node<>(start, new BitSet(), 0, 0, 0, null, null);
  }

  private int[] byRank() {
    return IntStream.range(0, ranks.length)
        .filter(index -> ranks[index] != Long.MIN_VALUE)
        .boxed()
        .sorted(Comparator.comparingLong(index -> ranks[index]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] sameBefore() {
    var last = new HashMap<O, Integer>();
    var before = new int[unanswered.size()];
    for (var index = 0; index < before.length; index++) {
      var same = last.put(asked(unanswered.get(index)), index);
      before[index] = same == null ? -1 : same;
    }
    return before;
  }

  private BitSet[] dependents() {
    var dependents = unanswered.stream().map(_ -> new BitSet()).toArray(BitSet[]::new);
    for (var index = 0; index < answered.size(); index++) {
      var depends = Pending.dependence(specification, answered.get(index));
      for (var other = 0; other < dependents.length; other++) {
        dependents[other].set(index, depends.test(unanswered.get(other)));
      }
    }
    for (var call : unanswered) {
      var depends = Pending.dependence(specification, call);
      for (var other = 0; other < dependents.length; other++) {
        if (depends.test(unanswered.get(other))) {
          dependents[other].set(0, answered.size());
        }
      }
    }
    return dependents;
  }

  /// The answer, with a quick look first: then there may be no {@link #longest()} order.
  Result run() {
    return specification.conflict(history).isEmpty() ? explore() : Result.NONE;
  }

  Result explore() {
    var open = new PriorityQueue<Node<S, O, R>>(FIRST);
    open.add(best);
    for (var looks = 0; !open.isEmpty(); looks++) {
      if (looks % BETWEEN_LOOKS_AT_THE_CLOCK == 0 && isTimeUp.getAsBoolean()) {
        return Result.TIME_UP;
      }
      var node = open.remove();
      if (!isNew(node)) {
        continue;
      }
      if (node.answered() > best.answered()) {
        best = node;
      }
      if (node.answered() == answered.size()) {
        return Result.FOUND;
      }
      open.addAll(successors(node));
    }
    return Result.NONE;
  }

  /// The order in which most calls with an answer have their place.
  List<Call<O, R>> longest() {
    var order = new ArrayList<Call<O, R>>();
    for (Node<S, O, R> node = best; node != null; node = node.before()) {
      if (node.call() != null) {
        order.add(node.call());
      }
    }
    Collections.reverse(order);
    return order;
  }

  private boolean isNew(Node<S, O, R> node) {
    var reached = seen.computeIfAbsent(node.configuration(), _ -> new ArrayList<>(1));
    if (reached.stream().anyMatch(fewer -> isSubset(fewer, node.unanswered()))) {
      return false;
    }
    reached.removeIf(more -> isSubset(node.unanswered(), more));
    return reached.add(node.unanswered());
  }

  private static boolean isSubset(BitSet some, BitSet all) {
    for (var index = some.nextSetBit(0); index >= 0; index = some.nextSetBit(index + 1)) {
      if (!all.get(index)) {
        return false;
      }
    }
    return true;
  }

  private List<Node<S, O, R>> successors(Node<S, O, R> node) {
    var successors = new ArrayList<Node<S, O, R>>();
    var done = node.configuration().done();
    var state = node.configuration().state();
    var lowest = node.ranked() < byRank.length ? ranks[byRank[node.ranked()]] : Long.MAX_VALUE;
    var firstReturn = Long.MAX_VALUE;
    for (var index = done.base(); index < answered.size(); index++) {
      var call = answered.get(index);
      if (called(call) > firstReturn) {
        break;
      }
      if (done.has(index)) {
        continue;
      }
      firstReturn = Math.min(firstReturn, call.returned());
      var after = ranks[index] <= lowest ? after(state, call) : Optional.<S>empty();
      if (after.isPresent()) {
        var successor = answered(node, index, after.get());
        if (isRead(call) && after.get().equals(state)) {
          return List.of(successor);
        }
        successors.add(successor);
      }
    }
    for (var index = 0; index < unanswered.size(); index++) {
      if (called(unanswered.get(index)) > firstReturn) {
        break;
      }
      var same = sameBefore[index];
      if (!node.unanswered().get(index)
          && (same < 0 || node.unanswered().get(same))
          && !done.hasAll(dependents[index])) {
        var after = specification.after(state, asked(unanswered.get(index)));
        if (!after.equals(state)) {
          successors.add(unanswered(node, index, after));
        }
      }
    }
    return successors;
  }

  private Node<S, O, R> answered(Node<S, O, R> node, int index, S state) {
    var done = node.configuration().done().with(index);
    var ranked = node.ranked();
    while (ranked < byRank.length && done.has(byRank[ranked])) {
      ranked++;
    }
    var next = new Configuration<>(done, state);
    return new Node<>(
        next,
        node.unanswered(),
        node.guessed(),
        node.answered() + 1,
        ranked,
        answered.get(index),
        node);
  }

  private Node<S, O, R> unanswered(Node<S, O, R> node, int index, S state) {
    var more = (BitSet) node.unanswered().clone();
    more.set(index);
    var next = new Configuration<>(node.configuration().done(), state);
    return new Node<>(
        next,
        more,
        node.guessed() + 1,
        node.answered(),
        node.ranked(),
        unanswered.get(index),
        node);
  }

  private Optional<S> after(S state, Call<O, R> call) {
    return call.response().flatMap(response -> specification.after(state, asked(call), response));
  }

  private O asked(Call<O, R> call) {
    return simplification.apply(call.operation());
  }

  private boolean isRead(Call<O, R> call) {
    return call.response()
        .filter(response -> specification.isRead(call.operation(), response))
        .isPresent();
  }

  private long called(Call<O, R> call) {
    return specification.mayBeStale(call.operation()) ? Long.MIN_VALUE : call.called();
  }

  private long rank(Call<O, R> call) {
    return call.response().stream()
        .flatMapToLong(response -> specification.rank(call.operation(), response).stream())
        .findFirst()
        .orElse(Long.MIN_VALUE);
  }
}
