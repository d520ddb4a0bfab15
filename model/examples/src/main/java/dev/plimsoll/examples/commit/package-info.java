/// Protocols by which several participants commit or abort together.
///
/// Start with {@link dev.plimsoll.examples.commit.TwoPhaseCommit}: 50 lines that show all there is
/// to a model.
@NullMarked
package dev.plimsoll.examples.commit;

import org.jspecify.annotations.NullMarked;
