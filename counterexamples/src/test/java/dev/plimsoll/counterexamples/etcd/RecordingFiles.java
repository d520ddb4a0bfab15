package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.counterexamples.history.HistoryWriter;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.watch.WatchResponse;
import dev.plimsoll.properties.watch.WatchRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keeps a recording, to be looked at.
final class RecordingFiles {

  /// Writes `calls.ndjson`, which `plimsoll linearizable` reads, `watches.ndjson`, a response a
  /// line, and `run.txt`.
  static void write(Recording recording, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("calls.ndjson"), HistoryWriter.write(recording.calls()));
    Files.writeString(folder.resolve("run.txt"), recording + "\n");
    var watches = new StringBuilder();
    recording.watches().forEach(streams -> streams.forEach(each -> append(each, watches)));
    Files.writeString(folder.resolve("watches.ndjson"), watches);
  }

  private static void append(WatchRecording watch, StringBuilder lines) {
    for (var response : watch.session().received()) {
      var line = Json.object().with("stream", watch.name()).with("start", watch.session().start());
      switch (response) {
        case WatchResponse.Events(_, var events) ->
            line.with("events", Json.list(events, RecordingFiles::encode));
        case WatchResponse.Progress(var revision) -> line.with("progress", revision);
        case WatchResponse.Canceled(_, var revision) -> line.with("compacted", revision);
      }
      lines.append(JsonWriter.compact(line.build())).append('\n');
    }
  }

  private static Json encode(Event event) {
    return Json.object()
        .with("rev", event.revision())
        .with("op", event.type() == Event.Type.PUT ? "put" : "delete")
        .with("key", event.kv().key())
        .with("value", event.kv().value().toString())
        .with("version", event.kv().version())
        .build();
  }

  private RecordingFiles() {}
}
