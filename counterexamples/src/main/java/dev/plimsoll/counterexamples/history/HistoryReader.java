package dev.plimsoll.counterexamples.history;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads a history, an operation a line.
public final class HistoryReader {

  /// The longest line that is read, in characters.
  public static final int MOST_CHARACTERS = 1_000_000;

  private final JsonSource source;
  private final Members line;
  private final String place;

  private HistoryReader(String file, int number, String text) {
    source = new JsonSource(file);
    line = source.members(JsonReader.read(file, number, text));
    place = file + ":" + number;
  }

  /// Reads the calls of a file; empty lines are passed over.
  ///
  /// @param file how messages name the text
  /// @return the calls, each with its place as `FILE:LINE`
  /// @throws UnreadableException naming the line, and what was expected there
  public static History read(String file, String text) {
    var calls = new ArrayList<Call<Operation, Answer>>();
    var number = 0;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.length() > MOST_CHARACTERS) {
        throw new UnreadableException(
            file, number, "expected at most %d characters".formatted(MOST_CHARACTERS));
      }
      if (!line.isBlank()) {
        calls.add(new HistoryReader(file, number, line).call());
      }
    }
    return new History(calls);
  }

  private Call<Operation, Answer> call() {
    var client = source.required(line, "client");
    var operation = operation();
    var answer = isKnown() ? Optional.of(answer(operation)) : Optional.<Answer>empty();
    var called = source.whole(source.required(line, "call"));
    var returned = answer.isEmpty() ? called : source.whole(source.required(line, "ret"));
    if (returned < called) {
      throw new UnreadableException(
          source.file(),
          line.line(),
          "expected ret, %d, to be at least call, %d".formatted(returned, called));
    }
    return new Call<>(
        client instanceof Json.Text(var name, _) ? name : String.valueOf(source.whole(client)),
        operation,
        answer,
        called,
        returned,
        place);
  }

  private boolean isKnown() {
    var status = source.required(line, "status");
    return switch (source.text(status)) {
      case "ok" -> true;
      case "unknown" -> false;
      default -> throw source.unexpected("ok or unknown", status);
    };
  }

  // ---- what was asked

  private Operation operation() {
    var word = source.required(line, "op");
    return switch (source.text(word)) {
      case "cas" ->
          Txn.compareAndSet(
              source.text(line, "key"), source.text(line, "expect"), source.text(line, "value"));
      case "txn" ->
          new Txn(
              elements("compare").stream().map(this::compare).toList(),
              elements("success").stream().map(this::single).toList(),
              elements("failure").stream().map(this::single).toList());
      default -> single(line, "get, put, delete, cas or txn");
    };
  }

  private List<Members> elements(String name) {
    return source.elements(source.required(line, name)).stream().map(source::members).toList();
  }

  private Compare compare(Members compare) {
    return new Compare(source.text(compare, "key"), value(compare, "value"));
  }

  private Single single(Members operation) {
    return single(operation, "get, put or delete");
  }

  private Single single(Members operation, String expected) {
    var word = source.required(operation, "op");
    return switch (source.text(word)) {
      case "get" -> new Get(source.text(operation, "key"), isSerializable(operation));
      case "put" -> new Put(source.text(operation, "key"), source.text(operation, "value"));
      case "delete" -> new Delete(source.text(operation, "key"));
      default -> throw source.unexpected(expected, word);
    };
  }

  private boolean isSerializable(Members get) {
    var serializable = source.optional(get, "serializable");
    return serializable != null && source.bool(serializable);
  }

  // ---- what was answered

  private Answer answer(Operation operation) {
    var revision = source.optional(line, "rev");
    return new Answer(
        response(operation),
        revision == null ? OptionalLong.empty() : OptionalLong.of(source.whole(revision)));
  }

  private Response response(Operation operation) {
    return switch (operation) {
      case Single single -> response(line, single);
      case Txn txn -> {
        var succeeded = source.bool(source.required(line, "succeeded"));
        var done = succeeded ? txn.success() : txn.failure();
        yield new Outcome(
            succeeded,
            source.text(line, "op").equals("cas")
                ? List.of(succeeded ? new Written() : new Value(value(line, "else")))
                : responses(done));
      }
    };
  }

  private List<Response> responses(List<Single> done) {
    var responses = elements("responses");
    if (responses.size() != done.size()) {
      throw new UnreadableException(
          source.file(),
          line.line(),
          "expected %d responses, one for each operation, but there are %d"
              .formatted(done.size(), responses.size()));
    }
    var read = new ArrayList<Response>();
    for (var index = 0; index < done.size(); index++) {
      read.add(response(responses.get(index), done.get(index)));
    }
    return read;
  }

  private Response response(Members answer, Single operation) {
    return switch (operation) {
      case Get _ -> new Value(value(answer, "out"));
      case Put _ -> new Written();
      case Delete _ -> new Deleted(source.whole(source.required(answer, "deleted")) > 0);
    };
  }

  /// A member that must be there, and may be null.
  private Optional<String> value(Members object, String name) {
    var value = source.required(object, name);
    return value instanceof Json.Null ? Optional.empty() : Optional.of(source.text(value));
  }
}
