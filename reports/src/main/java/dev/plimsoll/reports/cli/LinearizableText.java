package dev.plimsoll.reports.cli;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Disagreement;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import dev.plimsoll.etcd.linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What `plimsoll linearizable` prints.
final class LinearizableText {

  /// One history: a line for each part, and what is wrong.
  static List<String> lines(HistoryReport report) {
    var lines = new ArrayList<String>();
    lines.add(report.file());
    for (var part : report.parts()) {
      var operations =
          "%s  %d operations: ".formatted(String.join(", ", part.keys()), part.calls().size());
      switch (part.verdict()) {
        case Verdict.Linearizable<Operation, Answer> _ ->
            lines.add("  " + operations + "linearizable");
        case Verdict.Undecided<Operation, Answer> _ ->
            lines.add("  " + operations + "the time limit was hit first");
        case Verdict.NotLinearizable<Operation, Answer> wrong -> {
          lines.add("  " + operations + "NOT linearizable");
          story(part, wrong).forEach(line -> lines.add("    " + line));
        }
      }
    }
    lines.add("  " + revisions(report));
    return lines;
  }

  private static List<String> story(
      History.Part part, Verdict.NotLinearizable<Operation, Answer> wrong) {
    var lines = new ArrayList<String>();
    lines.add(
        wrong.isSmallest()
            ? "The smallest part that is not:"
            : "A part that is not (the time limit was hit before it was the smallest):");
    var table =
        new TextTable(">called", ">returned", "<client", "<operation", "<answer", ">rev", "<at");
    var start = wrong.smallest().stream().mapToLong(Call::called).min().orElse(0);
    for (var call : wrong.smallest()) {
      var revision = call.response().map(Answer::revision);
      table.add(
          String.valueOf(call.called() - start),
          call.isPending() ? "-" : String.valueOf(call.returned() - start),
          call.client(),
          operation(call.operation()),
          answer(call, part),
          revision.map(at -> at.isPresent() ? String.valueOf(at.getAsLong()) : "").orElse(""),
          line(call));
    }
    lines.addAll(table.lines());
    if (wrong.isSmallest()) {
      lines.add(
          wrong.furthest().isEmpty()
              ? "None of them can be the first."
              : "The longest order: "
                  + wrong.furthest().stream()
                      .map(call -> told(call.operation(), call.response().map(Answer::response)))
                      .collect(Collectors.joining("; "))
                  + "; then none of the others fits.");
    }
    return lines;
  }

  /// Of a place, the line: the file is said before.
  private static String line(Call<Operation, Answer> call) {
    return "line " + call.place().substring(call.place().lastIndexOf(':') + 1);
  }

  /// Whether it was answered is not said where it does not matter.
  private static String answer(Call<Operation, Answer> call, History.Part part) {
    return call.response()
        .map(answer -> response(answer.response()))
        .orElseGet(
            () ->
                part.calls().stream()
                        .anyMatch(each -> each.isPending() && each.place().equals(call.place()))
                    ? "unknown"
                    : "(whatever it was)");
  }

  private static String told(Operation operation, Optional<Response> response) {
    return operation(operation) + response.map(so -> " -> " + response(so)).orElse("");
  }

  private static String revisions(HistoryReport report) {
    if (report.revisions() == 0) {
      return "no revisions are recorded";
    }
    return report
        .disagreement()
        .map(LinearizableText::told)
        .orElse("revisions: %d agree with real time".formatted(report.revisions()));
  }

  private static String told(Disagreement wrong) {
    return wrong.isCrowded()
        ? "revisions DISAGREE: none is left for the write at %s, which %s shows"
            .formatted(wrong.first().place(), wrong.second().place())
        : "revisions DISAGREE with real time: %s, but later %s"
            .formatted(told(wrong.first()), told(wrong.second()));
  }

  private static String told(Call<Operation, Answer> call) {
    var answer = call.response().orElseThrow();
    return "%s %d at %s"
        .formatted(
            answer.response().isRead() ? "read at" : "made",
            answer.revision().orElseThrow(),
            call.place());
  }

  private static String operation(Operation operation) {
    return switch (operation) {
      case Get(var key, var isSerializable) ->
          "get " + key + (isSerializable ? " (serializable)" : "");
      case Put(var key, var value) -> "put %s \"%s\"".formatted(key, value);
      case Delete(var key) -> "delete " + key;
      case Txn(var compares, var success, var failure) ->
          "if %s: %s%s"
              .formatted(
                  compares.stream()
                      .map(LinearizableText::compare)
                      .collect(Collectors.joining(" and ")),
                  operations(success),
                  failure.isEmpty() ? "" : ", else: " + operations(failure));
    };
  }

  private static String operations(List<? extends Operation> operations) {
    return operations.stream()
        .map(LinearizableText::operation)
        .collect(Collectors.joining(" and "));
  }

  private static String compare(Compare compare) {
    return compare
        .value()
        .map(value -> "%s is \"%s\"".formatted(compare.key(), value))
        .orElseGet(() -> "there is no " + compare.key());
  }

  private static String response(Response response) {
    return switch (response) {
      case Value(var value) -> value.map("\"%s\""::formatted).orElse("none");
      case Written() -> "written";
      case Deleted(var wasThere) -> wasThere ? "deleted" : "nothing to delete";
      case Outcome(var succeeded, var responses) ->
          (succeeded ? "so: " : "not so: ")
              + responses.stream()
                  .map(LinearizableText::response)
                  .collect(Collectors.joining(" and "));
    };
  }

  private LinearizableText() {}
}
