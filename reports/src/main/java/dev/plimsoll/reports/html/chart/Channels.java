package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which variables of a trace carry messages.
///
/// A model says so. A trace alone tells no kinds: there, a channel is empty at first; what it holds
/// later says from whom and to whom it is, or is what a rule is applied to, or comes in at one end
/// and goes out at the other. A cell that holds a set or a list, such as a log, does none of this.
///
/// @param names in order of declaration
/// @param families those of them that are several channels, shown as a sequence of them
public record Channels(Set<String> names, Set<String> families) {

  /// The channels that a model declares.
  public static Channels of(Model model) {
    var names = new LinkedHashSet<String>();
    var families = new LinkedHashSet<String>();
    for (var group : model.groups()) {
      if (group.members().stream().allMatch(Channel.class::isInstance)) {
        names.add(group.name());
        if (group.family()) {
          families.add(group.name());
        }
      }
    }
    return new Channels(names, families);
  }

  /// What seems to be a channel in a trace.
  public static Channels of(Trace trace) {
    var names = new LinkedHashSet<String>();
    trace
        .steps()
        .getFirst()
        .state()
        .forEach(
            (name, initial) -> {
              if (isEmpty(initial) && carries(trace, name)) {
                names.add(name);
              }
            });
    return new Channels(names, Set.of());
  }

  /// What a channel, or a family of them, holds in a state; nothing where it is not a collection.
  List<Value> contents(Trace.Step step, String channel) {
    var all = elements(step, channel);
    return families.contains(channel)
        ? all.stream()
            .flatMap(each -> each instanceof Value.Sequence(var some) ? some.stream() : null)
            .toList()
        : all;
  }

  private static List<Value> elements(Trace.Step step, String channel) {
    return switch (step.state().get(channel)) {
      case Value.Sequence(var elements) -> elements;
      case Value.Collected(var elements) -> elements;
      case null, default -> List.of();
    };
  }

  private static boolean isEmpty(Value value) {
    return switch (value) {
      case Value.Sequence(var elements) -> elements.isEmpty();
      case Value.Collected(var elements) -> elements.isEmpty();
      default -> false;
    };
  }

  private static boolean carries(Trace trace, String name) {
    var all = new ArrayList<Value>();
    var taken = false;
    for (var i = 1; i < trace.length(); i++) {
      var before = elements(trace.steps().get(i - 1), name);
      var step = trace.steps().get(i);
      var after = elements(step, name);
      all.addAll(after);
      var action = step.action();
      taken |= action != null && action.arguments().stream().anyMatch(before::contains);
      taken |= step.state().get(name) instanceof Value.Sequence && leftAtTheHead(before, after);
    }
    return !all.isEmpty() && (taken || all.stream().allMatch(Channels::isAddressed));
  }

  private static boolean isAddressed(Value value) {
    var endpoints = Endpoints.of(value);
    return endpoints.from() != null && endpoints.to() != null;
  }

  /// Whether `after` is what is left of `before` without its head, and perhaps more behind it.
  private static boolean leftAtTheHead(List<Value> before, List<Value> after) {
    var rest = before.size() - 1;
    return rest >= 0
        && after.size() >= rest
        && !after.equals(before)
        && after.subList(0, rest).equals(before.subList(1, before.size()))
        && (after.isEmpty() || !after.getFirst().equals(before.getFirst()));
  }
}
