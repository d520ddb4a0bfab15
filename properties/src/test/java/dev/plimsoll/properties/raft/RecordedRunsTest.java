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

/// Runs of etcd's library with random losses, repetitions, reorderings, crashes, pre-votes,
/// compactions, changes of membership and transfers of leadership, recorded step by step.
class RecordedRunsTest {

  @Test
  void aNodeDoesWhatEtcdsLibraryDidStepByStep() {
    var compared = 0;
    for (var file : schedules()) {
      compared += play(file, SharedFolder.ndjson(file), Bug.NONE);
    }

    assertThat(schedules()).hasSize(56);
    assertThat(compared).isEqualTo(20_539);
  }

  /// Others need what the runs do not have, or not at the same time: several changes of membership
  /// under way, say, or a crash within a write.
  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {
        "DOUBLE_VOTE",
        "NO_LOG_CHECK",
        "NO_CONSISTENCY_CHECK",
        "COMMIT_UNMATCHED",
        "LEADER_OVERWRITES",
        "PENDING_CHANGE_FORGOTTEN",
        "NO_EMPTY_ENTRY"
      })
  void aNodeWithAMistakeDiffersFromSomeRun(Bug bug) {
    var differences = new ArrayList<Path>();
    for (var file : schedules()) {
      try {
        play(file, SharedFolder.ndjson(file), bug);
      } catch (AssertionError e) {
        differences.add(file);
      }
    }

    assertThat(differences).isNotEmpty();
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
