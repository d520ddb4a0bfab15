package dev.plimsoll.etcd.linearizability;

import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The times at which a key must have had a value that only one call writes; after Gibbons and
/// Korach, "Testing shared memories" (1997), section 4.
///
/// The key has the value without a break. So from the first return of the calls that write or see
/// it to the last call of them, it has no other: there is no such time of another value that
/// overlaps with this one, and no call that writes or sees another is within it.
final class Zones {

  /// A value that a key has, or that it has none.
  private record Held(String key, Optional<String> value) {}

  /// What is known of a value: of its calls, that which returned first, and that which was called
  /// last.
  private record Zone(Call<Operation, Answer> first, Call<Operation, Answer> last) {

    static Zone of(Call<Operation, Answer> call) {
      return new Zone(call, call);
    }

    Zone with(Zone other) {
      return new Zone(
          other.firstReturn() < firstReturn() ? other.first : first,
          other.lastCall() > lastCall() ? other.last : last);
    }

    long firstReturn() {
      return first.isPending() ? Long.MAX_VALUE : first.returned();
    }

    long lastCall() {
      return last.called();
    }

    boolean isForward() {
      return firstReturn() < lastCall();
    }

    List<Call<Operation, Answer>> and(Zone other) {
      return List.of(first, last, other.first, other.last);
    }
  }

  private final Map<Held, Zone> zones = new HashMap<>();
  private final Map<String, TreeMap<Long, Held>> forward = new HashMap<>();

  private Zones(Collection<Call<Operation, Answer>> history) {
    var once = writtenOnce(history);
    for (var call : history) {
      for (var held : held(call)) {
        if (once.contains(held)) {
          zones.merge(held, Zone.of(call), Zone::with);
        }
      }
    }
  }

  /// Some calls that cannot all be in one order; none if this does not say so.
  ///
  /// @param history without calls that may be stale
  static List<Call<Operation, Answer>> conflict(Collection<Call<Operation, Answer>> history) {
    var zones = new Zones(history);
    var overlap = zones.overlap();
    if (!overlap.isEmpty()) {
      return overlap;
    }
    for (var call : history) {
      for (var held : held(call)) {
        var zone = zones.zones.getOrDefault(held, Zone.of(call));
        for (var each : List.of(Zone.of(call), zone)) {
          var around = zones.around(held, each);
          if (around.isPresent()) {
            return around.get().and(each);
          }
        }
      }
    }
    return List.of();
  }

  private List<Call<Operation, Answer>> overlap() {
    for (var each : zones.entrySet()) {
      var zone = each.getValue();
      if (zone.isForward()) {
        var ofKey = forward.computeIfAbsent(each.getKey().key, _ -> new TreeMap<>());
        var before = ofKey.lowerEntry(zone.lastCall());
        var other = before == null ? null : zones.get(before.getValue());
        if (other != null && other.lastCall() > zone.firstReturn()) {
          return other.and(zone);
        }
        ofKey.put(zone.firstReturn(), each.getKey());
      }
    }
    return List.of();
  }

  /// The zone of another value that is around calls of this one, all of which overlap.
  private Optional<Zone> around(Held held, Zone zone) {
    var ofKey = forward.get(held.key);
    var before = ofKey == null || zone.isForward() ? null : ofKey.lowerEntry(zone.lastCall());
    return Optional.ofNullable(before)
        .filter(other -> !other.getValue().equals(held))
        .map(other -> zones.get(other.getValue()))
        .filter(other -> other.lastCall() > zone.firstReturn());
  }

  private static Set<Held> writtenOnce(Collection<Call<Operation, Answer>> history) {
    var once = new HashSet<Held>();
    var written = new HashSet<Held>();
    for (var call : history) {
      singles(call.operation())
          .filter(Put.class::isInstance)
          .map(Put.class::cast)
          .map(put -> new Held(put.key(), Optional.of(put.value())))
          .forEach(
              held -> {
                if (written.add(held)) {
                  once.add(held);
                } else {
                  once.remove(held);
                }
              });
    }
    return once;
  }

  private static Stream<Single> singles(Operation operation) {
    return switch (operation) {
      case Single single -> Stream.of(single);
      case Txn(_, var success, var failure) -> Stream.concat(success.stream(), failure.stream());
    };
  }

  /// What keys have at the moment of a call, or just before or after it; perhaps not all of it.
  private static List<Held> held(Call<Operation, Answer> call) {
    if (call.response().isEmpty()) {
      return call.operation() instanceof Put(var key, var value)
          ? List.of(new Held(key, Optional.of(value)))
          : List.of();
    }
    return held(call.operation(), call.response().get().response());
  }

  private static List<Held> held(Operation operation, Response response) {
    return switch (operation) {
      case Single single -> held(single, response);
      case Txn(var compares, var success, var failure) -> {
        if (!(response instanceof Outcome(var succeeded, var responses))) {
          yield List.of();
        }
        var held = new ArrayList<Held>();
        if (succeeded) {
          compares.forEach(compare -> held.add(new Held(compare.key(), compare.value())));
        }
        var done = succeeded ? success : failure;
        if (done.size() == 1 && responses.size() == 1) {
          held.addAll(held(done.getFirst(), responses.getFirst()));
        }
        yield held;
      }
    };
  }

  private static List<Held> held(Single single, Response response) {
    return switch (response) {
      case Value(var value) -> List.of(new Held(single.key(), value));
      case Written() when single instanceof Put(var key, var value) ->
          List.of(new Held(key, Optional.of(value)));
      case Deleted _ -> List.of(new Held(single.key(), Optional.empty()));
      case Written(), Outcome _ -> List.of();
    };
  }
}
