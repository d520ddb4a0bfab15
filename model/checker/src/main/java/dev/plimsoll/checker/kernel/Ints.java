package dev.plimsoll.checker.kernel;

import java.util.Arrays;

/// A list of numbers that grows.
public final class Ints {

  private int[] elements = new int[16];
  private int size;

  /// Adds at the end.
  ///
  /// @throws ArithmeticException if there are more than an array holds
  public void add(int element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, Math.multiplyExact(size, 2));
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

  /// The last one, of one or more.
  public int getLast() {
    return elements[size - 1];
  }

  /// Takes the last one away, of one or more.
  public int removeLast() {
    size--;
    return elements[size];
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// Whether there are none.
  public boolean isEmpty() {
    return size == 0;
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
