package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.history.HistoryWriter;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Verdict;
import java.util.List;

/// What `plimsoll linearizable --format json` prints.
final class LinearizableJson {

  static Json encode(HistoryReport report) {
    var json =
        Json.object()
            .with("file", report.file())
            .with("parts", Json.list(report.parts(), LinearizableJson::encode))
            .with("revisions", report.revisions());
    report
        .disagreement()
        .ifPresent(
            wrong ->
                json.with(
                    "disagreement",
                    Json.object()
                        .with("first", wrong.first().place())
                        .with("second", wrong.second().place())
                        .build()));
    return json.build();
  }

  private static Json encode(History.Part part) {
    var json =
        Json.object()
            .with("keys", Json.list(part.keys(), Json::text))
            .with("operations", part.calls().size());
    switch (part.verdict()) {
      case Verdict.Linearizable<Operation, Answer>(var order) ->
          json.with("verdict", "linearizable").with("order", places(order));
      case Verdict.Undecided<Operation, Answer> _ -> json.with("verdict", "undecided");
      case Verdict.NotLinearizable<Operation, Answer>(var smallest, var furthest, var isSmallest) ->
          json.with("verdict", "not-linearizable")
              .with("smallest", Json.list(smallest, HistoryWriter::encode))
              .with("places", places(smallest))
              .with("furthest", places(furthest))
              .with("isSmallest", isSmallest);
    }
    return json.build();
  }

  private static Json places(List<Call<Operation, Answer>> calls) {
    return Json.list(calls, call -> Json.text(call.place()));
  }

  private LinearizableJson() {}
}
