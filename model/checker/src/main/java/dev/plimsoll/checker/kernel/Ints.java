package dev.plimsoll.checker.kernel;

import java.util.Arrays;

/// A list of numbers that grows.
public final class Ints {

  private int[] elements = new int[16];
  private int size;

  /// Adds at the end.
  public void add(int element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, 2 * size);
    }
    elements[size++] = element;
  }

  /// The element at `index`.
  public int get(int index) {
    return elements[index];
  }

  /// Replaces the element at `index`.
  public void set(int index, int element) {
    elements[index] = element;
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// Drops all elements from `size` on.
  public void truncate(int size) {
    this.size = size;
  }

  /// A copy.
  public int[] toArray() {
    return Arrays.copyOf(elements, size);
  }
}
