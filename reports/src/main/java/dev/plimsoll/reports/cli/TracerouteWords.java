package dev.plimsoll.reports.cli;

import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.traceroute.Event;
import dev.plimsoll.network.traceroute.Fate;
import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Kind;
import dev.plimsoll.network.traceroute.Journey.Leg;
import java.util.Arrays;

/// What happens to packets, in words.
final class TracerouteWords {

  static String of(Event event) {
    return switch (event) {
      case Event.Sent(var packet, int length) -> "sends %s, %d bytes".formatted(packet, length);
      case Event.Filtered filtered -> of(filtered);
      case Event.Routed(var route) -> "route " + route;
      case Event.Bridged(var in, var out) ->
          in.map(port -> "from port " + port + " to port " + out).orElse("to port " + out);
      case Event.Crossed(var namespace, var device) -> "to %s of %s".formatted(device, namespace);
      case Event.Carried(var segment, var to) -> "over %s to %s".formatted(segment, to);
      case Event.Encapsulated(var outer, int vni, int length) ->
          "into VXLAN %d: %s, %d bytes".formatted(vni, outer, length);
      case Event.Decapsulated(int vni) -> "out of VXLAN " + vni;
      case Event.Fragmented(int pieces, int mtu) ->
          "cut into %d fragments for the MTU %d".formatted(pieces, mtu);
      case Event.Balanced(var by, var node, var after) ->
          "%s hands it to %s: %s".formatted(by, node, after);
      case Event.Decided(var what) -> what;
    };
  }

  private static String of(Event.Filtered filtered) {
    if (!filtered.isRewritten()) {
      var rules = filtered.rules().size();
      return "passes %d %s".formatted(rules, rules == 1 ? "rule" : "rules");
    }
    var chains =
        filtered.rules().stream()
            .filter(step -> step.table() == TableName.NAT)
            .map(Step::chain)
            .filter(chain -> Arrays.stream(Hook.values()).noneMatch(it -> it.name().equals(chain)))
            .distinct()
            .toList();
    return "becomes %s%s%s"
        .formatted(
            filtered.after(),
            filtered.connected() ? " as its connection" : "",
            chains.isEmpty() ? "" : " by " + String.join(" ", chains));
  }

  /// A rule, by table, chain and number.
  private static String of(Step step) {
    return "%s/%s:%d".formatted(step.table(), step.chain(), step.rule());
  }

  static String of(Fate fate) {
    return switch (fate) {
      case Fate.Delivered(var to) -> "delivered to " + to;
      case Fate.Refused(var at) -> "refused: nobody listens at " + at;
      case Fate.Dropped(var by) ->
          "dropped by " + by.map(TracerouteWords::of).orElse("the policy of a chain");
      case Fate.Rejected(var by) -> "rejected by " + of(by);
      case Fate.TooLong(int mtu, _) -> "too long: the MTU is " + mtu;
      case Fate.Expired _ -> "expired: its time to live is over";
      case Fate.Unroutable(var to) -> "unroutable: there is no route to " + to;
      case Fate.Unresolved(var neighbour) -> "lost: no neighbour has " + neighbour;
      case Fate.Lost(var why) -> "lost: " + why;
      case Fate.Strange(var from, var expected) ->
          "not taken: it is from %s, and its client has asked %s".formatted(from, expected);
      case Fate.Undecided(var why) -> why;
    };
  }

  /// How a journey ends.
  static String ending(Journey journey) {
    var last = journey.last();
    return switch (journey.result()) {
      case ANSWERED -> "answered by " + answerer(journey);
      case UNANSWERED -> of(last) + " " + of(last.trace().fate());
      case UNDECIDED -> "undecided: " + of(last.trace().fate());
    };
  }

  private static String answerer(Journey journey) {
    return journey.legs().stream()
        .filter(leg -> leg.kind() == Kind.REQUEST || leg.kind() == Kind.UPSTREAM)
        .filter(leg -> leg.trace().fate() instanceof Fate.Delivered)
        .reduce((_, last) -> last)
        .map(leg -> leg.trace().fate() instanceof Fate.Delivered(var to) ? to : "")
        .orElse("");
  }

  private static String of(Leg leg) {
    return leg.kind()
        + " from "
        + leg.trace().hops().stream()
            .findFirst()
            .map(it -> it.namespace())
            .orElse(leg.trace().namespace());
  }

  private TracerouteWords() {}
}
