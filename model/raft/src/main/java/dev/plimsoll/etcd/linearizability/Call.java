package dev.plimsoll.etcd.linearizability;

import java.util.Optional;

/// One call of a history.
///
/// @param client who called
/// @param operation what was asked
/// @param response what was answered; empty: nobody knows, and it may or may not have had an
///     effect, at any time after the call
/// @param called when it was called, in any unit that is the same throughout the history
/// @param returned when the answer came; meaningless where there is none
/// @param place where it was recorded, such as `FILE:LINE`
public record Call<O, R>(
    String client, O operation, Optional<R> response, long called, long returned, String place) {

  /// @throws IllegalArgumentException if it returned before it was called
  public Call {
    if (response.isPresent() && returned < called) {
      throw new IllegalArgumentException(
          "%s: expected a return at or after the call at %d, but it is at %d"
              .formatted(place, called, returned));
    }
  }

  /// Whether its answer is unknown.
  public boolean isPending() {
    return response.isEmpty();
  }

  /// The same call with another answer, or with an unknown one.
  Call<O, R> with(Optional<R> other) {
    return new Call<>(client, operation, other, called, returned, place);
  }
}
