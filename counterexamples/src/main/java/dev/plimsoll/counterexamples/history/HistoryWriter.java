package dev.plimsoll.counterexamples.history;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.List;
import java.util.Optional;

/// Writes a history as {@link HistoryReader} reads it.
public final class HistoryWriter {

  /// A line for each call, each with its end.
  public static String write(List<Call<Operation, Answer>> calls) {
    var text = new StringBuilder();
    calls.forEach(call -> text.append(JsonWriter.compact(encode(call))).append('\n'));
    return text.toString();
  }

  /// The object of one line.
  public static Json encode(Call<Operation, Answer> call) {
    var json = Json.object().with("client", call.client());
    operation(json, call.operation());
    json.with("call", call.called()).with("status", call.isPending() ? "unknown" : "ok");
    call.response()
        .ifPresent(
            answer -> {
              json.with("ret", call.returned());
              response(json, answer.response());
              answer.revision().ifPresent(revision -> json.with("rev", revision));
            });
    return json.build();
  }

  private static void operation(Json.Builder json, Operation operation) {
    switch (operation) {
      case Single single -> single(json, single);
      case Txn(var compares, var success, var failure) ->
          json.with("op", "txn")
              .with("compare", Json.list(compares, HistoryWriter::compare))
              .with("success", Json.list(success, each -> single(Json.object(), each).build()))
              .with("failure", Json.list(failure, each -> single(Json.object(), each).build()));
    }
  }

  private static Json.Builder single(Json.Builder json, Single single) {
    return switch (single) {
      case Get(var key, var isSerializable) ->
          json.with("op", "get").with("key", key).with("serializable", isSerializable);
      case Put(var key, var value) -> json.with("op", "put").with("key", key).with("value", value);
      case Delete(var key) -> json.with("op", "delete").with("key", key);
    };
  }

  private static Json compare(Compare compare) {
    return Json.object().with("key", compare.key()).with("value", value(compare.value())).build();
  }

  private static Json.Builder response(Json.Builder json, Response response) {
    return switch (response) {
      case Value(var value) -> json.with("out", value(value));
      case Written() -> json;
      case Deleted(var wasThere) -> json.with("deleted", wasThere ? 1 : 0);
      case Outcome(var succeeded, var responses) ->
          json.with("succeeded", succeeded)
              .with(
                  "responses", Json.list(responses, each -> response(Json.object(), each).build()));
    };
  }

  private static Json value(Optional<String> value) {
    return value.<Json>map(Json::text).orElseGet(() -> new Json.Null(0));
  }

  private HistoryWriter() {}
}
