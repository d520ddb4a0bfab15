package dev.plimsoll.reports.cli;

import dev.plimsoll.properties.linearizability.Call;
import dev.plimsoll.properties.linearizability.Register.Operation;
import dev.plimsoll.properties.linearizability.Register.Response;
import dev.plimsoll.properties.linearizability.RevisionOrder.Answer;
import dev.plimsoll.properties.linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `plimsoll linearizable` prints.
final class LinearizableText {

  /// One history: a line for each key, and what is wrong.
  static List<String> lines(HistoryReport report) {
    var lines = new ArrayList<String>();
    lines.add(report.file());
    for (var key : report.keys()) {
      var operations = "%s  %d operations: ".formatted(key.name(), key.lines().size());
      switch (key.verdict()) {
        case Verdict.Linearizable<Operation, Response> _ ->
            lines.add("  " + operations + "linearizable");
        case Verdict.Undecided<Operation, Response> _ ->
            lines.add("  " + operations + "the time limit was hit first");
        case Verdict.NotLinearizable<Operation, Response> wrong -> {
          lines.add("  " + operations + "NOT linearizable");
          lines.addAll(lines(key, wrong));
        }
      }
    }
    lines.add("  " + revisions(report));
    return lines;
  }

  private static List<String> lines(
      HistoryReport.Key key, Verdict.NotLinearizable<Operation, Response> wrong) {
    var lines = new ArrayList<String>();
    lines.add(
        wrong.isSmallest()
            ? "    The smallest part that is not:"
            : "    A part that is not (the time limit was hit before it was the smallest):");
    var table = new TextTable(">called", ">returned", "<client", "<operation", "<answer", "<at");
    for (var call : wrong.smallest()) {
      var line = key.line(call);
      table.add(
          String.valueOf(line.call().called()),
          call.isPending() ? "never" : String.valueOf(call.returned()),
          line.client(),
          operation(call.operation()) + (line.maybeStale() ? " (serializable)" : ""),
          call.response().map(LinearizableText::response).orElse("unknown"),
          call.place());
    }
    table.lines().forEach(line -> lines.add("    " + line));
    lines.add(
        "    The longest order found has %d of the %d; it ends with %s"
            .formatted(
                wrong.longest().size(),
                key.lines().size(),
                wrong.longest().isEmpty() ? "nothing" : told(wrong.longest().getLast())));
    return lines;
  }

  private static String told(Call<Operation, Response> call) {
    return "%s -> %s at %s"
        .formatted(
            operation(call.operation()),
            call.response().map(LinearizableText::response).orElse("unknown"),
            call.place());
  }

  private static String revisions(HistoryReport report) {
    if (report.revisions() == 0) {
      return "no revisions are recorded";
    }
    return report
        .disagreement()
        .map(
            wrong ->
                "revisions DISAGREE with real time: %s, but later %s"
                    .formatted(told(wrong.first()), told(wrong.second())))
        .orElse("revisions: %d agree with real time".formatted(report.revisions()));
  }

  private static String told(Answer answer) {
    return "%s %d at %s"
        .formatted(answer.isWrite() ? "made" : "read at", answer.revision(), answer.place());
  }

  /// Such as `cas a -> b`.
  static String operation(Operation operation) {
    return switch (operation) {
      case Operation.Get() -> "get";
      case Operation.Put(var value) -> "put \"%s\"".formatted(value);
      case Operation.Delete() -> "delete";
      case Operation.CompareAndSet(var expected, var value) ->
          "cas \"%s\" -> \"%s\"".formatted(expected, value);
    };
  }

  /// What was answered; `none` is no value.
  static String response(Response response) {
    return switch (response) {
      case Response.Value(Optional<String> value) -> value.map("\"%s\""::formatted).orElse("none");
      case Response.Written() -> "written";
      case Response.Deleted(var wasThere) -> wasThere ? "deleted" : "nothing to delete";
    };
  }

  private LinearizableText() {}
}
