package dev.plimsoll.counterexamples.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryReaderTest {

  @Test
  void linesOfARecordingAreRead() {
    var text =
        """
        {"client":0,"key":"k","call":5,"op":"delete","ret":9,"status":"ok","deleted":0,"rev":7}

        {"client":4,"key":"k","call":6,"op":"put","value":"a","status":"unknown","ret":8}
        {"client":"c","key":"k","call":6,"op":"get","serializable":true,"ret":8,"status":"ok",\
        "out":"a"}
        {"client":3,"key":"k","call":1,"op":"cas","expect":"","value":"b","ret":2,"status":"ok",\
        "succeeded":false,"else":null}
        """;

    assertThat(HistoryReader.read("f", text).calls())
        .containsExactly(
            call("0", new Delete("k"), Answer.at(7, new Deleted(false)), 5, 9, 1),
            new Call<>("4", new Put("k", "a"), Optional.empty(), 6, 6, "f:3"),
            call("c", new Get("k", true), Answer.of(Value.of("a")), 6, 8, 4),
            call(
                "3",
                Txn.compareAndSet("k", "", "b"),
                Answer.of(new Outcome(false, List.of(new Value(Optional.empty())))),
                1,
                2,
                5));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var txn =
        new Txn(
            List.of(new Compare("k", Optional.empty()), new Compare("j", Optional.of("a"))),
            List.of(new Put("k", "b"), new Delete("j"), new Get("k")),
            List.of(new Get("j", true)));
    var calls =
        List.of(
            call("a", new Get("k", true), Answer.of(new Value(Optional.empty())), 1, 2, 1),
            call("b", new Put("k", "x\n\"y\""), Answer.at(3, new Written()), 1, 2, 2),
            new Call<Operation, Answer>("c", new Delete("k"), Optional.empty(), 1, 1, "f:3"),
            call("d", new Delete("k"), Answer.at(4, new Deleted(true)), 1, 2, 4),
            call(
                "e",
                txn,
                Answer.of(
                    new Outcome(true, List.of(new Written(), new Deleted(false), Value.of("b")))),
                -5,
                2,
                5),
            call(
                "f",
                Txn.compareAndSet("k", "a", "b"),
                Answer.at(5, new Outcome(true, List.of(new Written()))),
                1,
                2,
                6));

    assertThat(HistoryReader.read("f", HistoryWriter.write(calls)).calls()).isEqualTo(calls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|an object",
        "{}|a member \"client\"",
        "{\"client\":true,\"op\":\"get\",\"key\":\"k\",\"status\":\"unknown\",\"call\":1}|a number",
        "{\"client\":1,\"op\":\"incr\"}|get, put, delete, cas or txn",
        "{\"client\":1,\"op\":\"put\",\"key\":\"k\"}|a member \"value\"",
        "{\"client\":1,\"op\":\"get\",\"key\":\"k\",\"status\":\"maybe\"}|ok or unknown",
        "{\"client\":1,\"op\":\"get\",\"key\":\"k\",\"status\":\"ok\"}|a member \"out\"",
        "{\"client\":1,\"op\":\"get\",\"key\":\"k\",\"status\":\"ok\",\"out\":1}|a string",
        "{\"client\":1,\"op\":\"get\",\"key\":\"k\",\"status\":\"ok\",\"out\":null,\"call\":2,"
            + "\"ret\":1}|ret, 1, to be at least call, 2",
        "{\"client\":1,\"op\":\"txn\",\"compare\":[],\"success\":[{\"op\":\"get\",\"key\":\"k\"}],"
            + "\"failure\":[],\"status\":\"ok\",\"succeeded\":true,\"responses\":[]}|1 responses",
        "{\"client\":1,\"op\":\"txn\",\"compare\":[],\"success\":[{\"op\":\"txn\"}],"
            + "\"failure\":[]}|get, put or delete"
      })
  void whatIsNoCallIsRefusedWithItsLine(String line, String expected) {
    var text = "{\"client\":1,\"op\":\"get\",\"key\":\"k\",\"status\":\"unknown\",\"call\":1}\n";

    assertThatThrownBy(() -> HistoryReader.read("f", text + line))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("f:2: expected " + expected);
  }

  @Test
  void aLongLineIsRefused() {
    var line = " ".repeat(HistoryReader.MOST_CHARACTERS + 1);

    assertThatThrownBy(() -> HistoryReader.read("f", line))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("f:1: expected at most");
  }

  private static Call<Operation, Answer> call(
      String client, Operation operation, Answer answer, long called, long returned, int line) {
    return new Call<>(client, operation, Optional.of(answer), called, returned, "f:" + line);
  }
}
