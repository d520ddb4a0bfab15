package dev.plimsoll.reports.html.walk;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A model taken through a trace once more.
///
/// @param claims those about states, with what each says of every state
/// @param others for each of the last states of the trace, what else could have happened there
/// @param first the state that `others` begins with
/// @param packets by step: those that it sent through the rules of nodes; for step 0, none
/// @param next those that would be sent after the last state
public record Walk(
    List<Judged> claims,
    List<List<Other>> others,
    int first,
    List<List<SentPacket>> packets,
    List<SentPacket> next) {

  /// The most states of which it is told what else could have happened.
  public static final int MOST_STATES = 60;

  /// A claim and what it says of every state of the trace.
  ///
  /// @param passes by state: whether it is so there
  public record Judged(String name, Claim.Kind kind, List<Boolean> passes) {}

  /// A step that was possible in a state, and was not made.
  ///
  /// @param leads the state of the trace that it leads to; -1 where it leads elsewhere
  /// @param violated the claims that are violated where it leads
  public record Other(Trace.Action action, int leads, List<String> violated) {}

  private record Walker(
      Model model, Explorer explorer, List<Claim> claims, List<Explorer.Position> path) {}

  /// Takes a model through a trace.
  ///
  /// @param claims the names of those that are judged
  /// @return nothing if the model does not fit the trace, or throws an exception on it
  public static Optional<Walk> of(Model model, Trace trace, List<String> claims) {
    try {
      var explorer = new Explorer(model);
      var path = explorer.follow(trace);
      if (path.size() < trace.length()) {
        return Optional.empty();
      }
      var judged =
          model.claims().stream()
              .filter(claim -> claims.contains(claim.name()))
              .filter(claim -> claim.kind() != Claim.Kind.LIVENESS)
              .toList();
      return Optional.of(walk(new Walker(model, explorer, judged, path), trace));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static Walk walk(Walker walker, Trace trace) {
    var first = Math.max(0, trace.length() - MOST_STATES);
    var others = new ArrayList<List<Other>>();
    for (var state = first; state < trace.length(); state++) {
      others.add(others(walker, trace, state));
    }
    return new Walk(
        walker.claims().stream()
            .map(
                claim ->
                    new Judged(
                        claim.name(),
                        claim.kind(),
                        walker.path().stream().map(at -> isSo(walker, claim, at)).toList()))
            .toList(),
        List.copyOf(others),
        first,
        packets(walker, trace),
        walker.model() instanceof SendsPackets model
            ? model.next(walker.explorer().view(walker.path().getLast()))
            : List.of());
  }

  private static List<List<SentPacket>> packets(Walker walker, Trace trace) {
    var packets = new ArrayList<List<SentPacket>>();
    for (var number = 0; number < trace.length(); number++) {
      var action = trace.steps().get(number).action();
      packets.add(
          walker.model() instanceof SendsPackets model && number > 0 && action != null
              ? model.sent(walker.explorer().view(walker.path().get(number - 1)), action)
              : List.of());
    }
    return packets;
  }

  /// Whether a state is as the claim wants all of them, or some of them, to be.
  private static boolean isSo(Walker walker, Claim claim, Explorer.Position position) {
    return claim.kind() == Claim.Kind.DEADLOCK_FREE
        ? !walker.explorer().violates(claim, position)
        : walker.explorer().passes(claim, position);
  }

  private static List<Other> others(Walker walker, Trace trace, int state) {
    var taken = taken(trace, state);
    var next = taken < 0 ? null : trace.steps().get(taken).action();
    var others = new ArrayList<Other>();
    for (var step : walker.explorer().successors(walker.path().get(state))) {
      var isTaken =
          taken >= 0
              && step.action().equals(next)
              && step.target().equals(walker.path().get(taken));
      if (!isTaken) {
        others.add(
            new Other(
                step.action(),
                walker.path().indexOf(step.target()),
                walker.claims().stream()
                    .filter(claim -> walker.explorer().violates(claim, step.target()))
                    .map(Claim::name)
                    .toList()));
      }
    }
    return List.copyOf(others);
  }

  /// The state of the trace that comes after one; -1 after the last of a trace that ends.
  private static int taken(Trace trace, int state) {
    var loop = trace.loop();
    return state < trace.length() - 1
        ? state + 1
        : loop == null || loop == trace.length() - 1 ? -1 : loop;
  }
}
