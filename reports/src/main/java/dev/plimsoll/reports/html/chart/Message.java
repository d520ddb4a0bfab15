package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One message of a trace, from the step that sent it to what became of it.
///
/// @param from the lane that it comes from: where it does not say, the place whose changes its
///     channel tells, if the step changed that; else the one that made the step, or the first that
///     the step changed; its channel, where there is none of these
/// @param to the lane that it is for; null where neither it nor its channel says
/// @param sent the step that sent it
/// @param takings the steps that took it, or were applied to it while it stayed
/// @param newer the step in which something newer was sent to the same receiver before this one
///     arrived; null where it was not late
public record Message(
    String channel,
    Value payload,
    String from,
    @Nullable String to,
    int sent,
    List<Taking> takings,
    Fate fate,
    @Nullable Integer newer) {

  /// What became of a message.
  public enum Fate {
    IN_FLIGHT,
    DELIVERED,
    DROPPED
  }

  /// A step that was applied to a message.
  ///
  /// @param by the lane that took it, found as the sender is
  public record Taking(int step, String by) {}

  /// Rules that take a message away before it arrives.
  private static final Pattern LOSS =
      Pattern.compile("\\b(drops?|dropped|lose|loses|loss|lost|discards?|discarded)\\b");

  /// Rules that end connections, with what is on the way.
  private static final Pattern BREAK =
      Pattern.compile("\\b(restarts?|restarted|crash(es|ed)?|reconnects?)\\b");

  /// The messages of a trace in order of sending.
  public static List<Message> of(Trace trace, Lanes lanes) {
    return lanes.channels().names().stream()
        .flatMap(channel -> new Follower(trace, lanes, channel).follow().stream())
        .sorted(Comparator.comparingInt(Message::sent))
        .toList();
  }

  /// Whether it was dropped by this one of its takings.
  boolean isDroppedIn(int taking) {
    return fate == Fate.DROPPED && taking == takings.size() - 1;
  }

  /// What became of it, in words.
  public String outcome() {
    var steps =
        takings.stream().map(taking -> "" + taking.step()).collect(Collectors.joining(", "));
    return switch (fate) {
      case IN_FLIGHT -> "not delivered";
      case DROPPED -> "lost in step " + takings.getLast().step();
      case DELIVERED ->
          (takings.size() == 1
                  ? "delivered in step " + steps
                  : "delivered %d times, in steps %s".formatted(takings.size(), steps))
              + (newer == null ? "" : "; late: a newer one was sent in step " + newer);
    };
  }

  /// Who makes a step: the component of the rule, the one that the rule is for, or the one that the
  /// message it is applied to is for. Null where the step does not say, or loses a message.
  public static @Nullable String actor(Trace trace, Lanes lanes, int number) {
    var action = trace.steps().get(number).action();
    if (action != null && !lanes.actors().isEmpty()) {
      return lanes.actors().of(action);
    }
    if (action == null || is(LOSS, action)) {
      return null;
    }
    for (var argument : action.arguments()) {
      var lane = lanes.ofArgument(argument);
      if (lane != null) {
        return lane;
      }
      var to = Endpoints.of(argument).to();
      if (to != null) {
        return lanes.ofEndpoint(to);
      }
    }
    return null;
  }

  private static boolean is(Pattern words, Trace.@Nullable Action action) {
    return action != null && words.matcher(action.rule().toLowerCase(Locale.ROOT)).find();
  }

  /// The first step that took it; a great number where none did.
  private int arrival() {
    return takings.isEmpty() ? Integer.MAX_VALUE : takings.getFirst().step();
  }

  /// With the step in which a later one of the same channel was sent before it arrived: of a queue,
  /// any that waited behind it; of a bag, one that came before it.
  private Message withNewer(List<Message> all, boolean inOrder) {
    var newest =
        all.stream()
            .filter(other -> fate == Fate.DELIVERED && other.sent > sent)
            .filter(other -> other.from.equals(from) && String.valueOf(other.to).equals("" + to))
            .filter(other -> inOrder ? other.sent < arrival() : other.arrival() < arrival())
            .mapToInt(Message::sent)
            .max();
    return newest.isEmpty()
        ? this
        : new Message(channel, payload, from, to, sent, takings, fate, newest.getAsInt());
  }

  /// Follows the messages of one channel through a trace.
  private static final class Follower {
    private final Trace trace;
    private final Lanes lanes;
    private final String channel;
    private final List<Message> waiting = new ArrayList<>();
    private final List<Message> gone = new ArrayList<>();

    Follower(Trace trace, Lanes lanes, String channel) {
      this.trace = trace;
      this.lanes = lanes;
      this.channel = channel;
    }

    List<Message> follow() {
      for (var number = 1; number < trace.length(); number++) {
        follow(number);
      }
      gone.addAll(waiting);
      var inOrder = trace.steps().getFirst().state().get(channel) instanceof Value.Sequence;
      return gone.stream().map(message -> message.withNewer(gone, inOrder)).toList();
    }

    private void follow(int number) {
      var before = lanes.channels().contents(trace.steps().get(number - 1), channel);
      var after = lanes.channels().contents(trace.steps().get(number), channel);
      if (before.equals(after) && waiting.isEmpty()) {
        return;
      }
      var removed = minus(before, after);
      var action = trace.steps().get(number).action();
      removed.forEach(payload -> take(payload, number, true));
      if (action != null) {
        Set.copyOf(action.arguments()).stream()
            .filter(argument -> before.contains(argument) && !removed.contains(argument))
            .forEach(argument -> take(argument, number, false));
      }
      minus(after, before).forEach(payload -> send(payload, number));
    }

    private void send(Value payload, int number) {
      var ends = Endpoints.of(payload);
      var from = ends.from() == null ? origin(number) : lanes.ofEndpoint(ends.from());
      var to = ends.to() == null ? lanes.ofReceiver(channel) : lanes.ofEndpoint(ends.to());
      waiting.add(new Message(channel, payload, from, to, number, List.of(), Fate.IN_FLIGHT, null));
    }

    private String origin(int number) {
      var origin = lanes.ofOrigin(channel);
      return origin != null && lanes.changed(trace.changes(number)).contains(origin)
          ? origin
          : actorOr(channel, number);
    }

    private void take(Value payload, int number, boolean removed) {
      for (var i = 0; i < waiting.size(); i++) {
        var message = waiting.get(i);
        if (message.payload.equals(payload)) {
          var takings = new ArrayList<>(message.takings);
          takings.add(
              new Taking(number, message.to == null ? actorOr(channel, number) : message.to));
          var taken =
              new Message(
                  channel,
                  payload,
                  message.from,
                  message.to,
                  message.sent,
                  List.copyOf(takings),
                  removed && isLost(trace.steps().get(number).action())
                      ? Fate.DROPPED
                      : Fate.DELIVERED,
                  null);
          if (removed) {
            waiting.remove(i);
            gone.add(taken);
          } else {
            waiting.set(i, taken);
          }
          return;
        }
      }
    }

    private static boolean isLost(Trace.@Nullable Action action) {
      return is(LOSS, action) || is(BREAK, action);
    }

    private String actorOr(String otherwise, int number) {
      var actor = actor(trace, lanes, number);
      return actor == null
          ? lanes.changed(trace.changes(number)).stream().findFirst().orElse(otherwise)
          : actor;
    }

    /// The elements of `all` that are left after taking out each of `taken` once.
    private static List<Value> minus(List<Value> all, List<Value> taken) {
      var left = new ArrayList<>(all);
      taken.forEach(left::remove);
      return left;
    }
  }
}
