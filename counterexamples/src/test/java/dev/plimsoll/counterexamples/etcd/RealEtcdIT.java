package dev.plimsoll.counterexamples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.etcd.Session;
import dev.plimsoll.etcd.WatchGuarantee;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Reads;
import dev.plimsoll.etcd.linearizability.Verdict.Linearizable;
import dev.plimsoll.etcd.linearizability.Verdict.NotLinearizable;
import dev.plimsoll.etcd.linearizability.Verdict.Undecided;
import dev.plimsoll.etcd.watch.WatchResponse.Events;
import dev.plimsoll.etcd.watch.WatchResponse.Progress;
import dev.plimsoll.properties.watch.Breach;
import dev.plimsoll.properties.watch.WatchCheck;
import dev.plimsoll.properties.watch.WatchRecording;
import dev.plimsoll.properties.watch.WrittenChanges;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Three members of a real etcd are killed, paused and started again under load; what clients and
/// watches were told is held against the claims of the models. docs/real-etcd.md
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealEtcdIT {

  /// Where logs, calls and watches stay, to be looked at.
  private static final Path KEPT = Path.of("target", "etcd");

  private static final String UNDECIDED = "undecided";
  private static final Duration LONGEST_SEARCH = Duration.ofMinutes(1);

  private @Nullable Recording recorded;

  @BeforeAll
  void record(@TempDir Path data) throws Exception {
    var program = EtcdProgram.find();
    assumeTrue(program.isPresent(), EtcdProgram.MISSING);
    var seed = Long.getLong("etcd.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    var load = Duration.ofSeconds(Boolean.getBoolean("plimsoll.nightly") ? 300 : 15);
    System.out.printf("etcd %s, -Detcd.seed=%d%n", program.get().version(), seed);
    var recording = new Recorder(program.get(), seed, load).record(data, KEPT);
    RecordingFiles.write(recording, KEPT);
    System.out.println(recording);
    recorded = recording;
  }

  private Recording recording() {
    return Objects.requireNonNull(recorded, "nothing is recorded");
  }

  /// By itself: where too many calls were not answered, it may remain undecided.
  @Test
  void whatClientsWereAnsweredIsLinearizable() {
    assertThat(wrong(recording().calls())).as(recording().toString()).isSubsetOf(UNDECIDED);
  }

  /// What calls that were not answered have done is known from the changes: then there is one
  /// order of writes.
  @Test
  void whatClientsWereAnsweredIsLinearizableInTheOrderThatWatchesTell() {
    assertThat(wrong(resolved(recording().calls()))).as(recording().toString()).isEmpty();
  }

  @Test
  void revisionsAgreeWithTime() {
    assertThat(new History(recording().calls()).disagreement())
        .as(recording().toString())
        .isEmpty();
  }

  @Test
  void watchesKeepWhatEtcdPromises() {
    var check = new WatchCheck(recording().history());
    var breaches = new ArrayList<Breach>();
    for (var streams : recording().watches()) {
      var last = recording().ends().of(streams.getFirst().keys());
      streams.forEach(stream -> breaches.addAll(check.check(stream)));
      check.unfinished(streams, last).ifPresent(breaches::add);
    }

    assertThat(breaches).as(recording().toString()).isEmpty();
  }

  @Test
  void allMembersTellOfTheSameChanges() {
    assertThat(recording().histories())
        .as(recording().toString())
        .allSatisfy(history -> assertThat(history).isEqualTo(recording().history()));
  }

  @Test
  void whatHasChangedIsWhatClientsHaveWritten() {
    assertThat(new WrittenChanges(recording().history()).check(recording().calls()))
        .as(recording().toString())
        .isEmpty();
  }

  @Test
  void thereWasLoadAndThereWereFaults() {
    var calls = recording().calls();
    assertThat(recording().faults()).isNotEmpty();
    assertThat(calls).anyMatch(Call::isPending);
    assertThat(calls.stream().filter(call -> !call.isPending()).map(Call::operation))
        .hasAtLeastOneElementOfType(Operation.Txn.class)
        .hasAtLeastOneElementOfType(Operation.Delete.class)
        .anyMatch(operation -> operation instanceof Get get && get.isSerializable())
        .anyMatch(operation -> operation instanceof Get get && !get.isSerializable());
    assertThat(recording().watches())
        .allMatch(streams -> streams.stream().anyMatch(each -> !each.session().events().isEmpty()))
        .anyMatch(streams -> streams.size() > 1);
    assertThat(recording().watches().stream().flatMap(List::stream))
        .flatMap(each -> each.session().received())
        .hasAtLeastOneElementOfType(Progress.class)
        .anyMatch(response -> response instanceof Events(_, var events) && events.size() > 1);
  }

  /// That the tests above can fail: one answer, of a thousand, is another.
  @Test
  void aHistoryWithOneReadChangedIsNotLinearizable() {
    var calls = new ArrayList<>(recording().calls());
    var place = 0;
    while (!isReadOfAValue(calls.get(place))) {
      place++;
    }
    var read = calls.get(place);
    var revision = read.response().orElseThrow().revision();
    var other = new Answer(Value.of("what nobody has written"), revision);
    calls.set(
        place,
        new Call<>(
            read.client(),
            read.operation(),
            Optional.of(other),
            read.called(),
            read.returned(),
            read.place()));

    assertThat(wrong(resolved(calls)))
        .singleElement()
        .asString()
        .contains("what nobody has written");
  }

  @Test
  void aWatchThatLeavesOutAResponseBreaksAPromise() {
    var whole =
        recording().watches().stream()
            .flatMap(List::stream)
            .filter(each -> each.session().events().size() > 2)
            .findFirst()
            .orElseThrow();
    var received = new ArrayList<>(whole.session().received());
    received.remove(received.stream().filter(Events.class::isInstance).findFirst().orElseThrow());
    var session = new Session(whole.session().start(), received, false);
    var watch = new WatchRecording(whole.name(), whole.keys(), session);

    assertThat(new WatchCheck(recording().history()).check(watch))
        .extracting(Breach::claim)
        .contains(WatchGuarantee.RELIABLE.claim());
  }

  private static boolean isReadOfAValue(Call<Operation, Answer> call) {
    return call.operation() instanceof Get
        && call.response().isPresent()
        && call.response().get().response() instanceof Value(var value)
        && value.isPresent();
  }

  private List<Call<Operation, Answer>> resolved(List<Call<Operation, Answer>> calls) {
    return new WrittenChanges(recording().history()).resolved(calls);
  }

  /// Of the parts that were not found linearizable, the smallest that are not, in words.
  private static List<String> wrong(List<Call<Operation, Answer>> calls) {
    var end = System.nanoTime() + LONGEST_SEARCH.toNanos();
    var wrong = new ArrayList<String>();
    for (var part : new History(calls).check(Reads.AS_PROMISED, () -> System.nanoTime() > end)) {
      switch (part.verdict()) {
        case Linearizable<Operation, Answer> _ -> {}
        case Undecided<Operation, Answer> _ -> wrong.add(UNDECIDED);
        case NotLinearizable<Operation, Answer>(var smallest, _, _) ->
            wrong.add(smallest.stream().map(Call::toString).collect(Collectors.joining("\n")));
      }
    }
    return wrong;
  }
}
