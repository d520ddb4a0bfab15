package dev.plimsoll.properties.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Disagreement;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What revisions say of real time, whatever the keys.
final class RevisionOrderTest {

  private static final Response NONE = new Value(Optional.empty());
  private static final Call<Operation, Answer> FIRST =
      call(new Put("j", "a"), new Written(), 7, 0, 10);

  @Test
  void aLaterWriteHasAGreaterRevision() {
    agree(FIRST, call(new Put("k", "b"), new Written(), 8, 11, 20));
    disagree(FIRST, call(new Put("k", "b"), new Written(), 7, 11, 20));
    disagree(FIRST, call(new Delete("k"), new Deleted(true), 7, 11, 20));
  }

  @Test
  void whatChangesNothingHasNoEarlierOne() {
    agree(FIRST, call(new Get("k"), NONE, 7, 11, 20));
    agree(FIRST, call(new Delete("k"), new Deleted(false), 7, 11, 20));
    disagree(FIRST, call(new Get("k"), NONE, 6, 11, 20));
    disagree(FIRST, call(new Delete("k"), new Deleted(false), 6, 11, 20));
  }

  @Test
  void ofCallsThatOverlapAnyMayBeTheFirst() {
    agree(FIRST, call(new Put("k", "b"), new Written(), 6, 10, 20));
    agree(FIRST, call(new Get("k"), NONE, 6, 10, 20));
    disagree(FIRST, call(new Put("k", "b"), new Written(), 7, 10, 20));
  }

  @Test
  void aSerializableReadMayBeEarlier() {
    agree(FIRST, call(new Get("k", true), NONE, 6, 11, 20));
  }

  /// Of the revisions 8 and 9 the one is made by a write with an answer: two without one, of
  /// different keys, are seen at 9, and one of them must be the other.
  @Test
  void twoWritesWithoutAnAnswerDoNotTakeUpOneRevision() {
    var answered = call(new Put("j", "x"), new Written(), 9, 11, 40);
    var one = lost(new Put("k", "b"), 11);
    var other = lost(new Put("l", "c"), 12);
    var shows = call(new Get("k"), Value.of("b"), 9, 20, 41);
    var showsToo = call(new Get("l"), Value.of("c"), 9, 20, 42);
    var showsLater = call(new Get("l"), Value.of("c"), 10, 20, 42);

    assertThat(new History(List.of(FIRST, answered, one, other, shows, showsLater)).disagreement())
        .isEmpty();
    assertThat(new History(List.of(FIRST, answered, one, other, shows, showsToo)).disagreement())
        .contains(new Disagreement(other, showsToo));
  }

  @Test
  void aWriteWithoutAnAnswerTakesUpARevisionPastThoseFromBefore() {
    var lost = lost(new Put("k", "b"), 11);
    var shows = call(new Get("k"), Value.of("b"), 7, 5, 20);

    assertThat(new History(List.of(FIRST, lost, shows)).disagreement())
        .contains(new Disagreement(lost, shows));
  }

  @Test
  void ofAValueThatSeveralWriteNothingIsSaid() {
    var one = lost(new Put("k", "b"), 11);
    var other = lost(new Put("k", "b"), 5);
    var shows = call(new Get("k"), Value.of("b"), 7, 5, 20);

    assertThat(new History(List.of(FIRST, one, other, shows)).disagreement()).isEmpty();
  }

  private static Call<Operation, Answer> lost(Operation operation, long called) {
    return new Call<>("client", operation, Optional.empty(), called, called, "lost " + called);
  }

  private static void agree(Call<Operation, Answer> first, Call<Operation, Answer> second) {
    assertThat(new History(List.of(second, first)).disagreement()).isEmpty();
  }

  private static void disagree(Call<Operation, Answer> first, Call<Operation, Answer> second) {
    assertThat(new History(List.of(second, first)).disagreement())
        .contains(new Disagreement(first, second));
  }

  private static Call<Operation, Answer> call(
      Operation operation, Response response, long revision, long called, long returned) {
    return new Call<>(
        "client",
        operation,
        Optional.of(Answer.at(revision, response)),
        called,
        returned,
        "revision " + revision);
  }
}
