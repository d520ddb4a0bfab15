/// Recorded histories of etcd's clients, an operation of JSON a line: docs/linearizability.md.
///
/// {@link dev.plimsoll.counterexamples.history.HistoryReader} reads them, {@link
/// dev.plimsoll.counterexamples.history.HistoryWriter} writes what it reads.
@NullMarked
package dev.plimsoll.counterexamples.history;

import org.jspecify.annotations.NullMarked;
