package dev.plimsoll.checker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// That identities, such as servers or nodes, are interchangeable: whatever can happen can happen
/// as well with any two of them exchanged.
///
/// Identities are the numbers from 0 up to {@link #size}. Each of the {@link #families} has one
/// variable for each identity, which belongs to it. Values that mention identities are renamed by
/// functions that the model gives, for a type of values or for a variable; such values are found in
/// lists, sets, maps and optionals as well. All other values are taken to mention none.
public final class Symmetry {

  private final String name;
  private final int size;
  private final List<List<? extends Variable>> families = new ArrayList<>();
  private final Map<Class<?>, BiFunction<Object, Permutation, Object>> types =
      new LinkedHashMap<>();
  private final Map<Integer, BiFunction<Object, Permutation, Object>> slots = new LinkedHashMap<>();

  Symmetry(String name, int size) {
    this.name = name;
    this.size = size;
  }

  /// Says that variables belong to the identities, one to each.
  ///
  /// @param family in the order of identities; all of one family of cells or queues
  /// @throws IllegalArgumentException if they are not as many as there are identities
  public Symmetry owning(List<? extends Variable> family) {
    if (family.size() != size) {
      throw new IllegalArgumentException(
          "Each family of interchangeable variables must have %d members, one for each \"%s\""
              .formatted(size, name));
    }
    families.add(family instanceof Cells<?> ? family : List.copyOf(family));
    return this;
  }

  /// Says how values of a type, and of its subtypes, read when identities have other names.
  @SuppressWarnings("unchecked")
  public <V> Symmetry renaming(Class<V> type, BiFunction<V, Permutation, V> renaming) {
    types.put(type, (BiFunction<Object, Permutation, Object>) (BiFunction<?, ?, ?>) renaming);
    return this;
  }

  /// Says how the values of a cell read when identities have other names, where their type does not
  /// tell, such as numbers.
  @SuppressWarnings("unchecked")
  public <V> Symmetry renaming(Cell<V> cell, BiFunction<V, Permutation, V> renaming) {
    slots.put(
        cell.slot(), (BiFunction<Object, Permutation, Object>) (BiFunction<?, ?, ?>) renaming);
    return this;
  }

  /// Says how messages read, where their type does not tell.
  @SuppressWarnings("unchecked")
  public <M> Symmetry renaming(Channel<M> channel, BiFunction<M, Permutation, M> renaming) {
    slots.put(
        channel.slot(), (BiFunction<Object, Permutation, Object>) (BiFunction<?, ?, ?>) renaming);
    return this;
  }

  /// Says so of each cell of a family.
  public <V> Symmetry renaming(Cells<V> cells, BiFunction<V, Permutation, V> renaming) {
    cells.forEach(cell -> renaming(cell, renaming));
    return this;
  }

  /// What an identity is called, such as `server`.
  public String name() {
    return name;
  }

  /// How many identities there are.
  public int size() {
    return size;
  }

  /// Variables that belong to identities, each list in the order of identities.
  public List<List<? extends Variable>> families() {
    return Collections.unmodifiableList(families);
  }

  /// How a value is renamed; null where it mentions no identity, as far as its own type says.
  public @Nullable BiFunction<Object, Permutation, Object> renamingOf(Object value) {
    for (var entry : types.entrySet()) {
      if (entry.getKey().isInstance(value)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /// How the values of a slot are renamed; null where their types tell.
  public @Nullable BiFunction<Object, Permutation, Object> renamingAt(int slot) {
    return slots.get(slot);
  }
}
