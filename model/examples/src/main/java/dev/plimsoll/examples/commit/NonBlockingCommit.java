package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.commit.NonBlockingCommit.Place.ABORTED;
import static dev.plimsoll.examples.commit.NonBlockingCommit.Place.COMMITTED;
import static dev.plimsoll.examples.commit.NonBlockingCommit.Place.CRASHED;
import static dev.plimsoll.examples.commit.NonBlockingCommit.Place.NO;
import static dev.plimsoll.examples.commit.NonBlockingCommit.Place.VOTED;
import static dev.plimsoll.examples.commit.NonBlockingCommit.Place.YES;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// Commitment without a coordinator, after Raynal, "A Case Study of Agreement Problems in
/// Distributed Systems: Non-Blocking Atomic Commitment", HASE 1997; `nbacc_ray97` in the TLA+
/// Examples, by Konnov, Tran and Widder.
///
/// Each process votes, hears from the others, and asks a failure detector whether some process has
/// crashed. As in the TLA+ specification the detector may say anything at any time: so nobody
/// waits forever, but a false alarm can split them. Agreement, which Raynal has from a
/// consensus protocol underneath, is left out.
public class NonBlockingCommit extends Model {
  enum Place {
    /// About to vote yes.
    YES,
    /// About to vote no.
    NO,
    VOTED,
    COMMITTED,
    ABORTED,
    CRASHED
  }

  enum Vote {
    NONE,
    YES,
    NO
  }

  final Cells<Place> process;
  private final Cells<Vote> sent;

  /// By receiver and sender.
  private final List<Cells<Boolean>> received;

  private final Cells<Boolean> alarm;

  /// @param processes at least 1
  NonBlockingCommit(int processes) {
    process = cells("process", processes, YES);
    sent = cells("sent", processes, Vote.NONE);
    received =
        IntStream.range(0, processes)
            .mapToObj(p -> cells("received by " + p, processes, false))
            .toList();
    alarm = cells("alarm", processes, false);
    initially(
        tx -> {
          process.forEach(p -> tx.set(p, tx.choose(List.of(YES, NO))));
          alarm.forEach(a -> tx.set(a, tx.chooseWhether()));
        });

    rule(
        "vote",
        process,
        (tx, p) -> {
          tx.require(tx.get(p) == YES || tx.get(p) == NO);
          listen(tx, p);
          tx.set(sent.at(p), tx.get(p) == YES ? Vote.YES : Vote.NO).set(p, VOTED);
        });
    rule(
        "abort on an alarm",
        process,
        (tx, p) -> {
          tx.require(p, VOTED);
          listen(tx, p);
          tx.require(alarm.at(p), true).set(p, ABORTED);
        });
    rule(
        "abort on a no",
        process,
        (tx, p) -> {
          tx.require(p, VOTED).require(hasHeard(tx, p, Vote.NO));
          listen(tx, p);
          tx.set(p, ABORTED);
        });
    rule(
        "commit",
        process,
        (tx, p) -> {
          tx.require(p, VOTED);
          listen(tx, p);
          tx.require(alarm.at(p), false).require(received.get(p.index()).all(tx, true));
          tx.require(!hasHeard(tx, p, Vote.NO)).set(p, COMMITTED);
        });
    rule(
        "crash",
        process,
        (tx, p) -> {
          tx.require(tx.get(p) != CRASHED);
          listen(tx, p);
          tx.set(p, CRASHED);
        });
    rule("listen", process, this::listen);

    weaklyFair("vote", "abort on an alarm", "abort on a no", "commit");

    always(
        "nobody commits unless all have voted yes",
        s -> !process.any(s, COMMITTED) || sent.all(s, Vote.YES));
    eventually(
        "all that do not crash decide",
        s -> process.all(s, p -> p == COMMITTED || p == ABORTED || p == CRASHED));
    sometimes("all commit", s -> process.all(s, COMMITTED));
    if (processes > 1) {
      sometimes(
          "a false alarm splits them",
          s -> process.any(s, COMMITTED) && process.any(s, ABORTED) && !process.any(s, CRASHED));
    }
  }

  /// Some of what has been sent arrives, and the failure detector says something new.
  private void listen(Transaction tx, Cell<Place> p) {
    tx.set(alarm.at(p), tx.chooseWhether());
    for (var r : received.get(p.index())) {
      if (!tx.get(r) && tx.get(sent.at(r)) != Vote.NONE) {
        tx.set(r, tx.chooseWhether());
      }
    }
  }

  private boolean hasHeard(Transaction tx, Cell<Place> p, Vote vote) {
    return received.get(p.index()).stream().anyMatch(r -> tx.get(r) && tx.get(sent.at(r)) == vote);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "non-blocking-commit",
        "commitment without a coordinator, with a failure detector that may be wrong",
        "Raynal, A Case Study of Agreement Problems in Distributed Systems, HASE 1997",
        List.of(Parameter.integer("processes", 2, 1, 4, "processes")),
        parameters -> new NonBlockingCommit(parameters.integer("processes")));
  }
}
