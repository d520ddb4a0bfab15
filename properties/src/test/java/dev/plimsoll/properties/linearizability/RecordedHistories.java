package dev.plimsoll.properties.linearizability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Histories that were recorded of a real etcd while members were killed or paused.
final class RecordedHistories {

  private static final Pattern NOT_LINEARIZABLE = Pattern.compile("'([^']*)': False");

  static List<Path> files() {
    return SharedFolder.files(folder(), name -> name.endsWith(".ndjson"));
  }

  /// The keys of a file that are not linearizable, by its label.
  static Set<String> labelled(Path file) {
    var labels = SharedFolder.text(folder().resolve("LABELS.txt"));
    var ofFile =
        labels.lines().filter(line -> line.startsWith(file.getFileName() + " ")).findFirst();
    var keys = new TreeSet<String>();
    var matcher = NOT_LINEARIZABLE.matcher(ofFile.orElseThrow());
    while (matcher.find()) {
      keys.add(matcher.group(1));
    }
    return keys;
  }

  static List<Call<Operation, Answer>> read(Path file) {
    var calls = new ArrayList<Call<Operation, Answer>>();
    for (var line : SharedFolder.ndjson(file)) {
      var isKnown = line.get("status").asText().equals("ok");
      calls.add(
          new Call<>(
              line.get("client").asText(),
              operation(line),
              isKnown ? Optional.of(answer(line)) : Optional.empty(),
              line.get("call").asLong(),
              line.get("ret").asLong(),
              file.getFileName() + ":" + (calls.size() + 1)));
    }
    return calls;
  }

  private static Path folder() {
    return SharedFolder.fixtures("etcd-raft").resolve("etcd-histories");
  }

  private static Operation operation(JsonNode line) {
    var key = line.get("key").asText();
    return switch (line.get("op").asText()) {
      case "get" -> new Get(key, line.path("serializable").asBoolean());
      case "put" -> new Put(key, line.get("value").asText());
      case "delete" -> new Delete(key);
      case "cas" -> Txn.compareAndSet(key, line.get("expect").asText(), line.get("value").asText());
      case String other -> throw new IllegalArgumentException(other);
    };
  }

  private static Answer answer(JsonNode line) {
    Response response =
        switch (line.get("op").asText()) {
          case "get" -> value(line.get("out"));
          case "delete" -> new Deleted(line.get("deleted").asInt() > 0);
          case "cas" ->
              line.get("succeeded").asBoolean()
                  ? new Outcome(true, List.of(new Written()))
                  : new Outcome(false, List.of(value(line.get("else"))));
          default -> new Written();
        };
    return line.has("rev") ? Answer.at(line.get("rev").asLong(), response) : Answer.of(response);
  }

  private static Value value(JsonNode value) {
    return value.isNull() ? new Value(Optional.empty()) : Value.of(value.asText());
  }

  private RecordedHistories() {}
}
