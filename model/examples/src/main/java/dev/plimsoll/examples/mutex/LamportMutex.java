package dev.plimsoll.examples.mutex;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Mutual exclusion by messages and logical clocks, after Lamport, "Time, Clocks, and the Ordering
/// of Events in a Distributed System", CACM 21(7), 1978; `lamport_mutex` in the TLA+ Examples.
///
/// Who wants to enter tells all others what its clock shows, and enters when all have answered and
/// no request that it knows of is older. Messages from one process to another arrive in order.
/// What it leaves out: steps that would move a clock past the bound are disabled, and so nothing
/// is claimed about who gets in at last.
public class LamportMutex extends Model {

  sealed interface Message {}

  /// @param clock what the sender's clock shows
  record Request(int clock) implements Message {}

  record Acknowledgement() implements Message {}

  record Release() implements Message {}

  /// No request.
  private static final int NONE = 0;

  /// That one process ever has on the way to another.
  private static final int MOST_MESSAGES = 3;

  final Cells<Boolean> inside;

  /// By sender and receiver.
  final Map<Cells.Pair<Integer>, Queue<Message>> network = new LinkedHashMap<>();

  final Cells<Integer> clock;

  /// By who knows and who has asked: what the clock of the latter showed, or {@link #NONE}.
  private final List<Cells<Integer>> requests;

  /// By who has asked and who has answered.
  final List<Cells<Boolean>> acknowledged;

  private final int maxClock;

  /// @param processes at least 2
  /// @param maxClock no clock goes further
  LamportMutex(int processes, int maxClock) {
    this.maxClock = maxClock;
    var all = IntStream.range(0, processes).boxed().toList();
    inside = cells("inside", processes, false);
    clock = cells("clock", processes, 1);
    requests = all.stream().map(p -> cells("requests at " + p, processes, NONE)).toList();
    acknowledged = all.stream().map(p -> cells("answers to " + p, processes, false)).toList();
    for (var pair : clock.pairs()) {
      var name = "from %d to %d".formatted(pair.first().index(), pair.second().index());
      network.put(pair, queue(name, Message.class, MOST_MESSAGES + 1));
    }

    rule("request", clock, this::request);
    rule("enter", clock, this::enter);
    rule("exit", clock, this::exit);
    rule("receive", clock.pairs(), this::receive);

    always(
        "one at a time",
        inside.pairs(),
        (s, pair) -> !(s.get(pair.first()) && s.get(pair.second())));
    always(
        "there are never more than three messages on one way",
        network.values(),
        (s, queue) -> s.size(queue) <= MOST_MESSAGES);
    always(
        "who is inside has the oldest request that it knows of",
        inside.pairs(),
        (s, pair) -> !s.get(pair.first()) || goesFirst(s, pair.first(), pair.second()));
    sometimes(
        "two want to enter and one is inside",
        s -> inside.any(s, true) && clock.stream().filter(p -> s.get(own(p)) != NONE).count() > 1);
  }

  private void request(Transaction tx, Cell<Integer> me) {
    tx.require(own(me), NONE).set(own(me), tx.get(me));
    tx.set(acknowledged.get(me.index()).at(me), true);
    broadcast(tx, me, new Request(tx.get(me)));
  }

  private void enter(Transaction tx, Cell<Integer> me) {
    tx.require(acknowledged.get(me.index()).all(tx, true));
    tx.require(clock.stream().allMatch(p -> p.equals(me) || goesFirst(tx, me, p)));
    tx.set(inside.at(me), true);
  }

  /// Whether the request of `me` is older than that of `other`, if any, as `me` knows it.
  private boolean goesFirst(State s, Cell<?> me, Cell<?> other) {
    var mine = s.get(own(me));
    var others = s.get(requests.get(me.index()).at(other));
    return others == NONE || mine < others || (mine.equals(others) && me.index() < other.index());
  }

  private void exit(Transaction tx, Cell<Integer> me) {
    tx.require(inside.at(me), true).set(inside.at(me), false).set(own(me), NONE);
    acknowledged.get(me.index()).forEach(answer -> tx.set(answer, false));
    broadcast(tx, me, new Release());
  }

  private void receive(Transaction tx, Cells.Pair<Integer> pair) {
    var me = pair.first();
    var sender = pair.second();
    var request = requests.get(me.index()).at(sender);
    switch (tx.receive(way(sender, me))) {
      case Request(var theirs) -> {
        var later = Math.max(tx.get(me), theirs) + 1;
        tx.require(later <= maxClock).set(me, later).set(request, theirs);
        tx.send(way(me, sender), new Acknowledgement());
      }
      case Acknowledgement() -> tx.set(acknowledged.get(me.index()).at(sender), true);
      case Release() -> tx.set(request, NONE);
    }
  }

  private void broadcast(Transaction tx, Cell<Integer> me, Message message) {
    clock.stream().filter(p -> !p.equals(me)).forEach(p -> tx.send(way(me, p), message));
  }

  private Queue<Message> way(Cell<Integer> from, Cell<Integer> to) {
    return Objects.requireNonNull(network.get(new Cells.Pair<>(from, to)));
  }

  private Cell<Integer> own(Cell<?> process) {
    return requests.get(process.index()).at(process);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "lamport-mutex",
        "processes take turns by telling each other what their clocks show",
        "Lamport, Time, Clocks, and the Ordering of Events in a Distributed System, CACM 21(7),"
            + " 1978",
        List.of(
            Parameter.integer("processes", 3, 2, 5, "processes"),
            Parameter.integer("max-clock", 3, 2, 99, "how far clocks go")),
        parameters ->
            new LamportMutex(parameters.integer("processes"), parameters.integer("max-clock")));
  }
}
