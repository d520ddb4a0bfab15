package dev.plimsoll.checker;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A named way in which the state may change.
public sealed interface Rule {

  /// How users name it; unique in the model.
  String name();

  /// A rule with a fixed list of instances, such as one for each server.
  record Fixed(String name, List<Instance> instances) implements Rule {
    public Fixed {
      instances = List.copyOf(instances);
    }
  }

  /// A rule with an instance for each message that a bag holds, or for the head of a queue.
  record OnMessage<M>(String name, Channel<M> channel, BiConsumer<Transaction, M> body)
      implements Rule {}

  /// A rule applied to its arguments.
  ///
  /// @param arguments what it is shown with in a trace; cells, or values
  record Instance(List<?> arguments, Consumer<Transaction> body) {
    public Instance {
      arguments = List.copyOf(arguments);
    }
  }
}
