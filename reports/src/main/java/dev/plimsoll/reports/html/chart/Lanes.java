package dev.plimsoll.reports.html.chart;

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

/// The processes of a trace by name: members of families, and cells that stand alone.
///
/// Where messages name processes by index, and several families have a member for each of them,
/// these members are one process: `term[1]` and `log[1]` are `process 1`.
///
/// @param channels the variables that carry messages
/// @param families sequences of a size that never changes, with that size
/// @param addressed the families whose members are named by index in messages
record Lanes(Set<String> channels, SequencedMap<String, Integer> families, List<String> addressed) {

  private static final Pattern MEMBER = Pattern.compile("([^\\[\\]]+)\\[(\\d{1,9})].*");

  static Lanes of(Trace trace) {
    var channels = Channels.of(trace);
    var families = families(trace, channels);
    return new Lanes(channels, families, addressed(families, greatestIndex(trace, channels)));
  }

  /// The process of the variable, or of the member, that a path begins with, such as
  /// `server[1].log[0]`; null for a channel.
  @Nullable String ofPath(String path) {
    var member = MEMBER.matcher(path);
    if (member.matches() && families.containsKey(member.group(1))) {
      return member(member.group(1), Integer.parseInt(member.group(2)));
    }
    var name = path.split("[\\[.]", 2)[0];
    return channels.contains(name) ? null : name;
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

  /// The process that a step's argument is, such as the text `server[1]`; null where it is none.
  @Nullable String ofArgument(Value argument) {
    if (!(argument instanceof Value.Text(var text))) {
      return null;
    }
    var member = MEMBER.matcher(text);
    return member.matches() && families.containsKey(member.group(1)) ? ofPath(text) : null;
  }

  /// The processes whose variables changed, in order of declaration.
  Set<String> changed(List<Change> changes) {
    var names = new LinkedHashSet<String>();
    changes.stream()
        .map(change -> ofPath(change.path()))
        .filter(Objects::nonNull)
        .forEach(names::add);
    return names;
  }

  /// Every process there may be, in order of declaration.
  Set<String> all(Trace trace) {
    var names = new LinkedHashSet<String>();
    for (var name : trace.steps().getFirst().state().sequencedKeySet()) {
      var members = families.getOrDefault(name, 0);
      for (var i = 0; i < members; i++) {
        names.add(member(name, i));
      }
      if (members == 0 && !channels.contains(name)) {
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

  private static SequencedMap<String, Integer> families(Trace trace, Set<String> channels) {
    var families = new LinkedHashMap<String, Integer>();
    for (var name : trace.steps().getFirst().state().sequencedKeySet()) {
      var sizes =
          trace.steps().stream()
              .map(step -> step.state().get(name))
              .map(value -> value instanceof Value.Sequence(var members) ? members.size() : 0)
              .distinct()
              .toList();
      if (sizes.size() == 1 && sizes.getFirst() > 0 && !channels.contains(name)) {
        families.put(name, sizes.getFirst());
      }
    }
    return families;
  }

  /// The greatest index that a message names a process by; -1 where none does, or where one could
  /// not be an index.
  private static long greatestIndex(Trace trace, Set<String> channels) {
    var indices =
        trace.steps().stream()
            .flatMap(step -> channels.stream().flatMap(it -> Channels.contents(step, it).stream()))
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
