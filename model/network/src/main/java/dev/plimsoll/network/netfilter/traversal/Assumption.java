package dev.plimsoll.network.netfilter.traversal;

/// What a walk took for granted because neither the rules nor the packet show it.
///
/// @param at the rule that asked
/// @param condition the condition as the rule spells it, without `!`
/// @param holds the answer that was assumed
/// @param alternatives how many answers there were
public record Assumption(Step at, String condition, boolean holds, int alternatives) {}
