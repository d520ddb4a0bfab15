package dev.plimsoll.network.netfilter;

/// What happens to a packet that reaches the end of a built-in chain.
public enum Policy {
  ACCEPT,
  DROP
}
