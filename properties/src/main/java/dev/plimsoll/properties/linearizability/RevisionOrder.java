package dev.plimsoll.properties.linearizability;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Whether the revisions that etcd answered with agree with real time.
///
/// etcd counts up one revision with each write to the store, whatever its key, and answers with the
/// revision at which a request was served. So a later answer has no earlier revision, that of a
/// later write is greater, and no two writes have the same.
public final class RevisionOrder {

  /// One answer.
  ///
  /// @param revision that of the header of the response
  /// @param isWrite whether the request changed the store, and has made the revision
  /// @param maybeStale whether it may have been served at an earlier revision than the newest
  public record Answer(
      long called,
      long returned,
      long revision,
      boolean isWrite,
      boolean maybeStale,
      String place) {}

  /// Two answers that disagree: `first` returned before `second` was called, or both are writes.
  public record Disagreement(Answer first, Answer second) {}

  /// The first disagreement, by the time of the later call.
  public static Optional<Disagreement> disagreement(List<Answer> answers) {
    var byCall = answers.stream().sorted(Comparator.comparingLong(Answer::called)).toList();
    var byReturn = answers.stream().sorted(Comparator.comparingLong(Answer::returned)).toList();
    var writes = new HashMap<Long, Answer>();
    var returned = 0;
    Optional<Answer> newest = Optional.empty();
    for (var answer : byCall) {
      for (; byReturn.get(returned).returned() < answer.called(); returned++) {
        var before = byReturn.get(returned);
        if (newest.isEmpty() || newest.get().revision() < before.revision()) {
          newest = Optional.of(before);
        }
      }
      var least = newest.map(Answer::revision).orElse(0L) + (answer.isWrite() ? 1 : 0);
      if (newest.isPresent() && !answer.maybeStale() && answer.revision() < least) {
        return Optional.of(new Disagreement(newest.get(), answer));
      }
      var same = answer.isWrite() ? writes.put(answer.revision(), answer) : null;
      if (same != null) {
        return Optional.of(new Disagreement(same, answer));
      }
    }
    return Optional.empty();
  }

  private RevisionOrder() {}
}
