/// Raft as etcd's library go.etcd.io/raft implements it, and a model of a cluster of it.
///
/// The vocabulary is the library's: a *message* is both what servers send each other and what
/// happens to one of them (`MsgHup`: its election time-out passed; `MsgProp`: a client proposes);
/// a *term* has at most one leader; an *entry* has an index and a term; *match* and *next* are what
/// a leader knows and guesses of another server's log; `HardState` is what must survive a crash.
///
/// Start at {@link dev.plimsoll.raft.Node#step}: a pure function from a state and a message to the
/// next state and the messages to send. What it does depends on the role: see `Leader`, `Candidate`
/// and `Follower`; `Raft` is the working copy they change. {@link dev.plimsoll.raft.RawNode} adds
/// the order in which an application saves, sends and goes on.
/// {@link dev.plimsoll.raft.EtcdRaft} puts some nodes on a network that loses, repeats and
/// reorders, lets them crash, and states what must hold.
///
/// Sources: go.etcd.io/raft v3.6.0 (raft.go, log.go, tracker, quorum); Ongaro and Ousterhout, "In
/// Search of an Understandable Consensus Algorithm" (extended version), 2014; Ongaro, "Consensus:
/// Bridging Theory and Practice", 2014, called the thesis here.
@NullMarked
package dev.plimsoll.raft;

import org.jspecify.annotations.NullMarked;
