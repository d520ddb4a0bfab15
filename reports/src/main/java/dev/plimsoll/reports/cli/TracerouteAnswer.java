package dev.plimsoll.reports.cli;

import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Result;
import java.util.List;
import java.util.stream.Stream;

/// What became of packets.
///
/// @param from the namespace of their sender
/// @param length of each, in bytes
record TracerouteAnswer(String from, IpProtocol protocol, int length, List<Asked> asked) {

  /// What became of those to one address.
  record Asked(Endpoint to, List<Journey> journeys) {}

  TracerouteAnswer {
    asked = List.copyOf(asked);
  }

  private Stream<Result> results() {
    return asked.stream().flatMap(each -> each.journeys().stream()).map(Journey::result);
  }

  /// With which status the command ends.
  int status() {
    if (asked.isEmpty() || results().anyMatch(result -> result == Result.UNANSWERED)) {
      return ExitStatus.VIOLATED;
    }
    return results().allMatch(result -> result == Result.ANSWERED)
        ? ExitStatus.HOLDS
        : ExitStatus.INCOMPLETE;
  }
}
