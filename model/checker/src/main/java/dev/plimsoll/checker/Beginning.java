package dev.plimsoll.checker;

import java.util.List;
import java.util.function.Consumer;

/// Sets variables, as declared, to what they hold in a state.
final class Beginning {

  /// What sets them.
  static Consumer<Transaction> in(State state, List<Variable> variables) {
    var settings = variables.stream().map(variable -> setting(variable, state)).toList();
    return tx -> settings.forEach(each -> each.accept(tx));
  }

  private static Consumer<Transaction> setting(Variable variable, State state) {
    return switch (variable) {
      case Cell<?> cell -> setting(cell, state);
      case Channel<?> channel -> setting(channel, state);
    };
  }

  private static <T> Consumer<Transaction> setting(Cell<T> cell, State state) {
    var value = state.get(cell);
    return tx -> tx.set(cell, value);
  }

  private static <M> Consumer<Transaction> setting(Channel<M> channel, State state) {
    var messages = state.contents(channel);
    return tx -> messages.forEach(message -> tx.send(channel, message));
  }

  private Beginning() {}
}
