package dev.plimsoll.cluster.watch;

import dev.plimsoll.cluster.etcd.Event;

/// What a watch tells of; `staging/src/k8s.io/apimachinery/pkg/watch/watch.go`, `Event`, v1.30.
///
/// @param name of the object; 0 in a bookmark
/// @param resourceVersion of the object; of what is deleted, that of the deletion
record WatchEvent(Type type, int name, int resourceVersion) {

  /// What happened.
  enum Type {
    /// The object is there, as it was created or changed.
    ADDED_OR_MODIFIED,
    /// The object is gone.
    DELETED,
    /// Nothing: all changes up to the version were told.
    BOOKMARK
  }

  static WatchEvent of(Event event) {
    var type = event.deletes() ? Type.DELETED : Type.ADDED_OR_MODIFIED;
    return new WatchEvent(type, event.key(), event.revision());
  }

  static WatchEvent bookmark(int resourceVersion) {
    return new WatchEvent(Type.BOOKMARK, 0, resourceVersion);
  }

  boolean isBookmark() {
    return type == Type.BOOKMARK;
  }
}
