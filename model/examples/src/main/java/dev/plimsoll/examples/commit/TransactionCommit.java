package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.ABORTED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.COMMITTED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.PREPARED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.WORKING;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.examples.commit.TwoPhaseCommit.Phase;
import java.util.List;

/// What a protocol for committing a transaction has to achieve, after Gray and Lamport, "Consensus
/// on Transaction Commit", MSR-TR-2003-96, §2; `TCommit` in the TLA+ Examples.
///
/// Resource managers see each other's states here, which a real protocol must do without: how is
/// left to {@link TwoPhaseCommit} and {@link PaxosCommit}.
public class TransactionCommit extends Model {
  final Cells<Phase> rm;

  /// @param managers how many resource managers take part, at least 1
  TransactionCommit(int managers) {
    rm = cells("manager", managers, WORKING);
    interchangeable("manager", rm);

    rule("prepare", rm, (tx, m) -> tx.require(m, WORKING).set(m, PREPARED));
    rule(
        "commit",
        rm,
        (tx, m) -> {
          tx.require(m, PREPARED);
          tx.require(rm.all(tx, phase -> phase == PREPARED || phase == COMMITTED));
          tx.set(m, COMMITTED);
        });
    rule(
        "abort",
        rm,
        (tx, m) -> {
          tx.require(tx.get(m) == WORKING || tx.get(m) == PREPARED);
          tx.require(!rm.any(tx, COMMITTED)).set(m, ABORTED);
        });

    always("consistent", s -> !(rm.any(s, COMMITTED) && rm.any(s, ABORTED)));
    sometimes("all commit", s -> rm.all(s, COMMITTED));
    sometimes("all abort", s -> rm.all(s, ABORTED));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "transaction-commit",
        "what it means that resource managers commit or abort together",
        "Gray and Lamport, Consensus on Transaction Commit, MSR-TR-2003-96, section 2",
        List.of(Parameter.integer("managers", 3, 1, 12, "resource managers")),
        parameters -> new TransactionCommit(parameters.integer("managers")));
  }
}
