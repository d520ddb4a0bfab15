/// What netfilter does with all packets at once.
///
/// A [Partition] puts every packet of a family into the class of those with its [Fate]: all ways
/// it can go, how likely each is, and on which assumptions. It agrees with what
/// `dev.plimsoll.network.netfilter.traversal` says of each single packet. A [Difference] is exactly
/// the packets whose fate two rule sets disagree about; [ShadowedRules] are those that no packet
/// meets.
///
/// Sets of packets ([PacketSet]) are decision diagrams over the bits of the header
/// (`HeaderSpace`, `Diagrams`). `Sweep` moves them through the tables; packets at the same rule
/// that look alike go on together. Rewriting an end does not move a set: the set stays what the
/// packets were when they came, and `Header` says what became of them.
///
/// Sources: Yang, Lam, "Real-time verification of network properties using atomic predicates",
/// ICNP 2013; Fogel et al., "A general approach to network configuration analysis", NSDI 2015.
@NullMarked
package dev.plimsoll.network.netfilter.symbolic;

import org.jspecify.annotations.NullMarked;
