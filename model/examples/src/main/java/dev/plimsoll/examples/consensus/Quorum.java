package dev.plimsoll.examples.consensus;

import dev.plimsoll.checker.Permutation;
import java.util.List;
import java.util.stream.IntStream;

/// Some of a number of acceptors, enough of them to have members in common with others such.
///
/// @param members in ascending order; acceptors are numbered from 0
public record Quorum(List<Integer> members) {

  public Quorum {
    members = List.copyOf(members);
  }

  /// The smallest majorities: any two of them have a member in common.
  ///
  /// @param acceptors how many there are, 1 to 9
  public static List<Quorum> majorities(int acceptors) {
    return ofSize(acceptors, acceptors / 2 + 1);
  }

  /// The smallest sets any three of which have a member in common.
  ///
  /// @param acceptors how many there are, 1 to 9
  static List<Quorum> meetingInThrees(int acceptors) {
    return ofSize(acceptors, 2 * acceptors / 3 + 1);
  }

  private static List<Quorum> ofSize(int acceptors, int size) {
    if (acceptors < 1 || acceptors > 9) {
      throw new IllegalArgumentException("acceptors must be from 1 to 9, but is " + acceptors);
    }
    return IntStream.range(0, 1 << acceptors)
        .filter(bits -> Integer.bitCount(bits) == size)
        .mapToObj(bits -> IntStream.range(0, acceptors).filter(a -> (bits >> a & 1) == 1))
        .map(members -> new Quorum(members.boxed().toList()))
        .toList();
  }

  /// The same when acceptors have other names.
  public Quorum renamed(Permutation to) {
    return new Quorum(members.stream().map(to::of).sorted().toList());
  }
}
