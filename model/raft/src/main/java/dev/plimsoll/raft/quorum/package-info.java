/// Who has to agree: majorities, and two majorities at once while a membership changes.
///
/// A *majority* of no voters agrees to everything; so a joint configuration whose second half is
/// empty is the first half alone. Start at
/// {@link dev.plimsoll.raft.quorum.JointConfig#committedIndex}.
///
/// Source: go.etcd.io/raft at cdfbeed, package quorum; Ongaro, thesis §4.3.
@NullMarked
package dev.plimsoll.raft.quorum;

import org.jspecify.annotations.NullMarked;
