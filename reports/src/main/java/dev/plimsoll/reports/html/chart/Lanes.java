package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who takes part in a trace, by name: components and the places where they meet
/// ({@link Actors}); in a model without components, members of families, and cells that stand
/// alone.
///
/// Where messages name processes by index, and several families have a member for each of them,
/// these members are one process: `term[1]` and `log[1]` are `process 1`.
///
/// @param channels the variables that carry messages
/// @param families sequences of a size that never changes, with that size
/// @param addressed the families whose members are named by index in messages
public record Lanes(
    Actors actors,
    Channels channels,
    SequencedMap<String, Integer> families,
    List<String> addressed) {

  private static final Pattern MEMBER = Pattern.compile("([^\\[\\]]+)\\[(\\d{1,9})].*");

  /// The lanes of a trace.
  ///
  /// @param coverage of the search that found it: which rules write what
  /// @param channels the variables that carry messages; null to find them in the trace
  public static Lanes of(Trace trace, Coverage coverage, @Nullable Channels channels) {
    var carrying = channels == null ? Channels.of(trace) : channels;
    var families = families(trace, carrying);
    return new Lanes(
        Actors.of(trace, coverage),
        carrying,
        families,
        addressed(families, greatestIndex(trace, carrying)));
  }

  /// The lane of the variable, or of the member, that a path begins with, such as
  /// `server[1].log[0]`; null for a channel, and for what belongs to none.
  public @Nullable String ofPath(String path) {
    var name = variable(path);
    if (channels.names().contains(name)) {
      return null;
    }
    if (!actors.isEmpty()) {
      return actors.owners().get(name);
    }
    var member = MEMBER.matcher(path);
    return member.matches() && families.containsKey(member.group(1))
        ? member(member.group(1), Integer.parseInt(member.group(2)))
        : name;
  }

  /// The variable that a path begins with.
  public static String variable(String path) {
    return path.split("[\\[.]", 2)[0];
  }

  /// The process that an endpoint of a message names.
  String ofEndpoint(Value endpoint) {
    return switch (endpoint) {
      case Value.Int(var index) when !addressed.isEmpty() ->
          member(addressed.getFirst(), (int) index);
      case Value.Int(var index) -> "process " + index;
      default -> endpoint.toString();
    };
  }

  /// The component that a channel such as `pods to scheduler` leads to; null where its name does
  /// not say.
  @Nullable String ofReceiver(String channel) {
    var owner = actors.owners().get(channel);
    return owner != null && channel.endsWith(" to " + owner) ? owner : null;
  }

  /// The place whose changes a channel such as `pods to scheduler` tells; null where its name does
  /// not say.
  @Nullable String ofOrigin(String channel) {
    var receiver = ofReceiver(channel);
    return receiver == null
        ? null
        : actors
            .owners()
            .get(channel.substring(0, channel.length() - " to ".length() - receiver.length()));
  }

  /// The process that a step's argument is, such as the text `server[1]`; null where it is none.
  @Nullable String ofArgument(Value argument) {
    if (!(argument instanceof Value.Text(var text))) {
      return null;
    }
    var member = MEMBER.matcher(text);
    return member.matches() && families.containsKey(member.group(1)) ? ofPath(text) : null;
  }

  /// The lanes whose variables changed, in order of declaration.
  Set<String> changed(List<Change> changes) {
    var names = new LinkedHashSet<String>();
    changes.stream()
        .map(change -> ofPath(change.path()))
        .filter(Objects::nonNull)
        .forEach(names::add);
    return names;
  }

  /// Whether several components meet at a lane, and none acts there.
  public boolean isPlace(String lane) {
    return !actors.isEmpty() && !actors.names().contains(lane) && !lane.equals(Actors.OUTSIDE);
  }

  /// Every lane there may be: of people and faults, of places, of components; variables in order of
  /// declaration.
  Set<String> all(Trace trace) {
    var names = new LinkedHashSet<String>();
    if (!actors.isEmpty()) {
      names.add(Actors.OUTSIDE);
      var owners = new LinkedHashSet<String>();
      for (var name : trace.steps().getFirst().state().sequencedKeySet()) {
        var owner = ofPath(name);
        if (owner != null) {
          owners.add(owner);
        }
      }
      owners.stream().filter(this::isPlace).forEach(names::add);
      names.addAll(owners);
      names.addAll(actors.names());
      return names;
    }
    for (var name : trace.steps().getFirst().state().sequencedKeySet()) {
      var members = families.getOrDefault(name, 0);
      for (var i = 0; i < members; i++) {
        names.add(member(name, i));
      }
      if (members == 0 && !channels.names().contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private String member(String family, int index) {
    return addressed.size() > 1 && addressed.contains(family)
        ? "process " + index
        : family + "[" + index + "]";
  }

  private static SequencedMap<String, Integer> families(Trace trace, Channels channels) {
    var families = new LinkedHashMap<String, Integer>();
    for (var name : trace.steps().getFirst().state().sequencedKeySet()) {
      var sizes =
          trace.steps().stream()
              .map(step -> step.state().get(name))
              .map(value -> value instanceof Value.Sequence(var members) ? members.size() : 0)
              .distinct()
              .toList();
      if (sizes.size() == 1 && sizes.getFirst() > 0 && !channels.names().contains(name)) {
        families.put(name, sizes.getFirst());
      }
    }
    return families;
  }

  /// The greatest index that a message names a process by; -1 where none does, or where one could
  /// not be an index.
  private static long greatestIndex(Trace trace, Channels channels) {
    var indices =
        trace.steps().stream()
            .flatMap(
                step ->
                    channels.names().stream().flatMap(it -> channels.contents(step, it).stream()))
            .map(Endpoints::of)
            .flatMap(ends -> Stream.concat(index(ends.from()), index(ends.to())))
            .mapToLong(Long::longValue)
            .summaryStatistics();
    return indices.getCount() == 0 || indices.getMin() < 0 ? -1 : indices.getMax();
  }

  private static Stream<Long> index(@Nullable Value endpoint) {
    return endpoint instanceof Value.Int(var index) ? Stream.of(index) : Stream.of();
  }

  /// The families that have a member for every index; of these, the ones as great as the smallest.
  private static List<String> addressed(SequencedMap<String, Integer> families, long greatest) {
    var smallest = families.values().stream().filter(size -> size > greatest).min(Integer::compare);
    return greatest < 0 || smallest.isEmpty()
        ? List.of()
        : families.keySet().stream()
            .filter(name -> smallest.get().equals(families.get(name)))
            .toList();
  }
}
