package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.properties.linearizability.Call;
import dev.plimsoll.properties.linearizability.Register.Operation;
import dev.plimsoll.properties.linearizability.Register.Response;
import dev.plimsoll.properties.linearizability.Verdict;

/// What `plimsoll linearizable --format json` prints.
final class LinearizableJson {

  static Json encode(HistoryReport report) {
    var json =
        Json.object()
            .with("file", report.file())
            .with("keys", Json.list(report.keys(), LinearizableJson::encode))
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

  private static Json encode(HistoryReport.Key key) {
    var json = Json.object().with("key", key.name()).with("operations", key.lines().size());
    switch (key.verdict()) {
      case Verdict.Linearizable<Operation, Response>(var order) ->
          json.with("verdict", "linearizable")
              .with("order", Json.list(order, call -> Json.text(call.place())));
      case Verdict.Undecided<Operation, Response> _ -> json.with("verdict", "undecided");
      case Verdict.NotLinearizable<Operation, Response>(
              var longest,
              var smallest,
              var isSmallest) ->
          json.with("verdict", "not-linearizable")
              .with("longest", Json.list(longest, call -> Json.text(call.place())))
              .with("smallest", Json.list(smallest, call -> encode(key, call)))
              .with("isSmallest", isSmallest);
    }
    return json.build();
  }

  private static Json encode(HistoryReport.Key key, Call<Operation, Response> call) {
    var line = key.line(call);
    var json =
        Json.object()
            .with("at", call.place())
            .with("client", line.client())
            .with("call", line.call().called())
            .with("operation", LinearizableText.operation(call.operation()))
            .with("serializable", line.maybeStale());
    call.response()
        .ifPresent(
            answer ->
                json.with("ret", call.returned())
                    .with("answer", LinearizableText.response(answer)));
    return json.build();
  }

  private LinearizableJson() {}
}
