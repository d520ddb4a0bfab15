package dev.plimsoll.properties.watch;

import dev.plimsoll.etcd.Session;
import dev.plimsoll.etcd.mvcc.KeyRange;

/// A stream of a watch, as its client has recorded it.
///
/// @param name how messages name it, such as `watcher 1, stream 3, of member n2`
/// @param keys that are watched
/// @param session where it begins, and what was received
public record WatchRecording(String name, KeyRange keys, Session session) {}
