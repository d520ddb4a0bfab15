package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.memory.Words;
import dev.plimsoll.checker.value.Values;
import java.util.Arrays;
import java.util.HashMap;

/// Gives each value a small number, the same to equal values, from 0 without gaps.
///
/// Safe for many threads: numbers are given under a lock; a value is looked up without one.
///
/// @param <T> immutable values with value equality
public final class Interner<T> {

  private final HashMap<T, Integer> ids = new HashMap<>();
  private volatile Object[] values = new Object[16];

  /// The number of the value, a new one if it was never seen.
  public synchronized int id(T value) {
    var known = ids.get(value);
    if (known != null) {
      return known;
    }
    var id = ids.size();
    if (id == values.length) {
      values = Arrays.copyOf(values, 2 * id);
    }
    values[id] = value;
    ids.put(value, id);
    return id;
  }

  /// How many values have a number.
  synchronized int size() {
    return ids.size();
  }

  /// The value of the number.
  @SuppressWarnings("unchecked")
  public T value(int id) {
    return (T) values[id];
  }

  /// A number that depends on all values and their order, the same in every process.
  synchronized long digest() {
    var digest = 0L;
    for (var id = 0; id < ids.size(); id++) {
      digest = Words.mix(digest ^ Values.of(value(id)).digest());
    }
    return digest;
  }

  /// Whether the value is still found under its number: not so if it was changed after the fact.
  synchronized boolean isIntact(int id) {
    var found = ids.get(value(id));
    return found != null && found == id;
  }
}
