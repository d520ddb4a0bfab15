/// Counterexamples in ITF, the trace format of Apalache, Quint and others.
///
/// The format is Apalache's ADR-015, "ITF: informal trace format": an object with `#meta`, `vars`
/// and `states`; a state has one expression for each variable.
/// {@link dev.plimsoll.counterexamples.itf.Expressions} turns a
/// {@link dev.plimsoll.checker.value.Value} into such an expression and back, without loss;
/// {@link dev.plimsoll.counterexamples.itf.Itf} does so for a whole counterexample.
///
/// Ours, within the freedom of the format: integers are always `{"#bigint": "7"}`; sets and maps
/// are sorted, so that files can be compared by `diff`; a case of a sealed type is
/// `{"tag": "Prepared", "value": {"manager": ...}}` as in Quint; the `#meta` of a state names the
/// rule that led to it, its arguments and choices, and the paths that it changed.
///
/// What other tools write has states alone: {@link dev.plimsoll.counterexamples.itf.ForeignTrace}.
///
/// Start at {@link dev.plimsoll.counterexamples.itf.Itf}.
@NullMarked
package dev.plimsoll.counterexamples.itf;

import org.jspecify.annotations.NullMarked;
