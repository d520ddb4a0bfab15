package dev.plimsoll.reports.explore;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Why a rule cannot fire in a state: its body is run once more, and the place where it refuses is
/// told, with what it has read until then.
///
/// Of what it chooses, the first alternative is taken each time.
final class Refusal {

  private static final int MOST_READ = 3;

  /// Ends the body of a rule.
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  private Refusal() {}

  /// Why the body of a rule does not come to its end in a state; nothing if it does.
  static Optional<String> of(Consumer<Transaction> body, State state) {
    var attempt = new Attempt(state);
    try {
      body.accept(attempt);
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(e.getMessage() + attempt.read());
    }
  }

  /// A step that is made only to see where it ends.
  private static final class Attempt implements Transaction {

    private final State state;
    private final Map<Cell<?>, Object> written = new HashMap<>();
    private final Map<Channel<?>, List<Object>> changed = new HashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    Attempt(State state) {
      this.state = state;
    }

    /// The last things that were read.
    String read() {
      var all = List.copyOf(read);
      return all.isEmpty()
          ? ""
          : all.subList(Math.max(0, all.size() - MOST_READ), all.size()).stream()
              .collect(Collectors.joining(", ", "; it last read ", ""));
    }

    private Refused refused(String what) {
      return new Refused(what + place());
    }

    /// The line of the model that asked.
    private static String place() {
      return StackWalker.getInstance()
          .walk(
              frames ->
                  frames
                      .filter(frame -> !frame.getClassName().startsWith("java."))
                      .filter(frame -> !frame.getClassName().startsWith(Refusal.class.getName()))
                      .filter(frame -> !frame.getClassName().equals(Transaction.class.getName()))
                      .findFirst()
                      .map(
                          frame -> " (%s:%d)".formatted(frame.getFileName(), frame.getLineNumber()))
                      .orElse(""));
    }

    @Override
    @SuppressWarnings("unchecked") // what was written to a cell is what it holds
    public <T> T get(Cell<T> cell) {
      var value = written.containsKey(cell) ? (T) written.get(cell) : state.get(cell);
      read.add("%s: %s".formatted(cell.name(), Values.of(value)));
      return value;
    }

    @Override
    public <M> boolean contains(Channel<M> channel, M message) {
      return contents(channel).contains(message);
    }

    @Override
    public int size(Channel<?> channel) {
      return contents(channel).size();
    }

    @Override
    @SuppressWarnings("unchecked") // only messages of a channel are sent to it
    public <M> List<M> contents(Channel<M> channel) {
      var messages =
          (List<M>)
              changed.computeIfAbsent(channel, it -> new ArrayList<>(state.contents(channel)));
      read.add("%s: %s".formatted(channel.name(), Values.of(List.copyOf(messages))));
      return messages;
    }

    @Override
    public Transaction require(boolean condition) {
      if (!condition) {
        throw refused("what it requires is not so");
      }
      return this;
    }

    @Override
    public <T> T choose(Collection<T> alternatives) {
      return alternatives.stream()
          .findFirst()
          .orElseThrow(() -> refused("there is nothing to choose"));
    }

    @Override
    public boolean chooseWhether() {
      return false;
    }

    @Override
    public <T> Transaction set(Cell<T> cell, T value) {
      written.put(cell, value);
      return this;
    }

    @Override
    @SuppressWarnings("unchecked") // see contents
    public <M> Transaction send(Channel<M> channel, M message) {
      var messages = (List<Object>) contents(channel);
      if (!(channel instanceof Bag<M>(_, _, var distinct, _)
          && distinct
          && messages.contains(message))) {
        if (messages.size() >= channel.capacity()) {
          throw refused("there is no room in “%s”".formatted(channel.name()));
        }
        messages.add(message);
      }
      return this;
    }

    @Override
    public <M> Transaction remove(Bag<M> bag, M message) {
      if (!contents(bag).remove(message)) {
        throw refused("“%s” does not hold what it takes".formatted(bag.name()));
      }
      return this;
    }

    @Override
    public <M> M receive(Queue<M> queue) {
      var messages = contents(queue);
      if (messages.isEmpty()) {
        throw refused("nothing has come in “%s”".formatted(queue.name()));
      }
      return messages.removeFirst();
    }
  }
}
