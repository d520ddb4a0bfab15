package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Coordinator.ABORTING;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Coordinator.COMMITTING;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Coordinator.DECIDING;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Coordinator.ENDED;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Coordinator.LEAVING;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Decision.ABORT;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Decision.COMMIT;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Decision.HIDDEN;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Decision.OPEN;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Manager.ABORTED;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Manager.COMMITTED;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Manager.FAILED;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Manager.PREPARED;
import static dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Manager.WORKING;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// Two-phase commit with a second coordinator that takes over when the first one is gone, after
/// Demirbas, "2PCTM" (PlusCal examples); `2PCwithBTM` in the TLA+ Examples.
///
/// Managers and coordinators see each other's states: there are no messages. At most one manager
/// fails. The coordinator vanishes only after it has decided, and its decision with it, so that
/// the backup has to find out from the managers.
public class TwoPhaseCommitWithBackup extends Model {
  enum Manager {
    WORKING,
    PREPARED,
    COMMITTED,
    ABORTED,
    FAILED
  }

  /// What a manager can learn.
  enum Decision {
    OPEN,
    COMMIT,
    ABORT,
    /// There is one, but whoever made it is gone.
    HIDDEN
  }

  /// What a coordinator is about to do.
  enum Coordinator {
    DECIDING,
    COMMITTING,
    ABORTING,
    LEAVING,
    ENDED
  }

  final Cells<Manager> rm;
  final Cell<Decision> decision;
  final Cell<Coordinator> backup;

  /// @param managers how many resource managers take part, at least 1
  /// @param managersFail whether one of them may
  /// @param coordinatorFails whether the first coordinator does, once it has decided
  TwoPhaseCommitWithBackup(int managers, boolean managersFail, boolean coordinatorFails) {
    rm = cells("manager", managers, WORKING);
    var gone = cells("gone", managers, false);
    interchangeable("manager", rm, gone);
    decision = cell("decision", OPEN);
    var coordinator = cell("coordinator", DECIDING);
    backup = cell("backup", DECIDING);
    var coordinators = List.of(coordinator, backup);

    rule("prepare", rm, (tx, m) -> tx.require(m, WORKING).set(m, PREPARED));
    rule(
        "commit",
        rm,
        (tx, m) -> tx.require(isActive(tx, m)).require(decision, COMMIT).set(m, COMMITTED));
    rule("give up", rm, (tx, m) -> tx.require(m, WORKING).set(m, ABORTED));
    rule("abort", rm, (tx, m) -> tx.require(m, PREPARED).require(decision, ABORT).set(m, ABORTED));
    rule(
        "fail",
        rm,
        (tx, m) ->
            tx.require(managersFail && isActive(tx, m) && !rm.any(tx, FAILED)).set(m, FAILED));
    rule(
        "go",
        rm,
        (tx, m) -> {
          tx.require(!isActive(tx, m));
          tx.require(gone.at(m), false).set(gone.at(m), true);
        });

    rule(
        "decide to commit",
        coordinators,
        (tx, c) -> {
          tx.require(c, DECIDING).require(c.equals(coordinator) || tx.get(decision) == HIDDEN);
          tx.require(rm.all(tx, PREPARED) || rm.any(tx, COMMITTED)).set(c, COMMITTING);
        });
    rule(
        "decide to abort",
        coordinators,
        (tx, c) -> {
          tx.require(c, DECIDING).require(c.equals(coordinator) || tx.get(decision) == HIDDEN);
          tx.require(rm.any(tx, ABORTED) || rm.any(tx, FAILED));
          tx.require(!rm.any(tx, COMMITTED)).set(c, ABORTING);
        });
    rule(
        "announce",
        coordinators,
        (tx, c) -> {
          tx.require(tx.get(c) == COMMITTING || tx.get(c) == ABORTING);
          tx.set(decision, tx.get(c) == COMMITTING ? COMMIT : ABORT);
          tx.set(c, c.equals(coordinator) ? LEAVING : ENDED);
        });
    rule(
        "leave",
        coordinators,
        (tx, c) -> {
          tx.require(c, LEAVING).set(c, ENDED);
          if (coordinatorFails) {
            tx.set(decision, HIDDEN);
          }
        });

    weaklyFairEach("prepare", "commit", "give up", "abort", "fail", "go");
    weaklyFairEach("decide to commit", "decide to abort", "announce", "leave");

    always("consistent", s -> !(rm.any(s, COMMITTED) && rm.any(s, ABORTED)));
    eventually("every manager comes to an end", s -> gone.all(s, true));
    sometimes("all commit", s -> rm.all(s, COMMITTED));
    sometimes("all abort", s -> rm.all(s, ABORTED));
    if (coordinatorFails) {
      sometimes("the backup commits", s -> s.get(backup) == ENDED && s.get(decision) == COMMIT);
      sometimes("the backup aborts", s -> s.get(backup) == ENDED && s.get(decision) == ABORT);
    }
  }

  private static boolean isActive(State s, Cell<Manager> manager) {
    return s.get(manager) == WORKING || s.get(manager) == PREPARED;
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "two-phase-commit-with-backup",
        "a second coordinator takes over when the first one is gone",
        "Demirbas, 2PCTM (PlusCal examples)",
        List.of(
            Parameter.integer("managers", 3, 1, 8, "resource managers"),
            Parameter.flag("managers-fail", true, "whether one of them may fail"),
            Parameter.flag("coordinator-fails", true, "whether it does once it has decided")),
        parameters ->
            new TwoPhaseCommitWithBackup(
                parameters.integer("managers"),
                parameters.flag("managers-fail"),
                parameters.flag("coordinator-fails")));
  }
}
