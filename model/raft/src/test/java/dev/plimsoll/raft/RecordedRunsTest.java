package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Runs of etcd's library with random losses, repetitions, reorderings, crashes and pre-votes,
/// recorded step by step.
class RecordedRunsTest {

  /// What a run may use that the node does not know yet.
  private static final List<String> UNKNOWN = List.of("conf", "compact", "transfer", "checkquorum");

  @Test
  void aNodeDoesWhatEtcdsLibraryDidStepByStep() throws IOException {
    var runs = 0;
    var compared = 0;
    for (var file : schedules()) {
      var lines = lines(file);
      if (isKnown(lines.getFirst())) {
        compared += play(file, lines, Bug.NONE);
        runs++;
      }
    }

    assertThat(runs).isEqualTo(36);
    assertThat(compared).isGreaterThan(9000);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "SEND_BEFORE_PERSIST"})
  void aNodeWithAMistakeDiffersFromSomeRun(Bug bug) throws IOException {
    var differences = new ArrayList<Path>();
    for (var file : schedules()) {
      var lines = lines(file);
      if (isKnown(lines.getFirst())) {
        try {
          play(file, lines, bug);
        } catch (AssertionError e) {
          differences.add(file);
        }
      }
    }

    assertThat(differences).isNotEmpty();
  }

  private static boolean isKnown(JsonNode header) {
    return UNKNOWN.stream().noneMatch(option -> header.get("opts").get(option).asBoolean());
  }

  private static int play(Path file, List<JsonNode> lines, Bug bug) {
    var recorded = new Recorded(lines.getFirst().get("opts"), bug);
    for (var line : lines.subList(1, lines.size())) {
      try {
        recorded.play(line);
      } catch (AssertionError | IllegalStateException e) {
        throw new AssertionError(file.getFileName() + " differs at " + line, e);
      }
    }
    return recorded.compared();
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    try (var lines =
        new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return lines.readAll();
    }
  }

  /// The schedules in the shared folder: PLIMSOLL_SHARED (system property or environment
  /// variable), else `shared` beside the project.
  private static List<Path> schedules() throws IOException {
    var given = System.getProperty("PLIMSOLL_SHARED", System.getenv("PLIMSOLL_SHARED"));
    var shared =
        given != null
            ? Path.of(given)
            : Path.of(System.getProperty("plimsoll.root", ".")).resolveSibling("shared");
    var traces = shared.resolve("fixtures/etcd-raft/traces");
    assumeTrue(
        Files.isDirectory(traces),
        "no folder fixtures/etcd-raft/traces: set PLIMSOLL_SHARED to the shared folder");
    try (Stream<Path> files = Files.list(traces)) {
      return files.filter(file -> file.toString().endsWith(".sched.ndjson")).sorted().toList();
    }
  }
}
