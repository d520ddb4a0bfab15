package dev.plimsoll.checker;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A family of like cells, one for each replica, node or client: `server[0]`, `server[1]`, ...
///
/// @param <T> the values: immutable, with value equality
public final class Cells<T> extends AbstractList<Cell<T>> {

  /// Two members of one family, in this order.
  public record Pair<T>(Cell<T> first, Cell<T> second) {}

  private final String name;
  private final List<Cell<T>> members;

  Cells(String name, int firstSlot, int count) {
    this.name = name;
    members =
        IntStream.range(0, count)
            .mapToObj(i -> new Cell<T>(name + "[" + i + "]", firstSlot + i, i))
            .toList();
  }

  /// The name of the family, without an index.
  public String name() {
    return name;
  }

  @Override
  public Cell<T> get(int index) {
    return members.get(index);
  }

  /// The member that stands where `other` stands in its own family: what is known of the same
  /// replica, node or client.
  public Cell<T> at(Cell<?> other) {
    return members.get(other.index());
  }

  @Override
  public int size() {
    return members.size();
  }

  /// Every ordered pair of different members.
  public List<Pair<T>> pairs() {
    var pairs = new ArrayList<Pair<T>>();
    for (var first : members) {
      for (var second : members) {
        if (first.slot() != second.slot()) {
          pairs.add(new Pair<>(first, second));
        }
      }
    }
    return List.copyOf(pairs);
  }

  /// What the members hold, in order.
  public List<T> values(State state) {
    return members.stream().map(state::get).toList();
  }

  /// Whether every member holds `value`; members after the first that does not are not read.
  public boolean all(State state, T value) {
    return all(state, held -> Objects.equals(held, value));
  }

  /// Whether every member's value passes; members after the first that does not are not read.
  public boolean all(State state, Predicate<? super T> test) {
    return members.stream().allMatch(cell -> test.test(state.get(cell)));
  }

  /// Whether some member holds `value`; members after the first that does are not read.
  public boolean any(State state, T value) {
    return any(state, held -> Objects.equals(held, value));
  }

  /// Whether some member's value passes; members after the first that does are not read.
  public boolean any(State state, Predicate<? super T> test) {
    return members.stream().anyMatch(cell -> test.test(state.get(cell)));
  }

  /// How many members' values pass.
  public int count(State state, Predicate<? super T> test) {
    return (int) members.stream().filter(cell -> test.test(state.get(cell))).count();
  }

  /// What is shown of an argument of a rule or claim: of a pair both.
  static List<?> shown(Object argument) {
    return argument instanceof Pair<?>(var first, var second)
        ? List.of(first, second)
        : List.of(argument);
  }
}
