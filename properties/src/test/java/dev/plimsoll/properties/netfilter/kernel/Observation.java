package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.network.netfilter.transport.Endpoint;
import java.util.List;

/// What the kernel did with one packet.
///
/// @param matched the rules that it matched, in order; the end of a chain counts as one more rule
/// @param left what came out of the node
record Observation(List<TraceReader.Matched> matched, List<Left> left) {

  /// A packet that left; a later fragment shows no ports.
  record Left(String by, Endpoint source, Endpoint destination) {}

  Observation {
    matched = List.copyOf(matched);
    left = List.copyOf(left);
  }
}
