/// Watches as a member serves them.
///
/// A watcher is *synced* where it has been sent all that there is: it is then sent what a
/// transaction changes, with the transaction. One that begins in the past, or could not be sent
/// something as its channel was full (a *victim*), is *unsynced*: a loop reads the store for it,
/// from the first revision on that it has not been sent. Start at {@link
/// dev.plimsoll.etcd.watch.WatchableStore}.
///
/// Source: etcd `server/mvcc/watchable_store.go`, `watcher_group.go` and `watcher.go`, v3.5.33.
@NullMarked
package dev.plimsoll.etcd.watch;

import org.jspecify.annotations.NullMarked;
