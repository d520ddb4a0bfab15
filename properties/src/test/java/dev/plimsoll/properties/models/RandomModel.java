package dev.plimsoll.properties.models;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.properties.models.Sketch.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A {@link Sketch} as a model of the checker.
class RandomModel extends Model {

  final Cells<Integer> cells;
  private final List<Channel<Integer>> channels = new ArrayList<>();
  private final int values;

  RandomModel(Sketch sketch) {
    values = sketch.values();
    cells = cells("cell", sketch.cells(), 0);
    for (var channel : sketch.channels()) {
      var name = "channel" + channels.size();
      channels.add(
          switch (channel.kind()) {
            case SET -> set(name, Integer.class, channel.capacity());
            case BAG -> bag(name, Integer.class, channel.capacity());
            case QUEUE -> queue(name, Integer.class, channel.capacity());
          });
    }
    for (var rule : sketch.rules()) {
      switch (rule) {
        case Sketch.Rule.Plain(var operations) ->
            rule("rule" + rules().size(), tx -> operations.forEach(o -> run(o, tx)));
        case Sketch.Rule.OnMessage(var channel, var operations) ->
            rule(
                "rule" + rules().size(),
                channels.get(channel),
                (tx, message) -> {
                  tx.set(cells.getFirst(), message);
                  operations.forEach(o -> run(o, tx));
                });
      }
    }
    always("never 1 in the last cell", s -> s.get(cells.getLast()) != 1);
    sometimes("1 in the first cell", s -> s.get(cells.getFirst()) == 1);
    deadlockFree("always a step");
    for (var value = 0; value < values; value++) {
      claimAbout(value);
    }
  }

  private void claimAbout(int value) {
    deadlockFree(
        "always a step, or %d in the first cell".formatted(value),
        s -> s.get(cells.getFirst()) == value);
    for (var other = 0; other < values; other++) {
      var last = other;
      sometimes(
          "%d in the first cell and %d in the last".formatted(value, last),
          s -> s.get(cells.getFirst()) == value && s.get(cells.getLast()) == last);
    }
    for (var channel : channels) {
      sometimes(
          "%d in the last cell and in %s".formatted(value, channel.name()),
          s -> s.get(cells.getLast()) == value && s.contains(channel, value));
      sometimes(
          "%d in the first cell and nothing in %s".formatted(value, channel.name()),
          s -> s.size(channel) == 0 && s.get(cells.getFirst()) == value);
    }
  }

  private void run(Operation operation, Transaction tx) {
    switch (operation) {
      case Operation.Require(var cell, var value) -> tx.require(tx.get(cells.get(cell)) == value);
      case Operation.RequireMessage(var channel, var message) ->
          tx.require(tx.contains(channels.get(channel), message));
      case Operation.RequireSize(var channel, var size) ->
          tx.require(tx.size(channels.get(channel)) == size);
      case Operation.Assign(var cell, var value) -> tx.set(cells.get(cell), value);
      case Operation.Copy(var from, var to) -> tx.set(cells.get(to), tx.get(cells.get(from)));
      case Operation.Choose(var cell) ->
          tx.set(cells.get(cell), tx.choose(IntStream.range(0, values).boxed().toList()));
      case Operation.Send(var channel, var cell) ->
          tx.send(channels.get(channel), tx.get(cells.get(cell)));
      case Operation.Take(var channel, var cell) -> {
        switch (channels.get(channel)) {
          case Bag<Integer> bag -> tx.remove(bag, tx.get(cells.get(cell)));
          case Queue<Integer> queue -> tx.set(cells.get(cell), tx.receive(queue));
        }
      }
    }
  }
}
