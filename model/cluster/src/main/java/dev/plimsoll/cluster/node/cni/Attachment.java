package dev.plimsoll.cluster.node.cni;

import java.util.Optional;

/// A sandbox as its runtime remembers it, and its connection to the network.
///
/// @param pod by name; pods of one name have sandboxes one after another
/// @param state how far it is
/// @param address that it was told by ADD; kept after its end, to be compared
record Attachment(int pod, State state, Optional<Integer> address) {

  /// How far a sandbox is.
  enum State {
    /// ADD was called and has not come back.
    ADDING,
    /// It runs.
    UP,
    /// It does not run, or cannot: it is to be stopped.
    DOWN,
    /// DEL was called and has not come back.
    STOPPING,
    /// DEL has come back: nothing of it should be left.
    GONE
  }

  static Attachment of(int pod) {
    return new Attachment(pod, State.ADDING, Optional.empty());
  }

  Attachment in(State newState) {
    return new Attachment(pod, newState, address);
  }

  Attachment up(int newAddress) {
    return new Attachment(pod, State.UP, Optional.of(newAddress));
  }

  boolean is(State thisState) {
    return state == thisState;
  }
}
