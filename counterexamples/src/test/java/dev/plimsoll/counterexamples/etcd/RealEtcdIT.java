package dev.plimsoll.counterexamples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Reads;
import dev.plimsoll.etcd.linearizability.Verdict;
import dev.plimsoll.etcd.linearizability.Verdict.NotLinearizable;
import dev.plimsoll.etcd.watch.WatchResponse.Events;
import dev.plimsoll.etcd.watch.WatchResponse.Progress;
import dev.plimsoll.properties.watch.Breach;
import dev.plimsoll.properties.watch.WatchCheck;
import dev.plimsoll.properties.watch.WrittenChanges;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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

  private @Nullable Recording recorded;

  @BeforeAll
  void record(@TempDir Path data) throws Exception {
    var program = EtcdProgram.find();
    assumeTrue(program.isPresent(), EtcdProgram.MISSING);
    var seed = Long.getLong("etcd.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    var load = Duration.ofSeconds(Boolean.getBoolean("plimsoll.nightly") ? 300 : 25);
    var recording = new Recorder(program.get(), seed, load).record(data, KEPT);
    RecordingFiles.write(recording, KEPT);
    System.out.println(recording);
    recorded = recording;
  }

  private Recording recording() {
    return Objects.requireNonNull(recorded, "nothing is recorded");
  }

  @Test
  void whatClientsWereAnsweredIsLinearizable() {
    assertThat(notLinearizable(recording().calls())).as(recording().toString()).isEmpty();
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
      var last = streams.getLast();
      streams.forEach(stream -> breaches.addAll(check.check(stream)));
      check.unfinished(last, recording().ends().of(last.keys())).ifPresent(breaches::add);
    }

    assertThat(breaches).as(recording().toString()).isEmpty();
  }

  @Test
  void allMembersTellOfTheSameChanges() {
    assertThat(new HashSet<>(recording().histories().values()))
        .as(recording().toString())
        .hasSize(1);
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
        .anyMatch(operation -> operation instanceof Get get && !get.isSerializable())
        .hasSizeGreaterThan(100);
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

    assertThat(notLinearizable(calls)).hasSize(1);
  }

  private static boolean isReadOfAValue(Call<Operation, Answer> call) {
    return call.operation() instanceof Get
        && call.response().isPresent()
        && call.response().get().response() instanceof Value(var value)
        && value.isPresent();
  }

  /// The parts that are not, made small; none may remain undecided. What calls that were not
  /// answered have done is known from the changes: so there is one order of writes to decide about.
  private List<History.Part> notLinearizable(List<Call<Operation, Answer>> calls) {
    var end = System.nanoTime() + EtcdCluster.PATIENCE.toNanos();
    var known = new WrittenChanges(recording().history()).resolved(calls);
    var parts = new History(known).check(Reads.AS_PROMISED, () -> System.nanoTime() > end);
    assertThat(parts).noneMatch(part -> part.verdict() instanceof Verdict.Undecided);
    return parts.stream().filter(part -> part.verdict() instanceof NotLinearizable).toList();
  }
}
