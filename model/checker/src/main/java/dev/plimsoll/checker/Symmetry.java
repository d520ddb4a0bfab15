package dev.plimsoll.checker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// That identities, such as servers or nodes, are interchangeable: whatever can happen can happen
/// as well with any two of them exchanged.
///
/// Identities are the numbers from 0 up to {@link #size}. Cells of {@link #families} belong to the
/// identity of their index. Values that mention identities are renamed by functions that the model
/// gives, for a type of values or for a variable; such values are found in lists, sets, maps and
/// optionals as well. All other values are taken to mention none.
public final class Symmetry {

  private final String name;
  private final int size;
  private final List<Cells<?>> families;
  private final Map<Class<?>, BiFunction<Object, Permutation, Object>> types =
      new LinkedHashMap<>();
  private final Map<Integer, BiFunction<Object, Permutation, Object>> slots = new LinkedHashMap<>();

  Symmetry(String name, int size, List<Cells<?>> families) {
    if (families.stream().anyMatch(family -> family.size() != size)) {
      throw new IllegalArgumentException(
          "Each family of interchangeable cells must have %d members, one for each \"%s\""
              .formatted(size, name));
    }
    this.name = name;
    this.size = size;
    this.families = List.copyOf(families);
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

  /// The families of cells that belong to identities.
  public List<Cells<?>> families() {
    return families;
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
