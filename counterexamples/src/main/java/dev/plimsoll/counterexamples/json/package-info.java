/// JSON as a tree that knows its lines.
///
/// Trace files and the records of past runs come from anywhere: from another version of Plimsoll,
/// from another tool, from an editor. So {@link dev.plimsoll.counterexamples.json.JsonReader} is
/// strict (RFC 8259, no duplicate names), has limits on size and nesting, and keeps the line of
/// every value, so that whoever reads the tree can say where something is wrong:
/// {@link dev.plimsoll.counterexamples.json.UnreadableException} is `file:line: what was expected`.
/// {@link dev.plimsoll.counterexamples.json.JsonWriter} writes a tree, indented or on one line.
///
/// Start at {@link dev.plimsoll.counterexamples.json.Json}. The reader stands on the streaming
/// parser of Jackson; data binding is left out, because loading it takes longer than a small check.
@NullMarked
package dev.plimsoll.counterexamples.json;

import org.jspecify.annotations.NullMarked;
