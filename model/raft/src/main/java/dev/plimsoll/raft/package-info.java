/// Raft as etcd's library go.etcd.io/raft implements it, and a model of a cluster of it.
///
/// The vocabulary is the library's: a *message* is both what servers send each other and what
/// happens to one of them (`MsgHup`: its election time-out passed; `MsgProp`: a client proposes);
/// a *term* has at most one leader; an *entry* has an index and a term; *match* and *next* are what
/// a leader knows and guesses of another server's log; `HardState` is what must survive a crash.
///
/// Start at {@link dev.plimsoll.raft.RawNode}: a node as an application drives it, each call a pure
/// function from a state to the next. {@link dev.plimsoll.raft.Node#step} is what it does with a
/// message; by role, see `Leader`, `Candidate` and `Follower`, by concern `Elections`,
/// `Replication`, `Membership` and the others; `Raft` is the working copy they change.
/// {@link dev.plimsoll.raft.Application} saves, sends and goes on until nothing is left to do.
/// {@link dev.plimsoll.raft.RaftMembers} are some nodes with disks, which crash; {@link
/// dev.plimsoll.raft.RaftCluster} puts them on a network that loses, repeats and reorders, and
/// states what must hold; {@link dev.plimsoll.raft.EtcdRaft}, `EtcdMembership`, `EtcdSnapshots`,
/// `EtcdProgress`, `EtcdElections` and `EtcdPower` are made of it. {@link
/// dev.plimsoll.raft.StreamCluster} has most messages exchanged in one step: {@link
/// dev.plimsoll.raft.EtcdReads}, `EtcdFlow` and `EtcdSwap` look closer at reads, at a slow
/// follower, and at a change of membership during which the leader dies.
///
/// Sources: go.etcd.io/raft at commit cdfbeed, August 2026, which file names without more refer to
/// (raft.go, rawnode.go, log.go, tracker, quorum, confchange); Ongaro and Ousterhout, "In Search of
/// an Understandable Consensus Algorithm" (extended version), 2014; Ongaro, "Consensus: Bridging
/// Theory and Practice", 2014, called the thesis here.
@NullMarked
package dev.plimsoll.raft;

import org.jspecify.annotations.NullMarked;
