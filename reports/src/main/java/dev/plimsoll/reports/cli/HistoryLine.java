package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.properties.linearizability.Call;
import dev.plimsoll.properties.linearizability.Register.Operation;
import dev.plimsoll.properties.linearizability.Register.Response;
import dev.plimsoll.properties.linearizability.RevisionOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of a recorded history of etcd: an operation on one key.
///
/// @param maybeStale whether it is a read that any member may answer from what it has
/// @param revision that of the answer, where it is recorded
record HistoryLine(
    String client,
    String key,
    Call<Operation, Response> call,
    boolean maybeStale,
    Optional<Long> revision) {

  /// Reads a history, an operation a line; empty lines are passed over.
  ///
  /// @throws UnreadableException naming the line, and what was expected there
  static List<HistoryLine> read(String file, String text) {
    var history = new ArrayList<HistoryLine>();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        history.add(line(file, number, line));
      }
    }
    return history;
  }

  /// The call as etcd promises it where it may be stale: what is read was there at some time before
  /// the answer.
  Call<Operation, Response> promised() {
    return maybeStale
        ? new Call<>(
            call.operation(), call.response(), Long.MIN_VALUE, call.returned(), call.place())
        : call;
  }

  /// The answer with its revision, where there is one.
  Optional<RevisionOrder.Answer> answer() {
    return revision.map(
        at ->
            new RevisionOrder.Answer(
                call.called(), call.returned(), at, isWrite(), maybeStale, call.place()));
  }

  private boolean isWrite() {
    return switch (call.response().orElseThrow()) {
      case Response.Written() -> true;
      case Response.Deleted(var wasThere) -> wasThere;
      case Response.Value _ -> false;
    };
  }

  private static HistoryLine line(String file, int number, String text) {
    var source = new JsonSource(file);
    var line = source.members(JsonReader.read(file, number, text));
    var operation = operation(source, line);
    var response = isKnown(source, line) ? response(source, line, operation) : null;
    var called = source.whole(source.required(line, "call"));
    var returned = response == null ? called : source.whole(source.required(line, "ret"));
    var revision = source.optional(line, "rev");
    var stale = source.optional(line, "serializable");
    var client = source.required(line, "client");
    try {
      return new HistoryLine(
          client instanceof Json.Text(var name, _) ? name : String.valueOf(source.whole(client)),
          source.text(line, "key"),
          new Call<>(
              operation, Optional.ofNullable(response), called, returned, file + ":" + number),
          stale != null && source.bool(stale),
          revision == null || response == null
              ? Optional.empty()
              : Optional.of(source.whole(revision)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(
          file, number, "expected ret, %d, to be at least call, %d".formatted(returned, called));
    }
  }

  private static boolean isKnown(JsonSource source, Members line) {
    var status = source.required(line, "status");
    return switch (source.text(status)) {
      case "ok" -> true;
      case "unknown" -> false;
      default -> throw source.unexpected("ok or unknown", status);
    };
  }

  private static Operation operation(JsonSource source, Members line) {
    var word = source.required(line, "op");
    return switch (source.text(word)) {
      case "get" -> new Operation.Get();
      case "put" -> new Operation.Put(source.text(line, "value"));
      case "delete" -> new Operation.Delete();
      case "cas" ->
          new Operation.CompareAndSet(source.text(line, "expect"), source.text(line, "value"));
      default -> throw source.unexpected("get, put, delete or cas", word);
    };
  }

  private static Response response(JsonSource source, Members line, Operation operation) {
    return switch (operation) {
      case Operation.Get() -> value(source, line, "out");
      case Operation.Put _ -> new Response.Written();
      case Operation.Delete() ->
          new Response.Deleted(source.whole(source.required(line, "deleted")) > 0);
      case Operation.CompareAndSet _ ->
          source.bool(source.required(line, "succeeded"))
              ? new Response.Written()
              : value(source, line, "else");
    };
  }

  /// A member that must be there, and may be null.
  private static Response value(JsonSource source, Members line, String name) {
    var value = source.required(line, name);
    return new Response.Value(
        value instanceof Json.Null ? Optional.empty() : Optional.of(source.text(value)));
  }
}
