package dev.plimsoll.network.sandbox;

/// A pod as its node's runtime has it.
///
/// @param phase how far it is
/// @param number of its sandbox, of those that were made for it; 0 for none
/// @param address the place of its address in its node's block; 0 for none
/// @param mtu of its devices, in bytes; 0 for none
record Sandbox(Phase phase, int number, int address, int mtu) {

  /// It has no sandbox.
  static final Sandbox NONE = new Sandbox(Phase.NONE, 0, 0, 0);

  /// How far a pod is.
  enum Phase {
    /// No sandbox.
    NONE,
    /// The pause container holds its network.
    MADE,
    /// Its application runs too, and listens.
    READY
  }

  boolean isThere() {
    return phase != Phase.NONE;
  }

  boolean isReady() {
    return phase == Phase.READY;
  }

  Sandbox in(Phase other) {
    return new Sandbox(other, number, address, mtu);
  }
}
