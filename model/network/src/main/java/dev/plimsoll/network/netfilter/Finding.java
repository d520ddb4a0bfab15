package dev.plimsoll.network.netfilter;

/// Something to say about a set of rules before any packet is sent.
///
/// @param line the line of the dump that it is about; 0 if the rules were not read from text
public record Finding(Severity severity, int line, String message) {

  /// Whether the kernel takes the rules.
  public enum Severity {
    /// The kernel refuses to load them.
    REFUSED,
    /// They load, but something is odd.
    NOTE
  }
}
