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
/// @param from the process that sent it: where it does not say, the one that the step is for,
///     or the first that the step changed; its channel, where there is none of these
/// @param to the process that it is for; null where it does not say
/// @param sent the step that sent it
/// @param takings the steps that took it, or were applied to it while it stayed
record Message(
    String channel,
    Value payload,
    String from,
    @Nullable String to,
    int sent,
    List<Taking> takings,
    Fate fate) {

  /// What became of a message.
  enum Fate {
    IN_FLIGHT,
    DELIVERED,
    DROPPED
  }

  /// A step that was applied to a message.
  ///
  /// @param by the process that took it, found as the sender is
  record Taking(int step, String by) {}

  /// Rules that take a message away before it arrives.
  private static final Pattern LOSS =
      Pattern.compile("\\b(drops?|dropped|lose|loses|loss|lost|discards?|discarded)\\b");

  /// The messages of a trace in order of sending.
  static List<Message> of(Trace trace, Lanes lanes) {
    return lanes.channels().stream()
        .flatMap(channel -> new Follower(trace, lanes, channel).follow().stream())
        .sorted(Comparator.comparingInt(Message::sent))
        .toList();
  }

  /// Whether it was dropped by this one of its takings.
  boolean isDroppedIn(int taking) {
    return fate == Fate.DROPPED && taking == takings.size() - 1;
  }

  /// What became of it, in words.
  String outcome() {
    var steps =
        takings.stream().map(taking -> "" + taking.step()).collect(Collectors.joining(", "));
    return switch (fate) {
      case IN_FLIGHT -> "not delivered";
      case DROPPED -> "dropped in step " + takings.getLast().step();
      case DELIVERED ->
          takings.size() == 1
              ? "delivered in step " + steps
              : "delivered %d times, in steps %s".formatted(takings.size(), steps);
    };
  }

  /// The process that a step is for: the one that the rule is for, or the one that the message it
  /// is applied to is for. Null where the step does not say, or loses a message.
  static @Nullable String actor(Trace trace, Lanes lanes, int number) {
    var action = trace.steps().get(number).action();
    if (action == null || isLoss(action)) {
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

  private static boolean isLoss(Trace.@Nullable Action action) {
    return action != null && LOSS.matcher(action.rule().toLowerCase(Locale.ROOT)).find();
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
      return gone;
    }

    private void follow(int number) {
      var before = Channels.contents(trace.steps().get(number - 1), channel);
      var after = Channels.contents(trace.steps().get(number), channel);
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
      var from = ends.from() == null ? actorOr(channel, number) : lanes.ofEndpoint(ends.from());
      var to = ends.to() == null ? null : lanes.ofEndpoint(ends.to());
      waiting.add(new Message(channel, payload, from, to, number, List.of(), Fate.IN_FLIGHT));
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
                  removed && isLoss(trace.steps().get(number).action())
                      ? Fate.DROPPED
                      : Fate.DELIVERED);
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
