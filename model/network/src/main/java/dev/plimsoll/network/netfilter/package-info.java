/// Netfilter's rules as data: what a node's kernel does with packets, read from `iptables-save`.
///
/// The vocabulary is netfilter's own. A [RuleSet] has [Table]s (raw, mangle, nat, filter,
/// security); a table has [Chain]s, some of them built in and called from a [Hook]; a chain is a
/// list of [Rule]s; a rule is a conjunction of [Test]s and a [Target].
///
/// [Match] and [Target] are sealed records that only say what a rule means. There is one place
/// that reads their text and one that prints it (package `text`), and one that decides them for
/// a packet (package `traversal`). An extension that is not known becomes
/// [Match.Uninterpreted] or [Target.Uninterpreted] with its exact words: it is never passed over.
///
/// [LoadCheck] says what the kernel says when rules are loaded: jumps to missing chains, loops,
/// targets in the wrong table. Start reading at [RuleSet].
///
/// Sources: Linux 6.x `net/ipv4/netfilter/ip_tables.c`, `net/netfilter/xt_*.c`, and the
/// extensions of iptables 1.8.9.
@NullMarked
package dev.plimsoll.network.netfilter;

import org.jspecify.annotations.NullMarked;
