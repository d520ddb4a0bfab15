/// What netfilter does with one packet: every way it can go, and how likely each is.
///
/// A [Traversal] holds a rule set and the [Node] whose addresses and routes it is read with.
/// Given a [Packet] it walks the hooks in the kernel's order (raw, conntrack, mangle, nat, routing,
/// mangle, filter, security, nat) and gives the list of [Outcome]s: verdict, where the packet ends
/// up, whether its source was rewritten, and the path of rules it matched.
///
/// Where a rule tosses a coin (`statistic`) or asks for something that is not in the rules or the
/// packet (the contents of an ipset, a rate), the walk goes both ways. [Likelihood] keeps apart
/// what is known (the coin) and what was assumed. What the model does not know at all ends in
/// [Verdict#UNDECIDED], with the reason: nothing is guessed.
///
/// Packets that differ in their sources alone go together until a rule tells them apart, as those
/// of all clients of a Service mostly do.
///
/// A rule becomes a [ReadyRule] when the first packet comes to it: [Matching] makes of each of its
/// matches a question that a [Condition] asks. [Rewrite] is about NAT targets, [Stage] is the order
/// of the hooks.
///
/// Sources: Linux 6.x `net/ipv4/netfilter/ip_tables.c` (`ipt_do_table`),
/// `net/netfilter/nf_nat_core.c`, `net/ipv4/ip_input.c`, `ip_output.c`.
@NullMarked
package dev.plimsoll.network.netfilter.traversal;

import org.jspecify.annotations.NullMarked;
