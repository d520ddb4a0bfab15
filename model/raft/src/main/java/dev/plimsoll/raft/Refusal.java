package dev.plimsoll.raft;

/// Why a node did not take an input, in the library's words.
public enum Refusal {
  /// A proposal was not appended or forwarded; raft.go, `ErrProposalDropped`.
  PROPOSAL_DROPPED("raft proposal dropped"),
  /// A message of the node's own came from another; rawnode.go, `ErrStepLocalMsg`.
  LOCAL_MESSAGE("raft: cannot step raft local message"),
  /// An answer came from a stranger; rawnode.go, `ErrStepPeerNotFound`.
  PEER_NOT_FOUND("raft: cannot step as peer not found");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /// The library's text.
  @Override
  public String toString() {
    return text;
  }
}
