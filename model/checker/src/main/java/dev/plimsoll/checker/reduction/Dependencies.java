package dev.plimsoll.checker.reduction;

import dev.plimsoll.checker.kernel.ChannelDomain;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Node;
import dev.plimsoll.checker.kernel.Program;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which actions ask something of a variable and which change it, as far as footprints say.
///
/// An action is an instance of a rule, or a predicate of a claim: one that asks and does nothing.
final class Dependencies {

  private static final long[] NOTHING = {};

  private final List<Memo> actions;
  private final Map<Memo, Integer> numbers = new HashMap<>();
  private final Users[] users;

  /// The actions that have to do with a variable.
  static final class Users {

    /// Null where the variable is a cell.
    final @Nullable ChannelDomain channel;

    /// Those that depend on its value, or on all that the channel holds.
    final ActionSet readers;

    /// Those that give it any value.
    final ActionSet writers;

    /// Those that give it a value, unless it has too many.
    final ByNumber writersOf = new ByNumber();

    private boolean hasManyValues;

    /// Those that are disabled unless there is something at its head, and depend on what that is.
    final ActionSet headReaders;

    /// Those that add any message.
    final ActionSet senders;

    /// Those that take any out.
    final ActionSet takers;

    /// Those that depend on whether it holds a message.
    final ByNumber readersOf = new ByNumber();

    /// Those that are there only while it holds a message.
    final ByNumber awaitersOf = new ByNumber();

    /// Those that add a message.
    final ByNumber sendersOf = new ByNumber();

    /// Those that take a message out.
    final ByNumber takersOf = new ByNumber();

    private Users(@Nullable ChannelDomain channel, int actions) {
      this.channel = channel;
      readers = new ActionSet(actions);
      writers = new ActionSet(actions);
      headReaders = new ActionSet(actions);
      senders = new ActionSet(actions);
      takers = new ActionSet(actions);
    }

    private void add(int action, Access access) {
      switch (access.kind()) {
        case READS, READS_ALL -> readers.add(action);
        case WRITES -> {
          writers.add(action);
          if (access.what() == Access.ANY) {
            hasManyValues = true;
          } else {
            writersOf.add(access.what(), action);
          }
        }
        case ASKS_HEAD -> headReaders.add(action);
        case ASKS -> readersOf.add(access.what(), action);
        case SENDS -> {
          senders.add(action);
          sendersOf.add(access.what(), action);
        }
        case TAKES -> {
          takers.add(action);
          takersOf.add(access.what(), action);
        }
      }
    }

    private void add(int action, Memo.Delivery delivery) {
      if (delivery.headOnly()) {
        headReaders.add(action);
      } else {
        awaitersOf.add(delivery.message(), action);
      }
    }
  }

  /// For each message, or value, some actions, ascending.
  static final class ByNumber {

    private static final int[] NOBODY = {};

    private int[][] actions = {};

    private void add(int number, int action) {
      if (number >= actions.length) {
        actions = Arrays.copyOf(actions, number + 1);
      }
      var those = of(number);
      actions[number] = Arrays.copyOf(those, those.length + 1);
      actions[number][those.length] = action;
    }

    /// One more than the largest message or value for which there are any.
    int count() {
      return actions.length;
    }

    /// The actions for a message or value.
    int[] of(int number) {
      var those = number < actions.length ? actions[number] : null;
      return those == null ? NOBODY : those;
    }
  }

  /// By question about a cell: the values for which nothing more is asked, as bits, those with the
  /// same outcome together. Steps have outcomes of their own.
  private final Map<Node, long[]> ends = new HashMap<>();

  /// @param actions in an order that is the same in every run
  Dependencies(Program program, List<Memo> actions, Footprints footprints) {
    this.actions = List.copyOf(actions);
    users = new Users[program.width()];
    Arrays.setAll(users, slot -> new Users(program.channel(slot), actions.size()));
    for (var action = 0; action < actions.size(); action++) {
      var memo = actions.get(action);
      numbers.put(memo, action);
      for (var access : footprints.of(memo)) {
        users[access.slot()].add(action, access);
      }
      var delivery = memo.delivery();
      if (delivery != null) {
        users[delivery.slot()].add(action, delivery);
      }
    }
    actions.forEach(memo -> findEnds(memo.known()));
  }

  private void findEnds(@Nullable Node node) {
    if (node == null) {
      return;
    }
    if (node.question == Node.Question.VALUE && !users[node.slot].hasManyValues) {
      var values = new LinkedHashMap<Leaf.Outcome, Long>();
      for (var value = 0; value < Footprints.FEW; value++) {
        if (node.child(value) instanceof Leaf leaf) {
          values.merge(leaf.outcome, 1L << value, (some, more) -> some | more);
        }
      }
      ends.put(node, values.values().stream().mapToLong(bits -> bits).toArray());
    }
    node.children().forEach(this::findEnds);
  }

  /// Values of a cell for which the same happens as for an answer to the question, where that is
  /// all: a rule cannot fire, or a claim has its answer.
  ///
  /// @return the values as bits; none where more is asked
  long valuesLike(Node question, int answer) {
    if (answer < Footprints.FEW) {
      for (var values : ends.getOrDefault(question, NOTHING)) {
        if ((values >>> answer & 1) != 0) {
          return values;
        }
      }
    }
    return 0;
  }

  /// How many actions there are; their numbers are smaller.
  int count() {
    return actions.size();
  }

  Memo action(int number) {
    return actions.get(number);
  }

  /// The number of an action; {@link ActionSet#NONE} if none was known when footprints were taken.
  int number(Memo action) {
    return numbers.getOrDefault(action, ActionSet.NONE);
  }

  /// The actions that have to do with a variable.
  Users of(int slot) {
    return users[slot];
  }
}
