package dev.plimsoll.properties.linearizability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The search for an order of one history, depth first.
///
/// A call may come next if no call that is still to come returned before it was called (Wing and
/// Gong 1993). Which calls are done, and the state after them, is remembered, so that no such pair
/// is left twice (Lowe 2017, section 3). One thing is added: a call that fits and, so answered,
/// never changes anything comes next at once, and nothing else is tried, since in any order that goes on from here
/// it can be moved to the front.
///
/// Calls are in the order in which they were called, so that all before some `base` are done, and
/// only few after it: that is how they are remembered.
final class Search<S, O, R> {

  enum Result {
    FOUND,
    NONE,
    TIME_UP
  }

  /// Which calls are done: the first `base` of those answered, `beyond` among those after them, and
  /// `unanswered` among those without an answer.
  private record Done(int base, BitSet beyond, BitSet unanswered) {}

  private record Configuration<S>(Done done, S state) {}

  /// A configuration, how it was reached, and from where.
  private record Node<S, O, R>(
      Configuration<S> configuration,
      int answered,
      @Nullable Call<O, R> call,
      @Nullable Node<S, O, R> before) {}

  private static final int BETWEEN_LOOKS_AT_THE_CLOCK = 256;

  private final SequentialSpecification<S, O, R> specification;
  private final BooleanSupplier isTimeUp;
  private final List<Call<O, R>> answered;
  private final List<Call<O, R>> unanswered;
  private Node<S, O, R> best;

  Search(
      SequentialSpecification<S, O, R> specification,
      List<Call<O, R>> history,
      BooleanSupplier isTimeUp) {
    this.specification = specification;
    this.isTimeUp = isTimeUp;
    var byCall = new ArrayList<>(history);
    byCall.sort(Comparator.comparingLong(Call::called));
    answered = byCall.stream().filter(call -> !call.isPending()).toList();
    unanswered = byCall.stream().filter(Call::isPending).toList();
    var done = new Done(0, new BitSet(), new BitSet());
    best = new Node<>(new Configuration<>(done, specification.initial()), 0, null, null);
  }

  Result run() {
    var seen = new HashSet<Configuration<S>>();
    var stack = new ArrayDeque<Node<S, O, R>>();
    stack.push(best);
    for (var looks = 0; !stack.isEmpty(); looks++) {
      if (looks % BETWEEN_LOOKS_AT_THE_CLOCK == 0 && isTimeUp.getAsBoolean()) {
        return Result.TIME_UP;
      }
      var node = stack.pop();
      if (!seen.add(node.configuration())) {
        continue;
      }
      if (node.answered() > best.answered()) {
        best = node;
      }
      if (node.answered() == answered.size()) {
        return Result.FOUND;
      }
      successors(node).reversed().forEach(stack::push);
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

  private List<Node<S, O, R>> successors(Node<S, O, R> node) {
    var successors = new ArrayList<Node<S, O, R>>();
    var done = node.configuration().done();
    var state = node.configuration().state();
    var firstReturn = Long.MAX_VALUE;
    for (var index = done.base(); index < answered.size(); index++) {
      if (done.beyond().get(index - done.base())) {
        continue;
      }
      var call = answered.get(index);
      if (call.called() > firstReturn) {
        break;
      }
      firstReturn = Math.min(firstReturn, call.returned());
      Optional<S> after =
          call.response().flatMap(answer -> specification.after(state, call.operation(), answer));
      if (after.isPresent()) {
        var next = new Configuration<>(withAnswered(done, index), after.get());
        var successor = new Node<>(next, node.answered() + 1, call, node);
        if (isRead(call)) {
          return List.of(successor);
        }
        successors.add(successor);
      }
    }
    for (var index = 0; index < unanswered.size(); index++) {
      var call = unanswered.get(index);
      if (call.called() > firstReturn) {
        break;
      }
      if (!done.unanswered().get(index)) {
        var after = specification.after(state, call.operation());
        if (!after.equals(state)) {
          var next = new Configuration<>(withUnanswered(done, index), after);
          successors.add(new Node<>(next, node.answered(), call, node));
        }
      }
    }
    return successors;
  }

  private boolean isRead(Call<O, R> call) {
    return call.response()
        .filter(answer -> specification.isRead(call.operation(), answer))
        .isPresent();
  }

  private static Done withAnswered(Done done, int index) {
    if (index > done.base()) {
      var beyond = (BitSet) done.beyond().clone();
      beyond.set(index - done.base());
      return new Done(done.base(), beyond, done.unanswered());
    }
    var first = done.beyond().nextClearBit(1);
    var beyond = done.beyond().get(first, Math.max(first, done.beyond().length()));
    return new Done(done.base() + first, beyond, done.unanswered());
  }

  private static Done withUnanswered(Done done, int index) {
    var unanswered = (BitSet) done.unanswered().clone();
    unanswered.set(index);
    return new Done(done.base(), done.beyond(), unanswered);
  }
}
