/// Changes of membership: one voter at a time, or any through a joint configuration.
///
/// Start at {@link dev.plimsoll.raft.confchange.Changer}.
///
/// Source: go.etcd.io/raft at cdfbeed, package confchange and raftpb/confchange.go; Ongaro, thesis
/// §4.3.
@NullMarked
package dev.plimsoll.raft.confchange;

import org.jspecify.annotations.NullMarked;
