/// The Raft model against recordings of etcd's library.
///
/// - [RecordedRunsTest]: 36 recorded runs, replayed and compared after every step; each seeded
///   mistake differs from some run;
/// - [Recorded]: one run, the servers and what they sent;
/// - [Wire]: a message in the one shape that etcd's library has for all of them.
///
/// The recordings are in `fixtures/etcd-raft/traces` of the shared folder (see `SharedFolder`);
/// the tests are skipped where it is not there.
@NullMarked
package dev.plimsoll.properties.raft;

import org.jspecify.annotations.NullMarked;
