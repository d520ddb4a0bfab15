/// Are histories of concurrent clients linearizable? Those that were recorded of a real etcd, and
/// those of models.
///
/// A history is a list of {@link dev.plimsoll.etcd.linearizability.Call}s, each with the times of
/// its call and its return. It is linearizable if each call can be given a moment between the two,
/// so that an object, asked in the order of these moments, would have answered the same (Herlihy
/// and Wing 1990).
///
/// Of etcd: start at {@link dev.plimsoll.etcd.linearizability.History}, which takes calls of {@link
/// dev.plimsoll.etcd.linearizability.Operation}s and {@link
/// dev.plimsoll.etcd.linearizability.Answer}s and decides for each group of keys by itself:
///
/// ```java
/// var put = new Call<Operation, Answer>(
///     "client 1", new Put("k", "a"), Optional.of(Answer.at(7, new Written())), 10, 20, "here");
/// var read = new Call<Operation, Answer>(
///     "client 2", new Get("k"), Optional.of(Answer.at(7, Value.of("a"))), 15, 30, "there");
/// var lost = new Call<Operation, Answer>(
///     "client 3", new Delete("k"), Optional.empty(), 15, 15, "nobody knows");
/// var parts = new History(List.of(put, read, lost)).check(Reads.LINEARIZABLE, () -> false);
/// // each part: its keys, its calls, and a Verdict
/// var disagreement = new History(List.of(put, read, lost)).disagreement(); // of the revisions
/// ```
///
/// Of any other object: write a {@link
/// dev.plimsoll.etcd.linearizability.SequentialSpecification}, as {@link
/// dev.plimsoll.etcd.linearizability.KeyValues} is one, and start at {@link
/// dev.plimsoll.etcd.linearizability.Linearizability}.
///
/// Sources: Wing and Gong, "Testing and verifying concurrent objects" (1993); Lowe, "Testing for
/// linearizability" (2017); Horn and Kroening, "Faster linearizability checking via
/// P-compositionality" (2015).
@NullMarked
package dev.plimsoll.etcd.linearizability;

import org.jspecify.annotations.NullMarked;
