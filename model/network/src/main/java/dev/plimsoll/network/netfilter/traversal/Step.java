package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.TableName;

/// One rule that a packet matched.
///
/// @param rule its number in the chain, counted from 1 as `iptables -L --line-numbers` does
/// @param line its line in the dump
public record Step(TableName table, String chain, int rule, int line) {}
