package dev.plimsoll.properties.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.properties.SharedFolder;
import dev.plimsoll.raft.Bug;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  void aNodeDoesWhatEtcdsLibraryDidStepByStep() {
    var runs = 0;
    var compared = 0;
    for (var file : schedules()) {
      var lines = SharedFolder.ndjson(file);
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
  void aNodeWithAMistakeDiffersFromSomeRun(Bug bug) {
    var differences = new ArrayList<Path>();
    for (var file : schedules()) {
      var lines = SharedFolder.ndjson(file);
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

  private static List<Path> schedules() {
    return SharedFolder.files(
        SharedFolder.fixtures("etcd-raft").resolve("traces"),
        name -> name.endsWith(".sched.ndjson"));
  }
}
