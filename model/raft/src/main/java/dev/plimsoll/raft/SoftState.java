package dev.plimsoll.raft;

/// What a node need not save; node.go, `SoftState`.
///
/// @param lead who leads; {@link Node#NONE} if it does not know
public record SoftState(int lead, StateType state) {}
