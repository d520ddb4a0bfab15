package dev.plimsoll.examples.consensus;

import dev.plimsoll.checker.Permutation;
import java.util.List;
import java.util.stream.IntStream;

/// A value in a ballot: proposed there, or voted for.
///
/// @param ballot from 0
/// @param value from 0; one is as good as another: no rule tells them apart
record Vote(int ballot, int value) {

  /// Stands for no value.
  static final int NO_VALUE = -1;

  /// Before the first one.
  static final Vote NONE = new Vote(-1, NO_VALUE);

  /// One for each value.
  static List<Vote> in(int ballot, int values) {
    return IntStream.range(0, values).mapToObj(value -> new Vote(ballot, value)).toList();
  }

  /// One for each value in each earlier ballot.
  static List<Vote> before(int ballot, int values) {
    return IntStream.range(0, ballot)
        .boxed()
        .flatMap(earlier -> in(earlier, values).stream())
        .toList();
  }

  /// The same when values have other names.
  Vote renamed(Permutation to) {
    return new Vote(ballot, to.of(value));
  }
}
