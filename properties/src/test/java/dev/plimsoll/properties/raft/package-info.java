/// The Raft model against recordings of etcd's library.
///
/// - [RecordedRunsTest]: all recorded runs, replayed and compared after every step; each seeded
///   mistake differs from some run;
/// - [Recorded]: one run; [RecordedServer]: one of its servers;
/// - [Wire]: a message in the one shape that etcd's library has for all of them.
///
/// The recordings are in `fixtures/etcd-raft/traces` of the shared folder (see `SharedFolder`);
/// the tests are skipped where it is not there. The scripts of the library's own tests are in
/// `dev.plimsoll.properties.script`.
@NullMarked
package dev.plimsoll.properties.raft;

import org.jspecify.annotations.NullMarked;
