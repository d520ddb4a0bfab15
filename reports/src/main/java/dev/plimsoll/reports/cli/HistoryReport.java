package dev.plimsoll.reports.cli;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Disagreement;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Reads;
import dev.plimsoll.etcd.linearizability.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What became of one history.
///
/// @param parts by key
/// @param revisions how many answers have one
/// @param disagreement two answers whose revisions disagree with real time
record HistoryReport(
    String file, List<History.Part> parts, long revisions, Optional<Disagreement> disagreement) {

  static HistoryReport of(String file, History history, Reads reads, BooleanSupplier isTimeUp) {
    var revisions =
        history.calls().stream()
            .flatMap(call -> call.response().stream())
            .filter(answer -> answer.revision().isPresent())
            .count();
    return new HistoryReport(
        file, history.check(reads, isTimeUp), revisions, history.disagreement());
  }

  /// The exit status for it.
  int status() {
    var worst =
        parts.stream()
            .map(
                part ->
                    switch (part.verdict()) {
                      case Verdict.Linearizable<Operation, Answer> _ -> ExitStatus.HOLDS;
                      case Verdict.NotLinearizable<Operation, Answer> _ -> ExitStatus.VIOLATED;
                      case Verdict.Undecided<Operation, Answer> _ -> ExitStatus.INCOMPLETE;
                    })
            .min(ExitStatus.worstFirst())
            .orElse(ExitStatus.HOLDS);
    return disagreement.isPresent() ? ExitStatus.VIOLATED : worst;
  }

  /// The smallest parts that are not linearizable, one after another; two calls whose revisions
  /// disagree, where there is nothing else.
  List<Call<Operation, Answer>> smallest() {
    var smallest =
        parts.stream()
            .flatMap(
                part ->
                    part.verdict() instanceof Verdict.NotLinearizable<Operation, Answer> wrong
                        ? wrong.smallest().stream()
                        : Stream.empty())
            .toList();
    return smallest.isEmpty()
        ? disagreement.map(two -> List.of(two.first(), two.second())).orElse(List.of())
        : smallest;
  }
}
