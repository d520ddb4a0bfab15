package dev.plimsoll.properties.models;

import java.util.List;

/// A small model as plain data: cells of numbers, channels of numbers, rules that are lists of
/// operations. {@link RandomModel} gives it to the checker, {@link Oracle} explores it the dumb
/// way.
///
/// @param cells how many; all hold 0 at first
/// @param values each is from 0 to one less
record Sketch(int cells, int values, List<Channel> channels, List<Rule> rules) {

  enum Kind {
    SET,
    BAG,
    QUEUE
  }

  record Channel(Kind kind, int capacity) {}

  sealed interface Rule {
    record Plain(List<Operation> operations) implements Rule {}

    /// For each message in a channel: it goes into the first cell, then the operations follow.
    record OnMessage(int channel, List<Operation> operations) implements Rule {}
  }

  /// Cells and channels by their numbers.
  sealed interface Operation {
    record Require(int cell, int value) implements Operation {}

    record RequireMessage(int channel, int message) implements Operation {}

    record RequireSize(int channel, int size) implements Operation {}

    record Assign(int cell, int value) implements Operation {}

    record Copy(int from, int to) implements Operation {}

    /// Any value goes into the cell.
    record Choose(int cell) implements Operation {}

    /// What the cell holds is sent.
    record Send(int channel, int cell) implements Operation {}

    /// From a queue: the head goes into the cell. From a bag: what the cell holds is taken out.
    record Take(int channel, int cell) implements Operation {}
  }
}
