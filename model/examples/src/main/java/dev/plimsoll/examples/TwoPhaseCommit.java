package dev.plimsoll.examples;

import static dev.plimsoll.examples.TwoPhaseCommit.Phase.ABORTED;
import static dev.plimsoll.examples.TwoPhaseCommit.Phase.COMMITTED;
import static dev.plimsoll.examples.TwoPhaseCommit.Phase.PREPARED;
import static dev.plimsoll.examples.TwoPhaseCommit.Phase.WORKING;

import dev.plimsoll.checker.Model;

/// Two-phase commit, after Gray and Lamport, "Consensus on Transaction Commit", MSR-TR-2003-96, §3.
///
/// Messages are never lost and stay for ever, as in the paper: what a receiver does with one a
/// second time changes nothing. What it leaves out: crashes, and the log on disk.
public final class TwoPhaseCommit extends Model {
  enum Phase {
    WORKING,
    PREPARED,
    COMMITTED,
    ABORTED
  }

  sealed interface Message {
    record Prepared(int manager) implements Message {}

    record Commit() implements Message {}

    record Abort() implements Message {}
  }

  /// @param managers how many resource managers take part, at least 1
  public TwoPhaseCommit(int managers) {
    var manager = cells("manager", managers, WORKING);
    var coordinator = cell("coordinator", WORKING);
    var heard = cells("heard", managers, false);
    var messages = set("messages", Message.class);

    rule(
        "prepare",
        manager,
        (tx, m) ->
            tx.require(tx.get(m) == WORKING)
                .set(m, PREPARED)
                .send(messages, new Message.Prepared(m.index())));
    rule("give up", manager, (tx, m) -> tx.require(tx.get(m) == WORKING).set(m, ABORTED));
    rule(
        "hear",
        heard,
        (tx, h) ->
            tx.require(tx.get(coordinator) == WORKING)
                .require(tx.contains(messages, new Message.Prepared(h.index())))
                .set(h, true));
    rule(
        "decide to commit",
        tx ->
            tx.require(tx.get(coordinator) == WORKING)
                .require(heard.all(tx, true))
                .set(coordinator, COMMITTED)
                .send(messages, new Message.Commit()));
    rule(
        "decide to abort",
        tx ->
            tx.require(tx.get(coordinator) == WORKING)
                .set(coordinator, ABORTED)
                .send(messages, new Message.Abort()));
    rule(
        "commit",
        manager,
        (tx, m) -> tx.require(tx.contains(messages, new Message.Commit())).set(m, COMMITTED));
    rule(
        "abort",
        manager,
        (tx, m) -> tx.require(tx.contains(messages, new Message.Abort())).set(m, ABORTED));

    always("consistent", s -> !(manager.any(s, COMMITTED) && manager.any(s, ABORTED)));
    sometimes("all commit", s -> manager.all(s, COMMITTED));
    sometimes("all abort", s -> manager.all(s, ABORTED));
  }
}
