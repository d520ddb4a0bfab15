package dev.plimsoll.properties.linearizability;

import java.util.Optional;

/// One operation of a history.
///
/// @param operation what was asked
/// @param response what was answered; empty: nobody knows, and it may or may not have had an
///     effect, at any time after the call
/// @param called when it was called, in any unit that is the same throughout the history
/// @param returned when the answer came; meaningless where there is none
/// @param place where it was recorded, such as `FILE:LINE`
public record Call<O, R>(
    O operation, Optional<R> response, long called, long returned, String place) {

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
}
