/// Sets of addresses and ports that rules ask for by name: `ipset`.
///
/// [IpSets] reads what `ipset save` prints; a set is a choice of conditions that rules have anyway.
@NullMarked
package dev.plimsoll.network.netfilter.ipset;

import org.jspecify.annotations.NullMarked;
