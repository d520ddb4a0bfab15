package dev.plimsoll.etcd.linearizability;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Whether the revisions that etcd answered with agree with real time.
///
/// etcd counts up one revision with each write to the store, whatever its key, and answers with the
/// revision at which a request was served. So a later answer has no earlier revision, that of a
/// later write is greater, and no two writes have the same.
final class RevisionOrder {

  /// One answer that has a revision.
  ///
  /// @param isWrite whether the request changed the store, and has made the revision
  /// @param mayBeStale whether it may have been served at an earlier revision than the newest
  private record Answered(
      Call<Operation, Answer> call, long revision, boolean isWrite, boolean mayBeStale) {

    static Optional<Answered> of(Call<Operation, Answer> call) {
      if (call.response().isEmpty() || call.response().get().revision().isEmpty()) {
        return Optional.empty();
      }
      var answer = call.response().get();
      return Optional.of(
          new Answered(
              call,
              answer.revision().getAsLong(),
              !answer.response().isRead(),
              call.operation() instanceof Operation.Get(_, var isSerializable) && isSerializable));
    }
  }

  /// The first disagreement, by the time of the later call.
  static Optional<Disagreement> disagreement(List<Call<Operation, Answer>> calls) {
    var answered = calls.stream().map(Answered::of).flatMap(Optional::stream).toList();
    var byCall =
        answered.stream().sorted(Comparator.comparingLong(each -> each.call.called())).toList();
    var byReturn =
        answered.stream().sorted(Comparator.comparingLong(each -> each.call.returned())).toList();
    var writes = new HashMap<Long, Answered>();
    var returned = 0;
    Optional<Answered> newest = Optional.empty();
    for (var each : byCall) {
      for (; byReturn.get(returned).call.returned() < each.call.called(); returned++) {
        var before = byReturn.get(returned);
        if (newest.isEmpty() || newest.get().revision < before.revision) {
          newest = Optional.of(before);
        }
      }
      var least = newest.map(Answered::revision).orElse(0L) + (each.isWrite ? 1 : 0);
      if (newest.isPresent() && !each.mayBeStale && each.revision < least) {
        return Optional.of(new Disagreement(newest.get().call, each.call));
      }
      var same = each.isWrite ? writes.put(each.revision, each) : null;
      if (same != null) {
        return Optional.of(new Disagreement(same.call, each.call));
      }
    }
    return Optional.empty();
  }

  private RevisionOrder() {}
}
