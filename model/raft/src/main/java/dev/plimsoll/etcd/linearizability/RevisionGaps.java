package dev.plimsoll.etcd.linearizability;

import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Whether there is a revision for each write without an answer that has had its effect, whatever
/// their keys: one that no write with an answer has made, and no two the same.
///
/// That a write has had its effect is known where an answer shows a value that no other call
/// writes. Its revision is past those that were answered before it was called, and no later than
/// that answer. Revisions are given in order, to the write whose answer comes first: if that is not
/// possible, nothing is (jobs of one unit with release times and deadlines, Jackson 1955).
final class RevisionGaps {

  private record Written(String key, String value) {}

  /// A write without an answer that has had its effect.
  ///
  /// @param after the last revision that was answered before it was called
  /// @param by the first at which an answer shows it
  private record Seen(
      Call<Operation, Answer> write, long after, long by, Call<Operation, Answer> shown) {}

  private final List<Call<Operation, Answer>> answered;
  private final List<Call<Operation, Answer>> pending;
  private final Map<Written, Integer> writers = new HashMap<>();

  private RevisionGaps(List<Call<Operation, Answer>> calls) {
    answered = calls.stream().filter(call -> revision(call).isPresent()).toList();
    pending = calls.stream().filter(Call::isPending).toList();
    calls.forEach(call -> written(call).forEach(each -> writers.merge(each, 1, Integer::sum)));
  }

  /// A write for which there is no revision, and the answer that shows it.
  static Optional<Disagreement> disagreement(List<Call<Operation, Answer>> calls) {
    return new RevisionGaps(calls).crowded();
  }

  private Optional<Disagreement> crowded() {
    var taken = new HashSet<Long>();
    answered.stream()
        .filter(RevisionGaps::isWrite)
        .forEach(call -> revision(call).ifPresent(taken::add));
    var waiting = seen();
    var open = new PriorityQueue<Seen>(Comparator.comparingLong(Seen::by));
    var next = 0;
    for (var revision = 1L; next < waiting.size() || !open.isEmpty(); revision++) {
      if (open.isEmpty()) {
        revision = Math.max(revision, waiting.get(next).after + 1);
      }
      for (; next < waiting.size() && waiting.get(next).after < revision; next++) {
        open.add(waiting.get(next));
      }
      if (!taken.contains(revision)) {
        var first = open.remove();
        if (first.by < revision) {
          return Optional.of(new Disagreement(first.write, first.shown));
        }
      }
    }
    return Optional.empty();
  }

  /// Those that are seen, by the revision that they come after.
  private List<Seen> seen() {
    var shown = shown();
    var byReturn = new ArrayList<>(answered);
    byReturn.sort(Comparator.comparingLong(Call::returned));
    var byCall = new ArrayList<>(pending);
    byCall.sort(Comparator.comparingLong(Call::called));
    var seen = new ArrayList<Seen>();
    var returned = 0;
    var after = 0L;
    for (var write : byCall) {
      for (;
          returned < byReturn.size() && byReturn.get(returned).returned() < write.called();
          returned++) {
        after = Math.max(after, revision(byReturn.get(returned)).orElseThrow());
      }
      var first =
          written(write)
              .filter(each -> writers.getOrDefault(each, 0) == 1 && shown.containsKey(each))
              .map(shown::get)
              .min(Comparator.comparingLong(RevisionGaps::shows));
      if (first.isPresent()) {
        seen.add(new Seen(write, after, shows(first.get()), first.get()));
      }
    }
    seen.sort(Comparator.comparingLong(Seen::after));
    return seen;
  }

  /// The first answer that shows each value.
  private Map<Written, Call<Operation, Answer>> shown() {
    var shown = new HashMap<Written, Call<Operation, Answer>>();
    for (var call : answered) {
      read(call)
          .forEach(
              each ->
                  shown.merge(
                      each, call, (one, other) -> shows(one) <= shows(other) ? one : other));
    }
    return shown;
  }

  /// What an answer shows was written no later than this.
  private static long shows(Call<Operation, Answer> call) {
    return revision(call).orElseThrow() - (isWrite(call) ? 1 : 0);
  }

  private static boolean isWrite(Call<Operation, Answer> call) {
    return !call.response().orElseThrow().response().isRead();
  }

  private static Optional<Long> revision(Call<Operation, Answer> call) {
    return call.response()
        .filter(answer -> answer.revision().isPresent())
        .map(answer -> answer.revision().getAsLong());
  }

  /// What a call may write.
  private static Stream<Written> written(Call<Operation, Answer> call) {
    var parts =
        switch (call.operation()) {
          case Single single -> Stream.of(single);
          case Txn(_, var success, var failure) ->
              Stream.concat(success.stream(), failure.stream());
        };
    return parts
        .<Written>mapMulti(
            (single, next) -> {
              if (single instanceof Put(var key, var value)) {
                next.accept(new Written(key, value));
              }
            })
        .distinct();
  }

  /// What an answer shows of what was written before.
  private static List<Written> read(Call<Operation, Answer> call) {
    var read = new ArrayList<Written>();
    var response = call.response().orElseThrow().response();
    switch (call.operation()) {
      case Single single -> add(read, single, response);
      case Txn(var compares, var success, var failure) -> {
        if (response instanceof Outcome(var succeeded, var responses)) {
          if (succeeded) {
            compares.forEach(
                each -> each.value().ifPresent(value -> read.add(new Written(each.key(), value))));
          }
          var done = succeeded ? success : failure;
          for (var place = 0; place < Math.min(done.size(), responses.size()); place++) {
            add(read, done.get(place), responses.get(place));
          }
        }
      }
    }
    return read;
  }

  private static void add(List<Written> read, Single single, Response response) {
    if (single instanceof Get(var key, _) && response instanceof Value(var value)) {
      value.ifPresent(each -> read.add(new Written(key, each)));
    }
  }
}
