package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.transport.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One way a packet can go.
///
/// @param destination the destination in the end, after DNAT
/// @param source the source in the end; empty if it became an address that the node does not say,
///     and without its port if that was drawn by chance (`--random`, `--random-fully`)
/// @param delivery where routing sends that destination
/// @param exit the interface by which it leaves; empty if the node's routes do not say
/// @param masqueraded whether the source was rewritten (MASQUERADE or SNAT)
/// @param last the last point of its way, which leads to those before: the stages that it came to
///     and the rules that matched; a rule that only logs or counts is left out where it is not
///     certain that it matched. Null where ways are not kept
/// @param reason why the verdict is [Verdict#UNDECIDED]; else empty
public record Outcome(
    Verdict verdict,
    Endpoint destination,
    Optional<Endpoint> source,
    Delivery delivery,
    Optional<String> exit,
    boolean masqueraded,
    Likelihood likelihood,
    @Nullable Passage last,
    String reason) {

  /// The same, without its way, for a packet from elsewhere that keeps its source.
  Outcome from(Endpoint other) {
    return new Outcome(
        verdict,
        destination,
        Optional.of(other),
        delivery,
        exit,
        masqueraded,
        likelihood,
        null,
        reason);
  }

  /// The points of its way, in order; none where ways are not kept.
  public List<Passage> way() {
    var way = new ArrayList<Passage>();
    for (var at = last; at != null; at = at.before()) {
      way.add(at);
    }
    return way.reversed();
  }

  /// The rules that matched, in order.
  public List<Step> path() {
    return way().stream().flatMap(passage -> passage.rule().stream()).toList();
  }
}
