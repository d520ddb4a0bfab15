package dev.plimsoll.reports.cli;

import dev.plimsoll.properties.linearizability.Call;
import dev.plimsoll.properties.linearizability.Register.Operation;
import dev.plimsoll.properties.linearizability.Register.Response;
import dev.plimsoll.properties.linearizability.RevisionOrder.Disagreement;
import dev.plimsoll.properties.linearizability.Verdict;
import java.util.List;
import java.util.Optional;

/// What became of one history.
///
/// @param keys by name
/// @param revisions how many answers have one
/// @param disagreement two answers whose revisions disagree with real time
record HistoryReport(
    String file, List<Key> keys, int revisions, Optional<Disagreement> disagreement) {

  /// The operations on one key, without reads that nobody answered.
  record Key(String name, List<HistoryLine> lines, Verdict<Operation, Response> verdict) {

    /// The line that a call was recorded in.
    HistoryLine line(Call<Operation, Response> call) {
      return lines.stream()
          .filter(line -> line.call().place().equals(call.place()))
          .findFirst()
          .orElseThrow();
    }
  }

  /// The exit status for it.
  int status() {
    var ofKeys =
        keys.stream()
            .map(
                key ->
                    switch (key.verdict()) {
                      case Verdict.Linearizable<Operation, Response> _ -> ExitStatus.HOLDS;
                      case Verdict.NotLinearizable<Operation, Response> _ -> ExitStatus.VIOLATED;
                      case Verdict.Undecided<Operation, Response> _ -> ExitStatus.INCOMPLETE;
                    })
            .min(ExitStatus.worstFirst())
            .orElse(ExitStatus.HOLDS);
    return disagreement.isPresent() ? ExitStatus.VIOLATED : ofKeys;
  }
}
