package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.ABORTED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.COMMITTED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.PREPARED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.WORKING;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// Two-phase commit, after Gray and Lamport, "Consensus on Transaction Commit", MSR-TR-2003-96, §3.
///
/// Messages are never lost and stay for ever, as in the paper: what a receiver does with one a
/// second time changes nothing. What it leaves out: crashes, and the log on disk.
public class TwoPhaseCommit extends Model {
  enum Phase {
    WORKING,
    PREPARED,
    COMMITTED,
    ABORTED
  }

  sealed interface Message {}

  record Prepared(int manager) implements Message {}

  record Decided(Phase outcome) implements Message {}

  /// @param managers how many resource managers take part, at least 1
  TwoPhaseCommit(int managers) {
    var rm = cells("manager", managers, WORKING);
    var tm = cell("coordinator", WORKING);
    var heard = cells("heard", managers, false);
    var msgs = set("messages", Message.class);
    interchangeable("manager", rm, heard)
        .renaming(Prepared.class, (message, to) -> new Prepared(to.of(message.manager())));

    rule(
        "prepare",
        rm,
        (tx, m) -> tx.require(m, WORKING).set(m, PREPARED).send(msgs, new Prepared(m.index())));
    rule("give up", rm, (tx, m) -> tx.require(m, WORKING).set(m, ABORTED));
    rule(
        "hear",
        heard,
        (tx, h) -> tx.require(tm, WORKING).require(msgs, new Prepared(h.index())).set(h, true));
    rule(
        "decide to commit",
        tx -> {
          tx.require(tm, WORKING).require(heard.all(tx, true));
          tx.set(tm, COMMITTED).send(msgs, new Decided(COMMITTED));
        });
    rule(
        "decide to abort",
        tx -> tx.require(tm, WORKING).set(tm, ABORTED).send(msgs, new Decided(ABORTED)));
    rule("commit", rm, (tx, m) -> tx.require(msgs, new Decided(COMMITTED)).set(m, COMMITTED));
    rule("abort", rm, (tx, m) -> tx.require(msgs, new Decided(ABORTED)).set(m, ABORTED));

    always("consistent", s -> !(rm.any(s, COMMITTED) && rm.any(s, ABORTED)));
    sometimes("all commit", s -> rm.all(s, COMMITTED));
    sometimes("all abort", s -> rm.all(s, ABORTED));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "two-phase-commit",
        "a coordinator and its resource managers commit or abort together",
        "Gray and Lamport, Consensus on Transaction Commit, MSR-TR-2003-96, section 3",
        List.of(Parameter.integer("managers", 5, 1, 12, "resource managers")),
        parameters -> new TwoPhaseCommit(parameters.integer("managers")));
  }
}
