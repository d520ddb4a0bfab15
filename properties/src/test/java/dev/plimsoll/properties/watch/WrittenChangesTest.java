package dev.plimsoll.properties.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WrittenChangesTest {

  private static final Txn BOTH =
      new Txn(
          List.of(new Compare("a", Optional.of("1"))),
          List.of(new Put("a", "2"), new Put("b", "2")),
          List.of(new Get("a"), new Delete("b")));

  @Test
  void acknowledgedWritesAreToldOf() {
    var told = new WrittenChanges(List.of(put("a", "1", 2), put("a", "2", 3), put("b", "2", 3)));

    assertThat(
            told.check(
                List.of(
                    answered(new Put("a", "1"), 2, new Written()),
                    answered(BOTH, 3, new Outcome(true, List.of(new Written(), new Written()))),
                    answered(new Delete("c"), 3, new Deleted(false)),
                    answered(new Get("a"), 3, Value.of("2")))))
        .isEmpty();
  }

  @Test
  void anAcknowledgedWriteThatIsNotThereIsFound() {
    var told = new WrittenChanges(List.of(put("a", "1", 2)));

    assertThat(
            told.check(
                List.of(
                    answered(new Put("a", "1"), 2, new Written()),
                    answered(new Delete("a"), 3, new Deleted(true)))))
        .extracting(Breach::claim)
        .containsExactly(WrittenChanges.ACKNOWLEDGED);
  }

  @Test
  void halfATransactionIsFound() {
    var told = new WrittenChanges(List.of(put("a", "2", 2)));

    assertThat(
            told.check(
                List.of(
                    answered(BOTH, 2, new Outcome(true, List.of(new Written(), new Written()))))))
        .extracting(Breach::claim)
        .containsExactly(WrittenChanges.ACKNOWLEDGED);
    assertThat(told.check(List.of(unanswered(BOTH, 0))))
        .extracting(Breach::claim)
        .containsExactly(WrittenChanges.ASKED_FOR);
  }

  @Test
  void aChangeComesFromOneCall() {
    var told = new WrittenChanges(List.of(put("a", "1", 2), put("a", "1", 3)));

    assertThat(told.check(List.of(unanswered(new Put("a", "1"), 0))))
        .extracting(Breach::where)
        .containsExactly("revision 3");
  }

  @Test
  void whatWasNotAnsweredIsKnownFromWhatItHasChanged() {
    var told = new WrittenChanges(List.of(put("a", "1", 2), deleted("a", 3), deleted("b", 4)));
    var known =
        told.resolved(
            List.of(
                unanswered(new Put("a", "lost"), 1),
                unanswered(new Put("a", "1"), 2),
                unanswered(new Delete("a"), 3),
                unanswered(BOTH, 4)));

    assertThat(known)
        .extracting(Call::operation)
        .containsExactly(
            new Put("a", "1"),
            new Delete("a"),
            new Txn(List.of(), List.of(new Delete("b")), List.of()));
    assertThat(known)
        .extracting(call -> call.response().orElseThrow())
        .containsExactly(
            Answer.at(2, new Written()),
            Answer.at(3, new Deleted(true)),
            Answer.at(4, new Outcome(true, List.of(new Deleted(true)))));
    assertThat(known).extracting(Call::called).containsExactly(2L, 3L, 4L);
  }

  @Test
  void aTransactionIsKnownToHaveSucceeded() {
    var told = new WrittenChanges(List.of(put("a", "2", 2), put("b", "2", 2)));

    assertThat(told.resolved(List.of(unanswered(BOTH, 0))))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.operation()).isEqualTo(BOTH);
              assertThat(call.response())
                  .contains(Answer.at(2, new Outcome(true, List.of(new Written(), new Written()))));
            });
  }

  private static Call<Operation, Answer> answered(
      Operation operation, long revision, Response response) {
    return new Call<>(
        "c", operation, Optional.of(Answer.at(revision, response)), 0, 1, "call at " + revision);
  }

  private static Call<Operation, Answer> unanswered(Operation operation, long called) {
    return new Call<>("c", operation, Optional.empty(), called, called, "call at " + called);
  }

  private static Event put(String key, String value, int revision) {
    return new Event(Event.Type.PUT, new KeyValue(key, value, revision, revision, 1, 0));
  }

  private static Event deleted(String key, int revision) {
    return new Event(Event.Type.DELETE, new KeyValue(key, "", 0, revision, 0, 0));
  }
}
