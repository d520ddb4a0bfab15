package dev.plimsoll.examples.transmission;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// The alternating bit protocol: values go over a line that loses messages, one after another and
/// none twice. After Lamport, "Specifying Systems", 2002, §14.1; `MCAlternatingBit` in the TLA+
/// Examples.
///
/// Both lines keep order but may lose any message that is on them. They hold few messages: a step
/// that would put one more on a full line is disabled, and in this the fairness assumptions differ
/// from those of the book, where sending counts as possible even then. That the protocol
/// implements one without lines is claimed in three parts; its steps are left out.
public class AlternatingBit extends Model {

  /// @param bit tells it from the value before
  record Packet(int bit, int value) {}

  final Queue<Packet> packets;
  final Cell<Integer> sent;
  final Cell<Integer> received;
  private final Queue<Integer> acknowledgements;

  /// The bit of the last value that was sent.
  final Cell<Integer> senderBit;

  /// The last one that was acknowledged.
  final Cell<Integer> acknowledgedBit;

  /// The bit of the last value that was received.
  final Cell<Integer> receiverBit;

  /// @param values how many different values there are to send
  /// @param capacity how many messages each line can hold
  AlternatingBit(int values, int capacity) {
    packets = queue("packets", Packet.class, capacity);
    acknowledgements = queue("acknowledgements", Integer.class, capacity);
    senderBit = cell("sender's bit", 0);
    acknowledgedBit = cell("acknowledged bit", 0);
    receiverBit = cell("receiver's bit", 0);
    sent = cell("sent", 0);
    received = cell("received", 0);
    var data = IntStream.range(0, values).boxed().toList();
    initially(
        tx -> {
          var bit = tx.choose(List.of(0, 1));
          tx.set(senderBit, bit).set(acknowledgedBit, bit).set(receiverBit, bit);
          tx.set(sent, tx.choose(data)).set(received, tx.choose(data));
        });

    rule("send", data, this::send);
    rule(
        "send again",
        tx -> {
          tx.require(isWaiting(tx));
          tx.send(packets, new Packet(tx.get(senderBit), tx.get(sent)));
        });
    rule(
        "receive",
        packets,
        (tx, packet) -> {
          tx.receive(packets);
          tx.set(receiverBit, packet.bit()).set(received, packet.value());
        });
    rule("acknowledge", tx -> tx.send(acknowledgements, tx.get(receiverBit)));
    rule(
        "receive acknowledgement",
        acknowledgements,
        (tx, bit) -> tx.set(acknowledgedBit, tx.receive(acknowledgements)));
    rule("lose packet", tx -> lose(tx, packets));
    rule("lose acknowledgement", tx -> lose(tx, acknowledgements));

    weaklyFair("send again");
    weaklyFair("acknowledge");
    stronglyFair("receive");
    stronglyFair("receive acknowledgement");

    always(
        "what counts as received has been received",
        s -> !isWaiting(s) || !isReceived(s) || s.get(received).equals(s.get(sent)));
    always("what counts as acknowledged has been received", s -> isWaiting(s) || isReceived(s));
    leadsTo(
        "what is sent is received",
        data,
        (s, value) -> isWaiting(s) && s.get(sent).equals(value),
        (s, value) -> s.get(received).equals(value));
    leadsTo("what is sent is acknowledged", this::isWaiting, s -> !isWaiting(s));
    ltl("there is no next value before that", data.stream().map(this::isKept).toList());
    sometimes(
        "both lines are full",
        s -> s.size(packets) == capacity && s.size(acknowledgements) == capacity);
  }

  private void send(Transaction tx, int value) {
    tx.require(!isWaiting(tx)).set(sent, value).update(senderBit, bit -> 1 - bit);
    tx.send(packets, new Packet(tx.get(senderBit), value));
  }

  /// Takes out one message, wherever it stands.
  private static <M> void lose(Transaction tx, Queue<M> line) {
    var size = tx.size(line);
    var lost = tx.choose(IntStream.range(0, size).boxed().toList());
    for (var i = 0; i < size; i++) {
      var message = tx.receive(line);
      if (i != lost) {
        tx.send(line, message);
      }
    }
  }

  /// Whether the last value is not acknowledged yet.
  private boolean isWaiting(State s) {
    return !s.get(acknowledgedBit).equals(s.get(senderBit));
  }

  private boolean isReceived(State s) {
    return s.get(receiverBit).equals(s.get(senderBit));
  }

  private Formula isKept(int value) {
    var waiting = Formula.holds("waiting", s -> isWaiting(s) && s.get(sent) == value);
    var acknowledged = Formula.holds("acknowledged", s -> !isWaiting(s));
    return Formula.always(waiting.implies(waiting.unless(acknowledged)));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "alternating-bit",
        "values go over a line that loses messages, each once and in order",
        "Lamport, Specifying Systems, section 14.1",
        List.of(
            Parameter.integer("values", 2, 1, 5, "different values to send"),
            Parameter.integer("capacity", 2, 1, 9, "messages that each line can hold")),
        parameters ->
            new AlternatingBit(parameters.integer("values"), parameters.integer("capacity")));
  }
}
