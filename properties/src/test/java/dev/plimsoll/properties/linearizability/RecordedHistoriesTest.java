package dev.plimsoll.properties.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Reads;
import dev.plimsoll.etcd.linearizability.Verdict;
import dev.plimsoll.etcd.linearizability.Verdict.NotLinearizable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecordedHistoriesTest {

  private static final int MOST_MUTANTS = 20;

  static List<Path> files() {
    return RecordedHistories.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsRecordedIsLinearizableAsItsLabelSays(Path file) {
    assertThat(wrongKeys(RecordedHistories.read(file), Reads.LINEARIZABLE))
        .isEqualTo(RecordedHistories.labelled(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void etcdKeepsWhatItPromises(Path file) {
    var history = RecordedHistories.read(file);

    assertThat(wrongKeys(history, Reads.AS_PROMISED)).isEmpty();
    assertThat(new History(history).disagreement()).isEmpty();
  }

  @Test
  void aSerializableReadWasStaleOnce() {
    var file =
        files().stream()
            .filter(each -> each.endsWith("serial-13.ndjson"))
            .findFirst()
            .orElseThrow();

    assertThat(smallest(RecordedHistories.read(file)))
        .extracting(Call::place)
        .containsExactly(
            "serial-13.ndjson:297",
            "serial-13.ndjson:298",
            "serial-13.ndjson:301",
            "serial-13.ndjson:318");
  }

  /// Each read that can be is made to see a value that was overwritten before it was called.
  @ParameterizedTest
  @MethodSource("files")
  void aReadOfAnOverwrittenValueIsFound(Path file) {
    var history = withoutRevisions(linearizablePart(file));
    var mutants = 0;
    for (var read : history) {
      if (read.operation() instanceof Get(var key, _) && !read.isPending()) {
        var old = overwritten(history, key, read.called());
        if (old.isPresent()) {
          mutants++;
          var mutant = new ArrayList<>(history);
          mutant.set(history.indexOf(read), answered(read, Answer.of(Value.of(old.get()))));

          assertThat(wrongKeys(mutant, Reads.LINEARIZABLE)).as("%s", read).containsExactly(key);
          assertThat(smallest(mutant)).hasSizeBetween(2, 4);
        }
      }
      if (mutants == MOST_MUTANTS) {
        break;
      }
    }
    assertThat(mutants).isPositive();
  }

  /// Two revisions are exchanged: no order has both values and revisions.
  @ParameterizedTest
  @MethodSource("files")
  void exchangedRevisionsAreFound(Path file) {
    var history = linearizablePart(file);
    var writes =
        history.stream()
            .filter(call -> call.operation() instanceof Put && !call.isPending())
            .toList();
    var first = writes.getFirst();
    var last = writes.getLast();
    var mutant = new ArrayList<>(history);
    mutant.set(history.indexOf(first), withRevision(first, revision(last)));
    mutant.set(history.indexOf(last), withRevision(last, revision(first)));

    assertThat(new History(mutant).disagreement()).isPresent();
    assertThat(wrongKeys(mutant, Reads.LINEARIZABLE)).isNotEmpty();
  }

  /// The calls on a key that is linearizable.
  private static List<Call<Operation, Answer>> linearizablePart(Path file) {
    var wrong = RecordedHistories.labelled(file);
    var history = RecordedHistories.read(file);
    var key =
        history.stream()
            .flatMap(call -> call.operation().keys())
            .filter(each -> !wrong.contains(each))
            .findFirst()
            .orElseThrow();
    return history.stream().filter(call -> call.operation().keys().allMatch(key::equals)).toList();
  }

  /// The value of a put that returned before another was called that returned before a moment.
  private static Optional<String> overwritten(
      List<Call<Operation, Answer>> history, String key, long moment) {
    var puts =
        history.stream()
            .filter(call -> call.operation() instanceof Put(var of, _) && of.equals(key))
            .filter(call -> !call.isPending() && call.returned() < moment)
            .toList();
    return puts.stream()
        .filter(put -> puts.stream().anyMatch(other -> put.returned() < other.called()))
        .map(put -> ((Put) put.operation()).value())
        .findFirst();
  }

  private static List<Call<Operation, Answer>> withoutRevisions(
      List<Call<Operation, Answer>> history) {
    return history.stream()
        .map(
            call ->
                call.isPending()
                    ? call
                    : answered(call, Answer.of(call.response().get().response())))
        .toList();
  }

  private static long revision(Call<Operation, Answer> call) {
    return call.response().map(Answer::revision).orElse(OptionalLong.empty()).orElseThrow();
  }

  private static Call<Operation, Answer> withRevision(Call<Operation, Answer> put, long revision) {
    return answered(put, Answer.at(revision, new Written()));
  }

  private static Call<Operation, Answer> answered(Call<Operation, Answer> call, Answer answer) {
    return new Call<>(
        call.client(),
        call.operation(),
        Optional.of(answer),
        call.called(),
        call.returned(),
        call.place());
  }

  private static Set<String> wrongKeys(List<Call<Operation, Answer>> history, Reads reads) {
    var keys = new TreeSet<String>();
    for (var part : new History(history).check(reads, () -> false)) {
      if (!(part.verdict() instanceof Verdict.Linearizable)) {
        keys.addAll(part.keys());
      }
    }
    return keys;
  }

  private static List<Call<Operation, Answer>> smallest(List<Call<Operation, Answer>> history) {
    for (var part : new History(history).check(Reads.LINEARIZABLE, () -> false)) {
      if (part.verdict()
          instanceof NotLinearizable<Operation, Answer>(var smallest, _, var isSmallest)) {
        assertThat(isSmallest).isTrue();
        return smallest;
      }
    }
    return List.of();
  }
}
