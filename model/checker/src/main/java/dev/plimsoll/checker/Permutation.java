package dev.plimsoll.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// New names for identities: for each of the numbers from 0 up to a size, another one.
public final class Permutation {

  private final int[] to;

  private Permutation(int[] to) {
    this.to = to;
  }

  /// The one that gives identity `i` the name `to[i]`.
  ///
  /// @throws IllegalArgumentException if two get the same name, or one that there is not
  public static Permutation of(int... to) {
    var sorted = to.clone();
    Arrays.sort(sorted);
    for (var i = 0; i < to.length; i++) {
      if (sorted[i] != i) {
        throw new IllegalArgumentException(
            "Not a permutation of the numbers below %d: %s"
                .formatted(to.length, Arrays.toString(to)));
      }
    }
    return new Permutation(to.clone());
  }

  /// The one that exchanges two of `size` identities.
  public static Permutation exchanging(int one, int other, int size) {
    var to = identity(size);
    to[one] = other;
    to[other] = one;
    return new Permutation(to);
  }

  /// The one that gives each of `size` identities the name of the next, and the last that of the
  /// first.
  public static Permutation rotating(int size) {
    var to = identity(size);
    for (var i = 0; i < size; i++) {
      to[i] = (i + 1) % size;
    }
    return new Permutation(to);
  }

  private static int[] identity(int size) {
    var to = new int[size];
    Arrays.setAll(to, i -> i);
    return to;
  }

  /// How many identities there are.
  public int size() {
    return to.length;
  }

  /// The new name of an identity; a negative number, such as one that stands for nobody, stays.
  public int of(int identity) {
    return identity < 0 ? identity : to[identity];
  }

  /// The new names of identities that are given as bits.
  public int ofBits(int identities) {
    var renamed = 0;
    for (var i = 0; i < to.length; i++) {
      renamed |= (identities >>> i & 1) << to[i];
    }
    return renamed;
  }

  /// A list with an element for each identity, in order of their new names.
  public <T> List<T> ofList(List<T> byIdentity) {
    var renamed = new ArrayList<T>(Collections.nCopies(to.length, byIdentity.getFirst()));
    for (var i = 0; i < to.length; i++) {
      renamed.set(to[i], byIdentity.get(i));
    }
    return List.copyOf(renamed);
  }

  @Override
  public String toString() {
    return Arrays.toString(to);
  }
}
