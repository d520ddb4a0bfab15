/// Protocols by which several participants commit or abort together.
///
/// Start with {@link dev.plimsoll.examples.commit.TwoPhaseCommit}: 50 lines that show all there is
/// to a model. {@link dev.plimsoll.examples.commit.TransactionCommit} says what it is to achieve;
/// {@link dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup}, {@link
/// dev.plimsoll.examples.commit.PaxosCommit}, {@link
/// dev.plimsoll.examples.commit.AtomicCommitment} and {@link
/// dev.plimsoll.examples.commit.NonBlockingCommit} go on where somebody has crashed. All follow
/// specifications of the TLA+ Examples, https://github.com/tlaplus/Examples, and have their counts.
@NullMarked
package dev.plimsoll.examples.commit;

import org.jspecify.annotations.NullMarked;
