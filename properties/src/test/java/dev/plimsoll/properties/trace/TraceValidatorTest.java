package dev.plimsoll.properties.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceValidatorTest {

  /// How many mutants of each sort are made of one trace.
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

  @Test
  void everyMutantIsRejected() {
    var made = new EnumMap<Mutation, Integer>(Mutation.class);
    for (var file : RecordedTraces.files()) {
      if (file.toString().endsWith(".trace.ndjson")) {
        var trace = RecordedTraces.read(file);
        for (var mutation : Mutation.values()) {
          var ofThis = 0;
          for (var at = 0; at < trace.size() && ofThis < MUTANTS; at++) {
            var mutant = mutation.of(trace, at);
            if (mutant.isPresent()) {
              ofThis++;
              made.merge(mutation, 1, Integer::sum);
              assertThat(TraceValidator.validate(mutant.get()))
                  .as("%s at %s:%d", mutation, file, at + 1)
                  .isPresent();
            }
          }
        }
      }
    }

    assertThat(made)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(Mutation.TERM_AT_READY, 280),
                Map.entry(Mutation.VOTE_AT_READY, 280),
                Map.entry(Mutation.COMMIT_AT_READY, 280),
                Map.entry(Mutation.LOG_AT_READY, 280),
                Map.entry(Mutation.ROLE_AT_READY, 280),
                Map.entry(Mutation.MEMBERS_AT_READY, 280),
                Map.entry(Mutation.COMMIT_PAST_THE_LOG, 242),
                Map.entry(Mutation.SENDER, 280),
                Map.entry(Mutation.TERM_OF_A_MESSAGE, 280),
                Map.entry(Mutation.SECOND_VOTE, 239),
                Map.entry(Mutation.MISSING_VOTE, 121),
                Map.entry(Mutation.MISSING_LEADER, 121),
                Map.entry(Mutation.MISSING_CANDIDATE, 268),
                Map.entry(Mutation.LOG_AFTER_RESTART, 217)));
  }

  @Test
  void aTraceOfAHundredThousandEventsIsFollowed() {
    var trace = OneLeader.proposing(20_000);

    assertThat(trace).hasSizeGreaterThan(100_000);
    assertThat(TraceValidator.validate(trace)).isEmpty();
    assertThat(TraceValidator.validate(trace.subList(1, trace.size()))).isPresent();
  }
}
