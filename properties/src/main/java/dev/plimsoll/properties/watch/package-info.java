/// Recorded watches of a real etcd, held against what etcd promises.
///
/// A client records a {@link dev.plimsoll.properties.watch.WatchRecording} for each stream of its
/// watch; {@link dev.plimsoll.properties.watch.WatchCheck} decides whether they keep the {@link
/// dev.plimsoll.etcd.WatchGuarantee}s that models claim, and whether the changes that they tell of
/// are those that clients have made.
@NullMarked
package dev.plimsoll.properties.watch;

import org.jspecify.annotations.NullMarked;
