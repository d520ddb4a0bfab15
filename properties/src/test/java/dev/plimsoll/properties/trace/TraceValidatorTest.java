package dev.plimsoll.properties.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.properties.trace.Impossible.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TraceValidatorTest {

  /// How many mutants of a sort are made: without a line of one trace, with a field changed of all.
  private static final int MUTANTS = 5;

  @Test
  void whatTheLibraryRecordedIsABehaviour() {
    var files = RecordedTraces.files();

    assertThat(files).hasSize(57);
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(TraceValidator.validate(RecordedTraces.read(file)))
                    .as(file.toString())
                    .isEmpty());
  }

  /// The reasons by which mutants are known to be none are no reasons against what was recorded.
  @Test
  void nothingSpeaksAgainstWhatTheLibraryRecorded() {
    for (var file : runs()) {
      var trace = RecordedTraces.read(file);
      var impossible = new Impossible(trace);
      for (var at = 0; at < trace.size(); at++) {
        assertThat(impossible.with(at, trace.get(at))).as("%s:%d", file, at + 1).isEmpty();
      }
    }
  }

  /// Of every field of every kind of event: but for the type of a message about votes, as there is
  /// no other that is recorded as this event. Changes that may be behaviours are passed over.
  @Test
  void everyMutantWithOneFieldChangedIsRejected() {
    var accepted = new ArrayList<String>();
    var mutants = new FieldMutants(MUTANTS);
    for (var file : RecordedTraces.files()) {
      mutants.of(
          RecordedTraces.lines(file),
          mutant -> {
            if (TraceValidator.validate(mutant.trace()).isEmpty()) {
              accepted.add(file.getFileName() + ": " + mutant.text());
            }
          });
    }

    assertThat(accepted).isEmpty();
    var unchanged = new TreeSet<>(mutants.fields());
    unchanged.removeAll(mutants.made().keySet());
    assertThat(unchanged)
        .containsExactly(
            "ReceiveRequestVoteRequest MsgVote /msg/type",
            "ReceiveRequestVoteResponse MsgVoteResp /msg/type",
            "SendRequestVoteRequest MsgVote /msg/type",
            "SendRequestVoteResponse MsgVoteResp /msg/type");
    assertThat(mutants.made()).hasSize(361);
    assertThat(mutants.reasons())
        .isEqualTo(
            Map.of(
                Reason.NOT_SENT, 912,
                Reason.SENT_ANOTHER, 163,
                Reason.THERE_AND_BACK, 447,
                Reason.TAKEN_BACK, 623,
                Reason.NOT_THERE, 1038,
                Reason.KIND, 488,
                Reason.MESSAGE, 1190,
                Reason.NEXT, 45,
                Reason.UNASKED_VOTER, 3));
    assertThat(mutants.open()).hasSize(55);
  }

  @Test
  void everyMutantWithoutALineIsRejected() {
    var made = new EnumMap<MissingLine, Integer>(MissingLine.class);
    for (var file : runs()) {
      var trace = RecordedTraces.read(file);
      for (var missing : MissingLine.values()) {
        var ofThis = 0;
        for (var at = 0; at < trace.size() && ofThis < MUTANTS; at++) {
          var mutant = missing.of(trace, at);
          if (mutant.isPresent()) {
            ofThis++;
            made.merge(missing, 1, Integer::sum);
            assertThat(TraceValidator.validate(mutant.get()))
                .as("%s at %s:%d", missing, file, at + 1)
                .isPresent();
          }
        }
      }
    }

    assertThat(made)
        .isEqualTo(
            Map.of(MissingLine.VOTE, 121, MissingLine.LEADER, 121, MissingLine.CANDIDATE, 268));
  }

  private static List<Path> runs() {
    return RecordedTraces.files().stream()
        .filter(file -> file.toString().endsWith(".trace.ndjson"))
        .toList();
  }

  @Test
  void aTraceOfAHundredThousandEventsIsFollowed() {
    var trace = OneLeader.proposing(20_000);

    assertThat(trace).hasSizeGreaterThan(100_000);
    assertThat(TraceValidator.validate(trace)).isEmpty();
    assertThat(TraceValidator.validate(trace.subList(1, trace.size()))).isPresent();
  }
}
