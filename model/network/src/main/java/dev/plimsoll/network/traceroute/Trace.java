package dev.plimsoll.network.traceroute;

import java.util.List;

/// One packet's way.
///
/// @param namespace where it ended
/// @param room the longest packet that would have come as far in one piece, in bytes
public record Trace(List<Hop> hops, String namespace, Fate fate, int room) {

  /// Copies the list.
  public Trace {
    hops = List.copyOf(hops);
  }
}
