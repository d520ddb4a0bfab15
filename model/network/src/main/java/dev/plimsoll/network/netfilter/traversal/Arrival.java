package dev.plimsoll.network.netfilter.traversal;

import java.util.Optional;

/// How a packet comes to the node's netfilter.
public sealed interface Arrival {

  /// From outside, by an interface; empty if it is not known which.
  record Received(Optional<String> by) implements Arrival {}

  /// Made on the node itself.
  record Made() implements Arrival {}

  /// Reads the value of `--in`: an interface, or `local`.
  static Arrival parse(String text) {
    if (text.isEmpty() || text.length() > 15 || !text.matches("[^\\s/]+")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an interface: expected one such as eth0, or local");
    }
    return text.equals("local") ? new Made() : new Received(Optional.of(text));
  }
}
