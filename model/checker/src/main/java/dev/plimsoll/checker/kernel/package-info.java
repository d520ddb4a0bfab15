/// States as numbers, and rules that are executed once: what makes plain Java fast to search.
///
/// Values are interned ({@link dev.plimsoll.checker.kernel.Interner}; contents of channels:
/// {@link dev.plimsoll.checker.kernel.ChannelDomain}), so that a state is an `int[]`. The first
/// time that a rule meets some values, {@link dev.plimsoll.checker.kernel.Recorder} executes it
/// and writes down what it asked, in order, and what it did. That becomes a path in a decision
/// trie ({@link dev.plimsoll.checker.kernel.Node}, kept by {@link
/// dev.plimsoll.checker.kernel.Memo}); from then on the search walks the trie and does not call
/// the rule. {@link dev.plimsoll.checker.kernel.Dispatch} answers the first question of many
/// rules at once. What a trie says of a rule as a whole, such as all that it has read, is its
/// {@link dev.plimsoll.checker.kernel.Profile}.
///
/// The idea is ours; LTSmin's caching of transitions over declared dependencies (Blom, van de
/// Pol, Weber, CAV 2010) and ProB's operation caching (Leuschel, iFM 2022) are its relatives.
/// Here nothing is declared: what a rule depends on is what it was seen to read.
///
/// For those who use the checker nothing in here is of interest but {@link
/// dev.plimsoll.checker.kernel.ImpureRuleException}.
@NullMarked
package dev.plimsoll.checker.kernel;

import org.jspecify.annotations.NullMarked;
