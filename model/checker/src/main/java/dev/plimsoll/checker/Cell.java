package dev.plimsoll.checker;

/// A variable that holds one value.
///
/// @param name such as `coordinator`, or `server[1]` for a member of {@link Cells}
/// @param index the place in its family, from 0; 0 for a cell of its own
/// @param <T> the values: immutable, with value equality
@SuppressWarnings("UnusedTypeParameter") // it types the reads and writes
public record Cell<T>(String name, int slot, int index) implements Variable {

  @Override
  public String toString() {
    return name;
  }
}
