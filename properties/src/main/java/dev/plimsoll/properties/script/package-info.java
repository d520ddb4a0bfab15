/// Scripts that drive Raft nodes and say what must come of it, as etcd's library has them for its
/// own tests.
///
/// A *script* is a text file of *directives*: a command, perhaps some input, a line `----`, and the
/// output that is expected up to the next empty line. Start at
/// {@link dev.plimsoll.properties.script.Script#run}. By its first command a script is about
///
/// - nodes that exchange messages: {@link dev.plimsoll.properties.script.Interaction};
/// - what a quorum says: {@link dev.plimsoll.properties.script.QuorumScript};
/// - changes of membership: {@link dev.plimsoll.properties.script.ConfChangeScript}.
///
/// Source: go.etcd.io/raft at cdfbeed, rafttest/interaction_env*.go, util.go,
/// quorum/datadriven_test.go and confchange/datadriven_test.go; the format is that of
/// github.com/cockroachdb/datadriven.
@NullMarked
package dev.plimsoll.properties.script;

import org.jspecify.annotations.NullMarked;
