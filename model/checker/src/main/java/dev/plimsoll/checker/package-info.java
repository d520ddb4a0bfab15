/// The language of models: what a state machine is made of, and what is claimed of it.
///
/// A {@link dev.plimsoll.checker.Model} declares its variables ({@link
/// dev.plimsoll.checker.Cell}s, {@link dev.plimsoll.checker.Bag}s and {@link
/// dev.plimsoll.checker.Queue}s of messages), its rules and its claims in its constructor. A rule
/// is plain Java against a {@link dev.plimsoll.checker.Transaction}: it reads, may choose among
/// alternatives, may refuse, writes, sends. A claim is a predicate of a {@link
/// dev.plimsoll.checker.State}.
///
/// ```java
/// final class Light extends Model {
///   Light() {
///     var on = cell("on", false);
///     rule("switch", tx -> tx.update(on, is -> !is));
///     sometimes("is on", s -> s.get(on));
///   }
/// }
/// ```
///
/// Start with `dev.plimsoll.examples.commit.TwoPhaseCommit`; then {@link
/// dev.plimsoll.checker.search.Search#check} decides the claims, and {@link
/// dev.plimsoll.checker.catalog.Models} makes a model known by name; tests say what they expect of
/// it with {@link dev.plimsoll.checker.expectation.Checked}. How it works: {@link
/// dev.plimsoll.checker.kernel}.
@NullMarked
package dev.plimsoll.checker;

import org.jspecify.annotations.NullMarked;
