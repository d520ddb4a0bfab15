package dev.plimsoll.network.sandbox;

/// What a node knows of another.
///
/// @param joined how often the other had joined, when it was last heard of; 0 if it was not there
/// @param tunnel the same of the tunnel whose hardware address it has
record Heard(int joined, int tunnel) {
  static final Heard NOTHING = new Heard(0, 0);
}
