package dev.plimsoll.cluster.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What has been so of late.
///
/// @param ticks by age, the present one first: all that has been so in it, each once
/// @param <T> whatever is remembered
record Recent<T>(List<List<T>> ticks) {

  Recent {
    ticks = ticks.stream().map(List::copyOf).toList();
  }

  /// Nothing but this has been so.
  static <T> Recent<T> only(T value, int ticks) {
    return new Recent<>(Collections.nCopies(ticks, List.of(value)));
  }

  /// After a change.
  Recent<T> and(T value) {
    var present = Stream.concat(ticks.getFirst().stream(), Stream.of(value)).distinct().toList();
    var all = new ArrayList<>(ticks);
    all.set(0, present);
    return new Recent<>(all);
  }

  /// After a tick, at whose beginning this is so.
  Recent<T> next(T value) {
    var all = new ArrayList<>(List.of(List.of(value)));
    all.addAll(ticks.subList(0, ticks.size() - 1));
    return new Recent<>(all);
  }

  boolean any(Predicate<T> test) {
    return ticks.stream().flatMap(List::stream).anyMatch(test);
  }

  boolean all(Predicate<T> test) {
    return ticks.stream().flatMap(List::stream).allMatch(test);
  }
}
