package dev.plimsoll.cluster.gc;

import dev.plimsoll.cluster.apiserver.Meta;

/// What becomes of dependents when their owner is deleted: `propagationPolicy`.
///
/// Source: `staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go`
/// (`deletionFinalizersForGarbageCollection`), v1.30.
public enum Propagation {
  /// They are deleted once it has gone.
  BACKGROUND,
  /// They are deleted before it goes.
  FOREGROUND,
  /// They stay.
  ORPHAN;

  /// Keeps an owner until its dependents have gone.
  public static final String FOREGROUND_FINALIZER = "foregroundDeletion";

  /// Keeps an owner until it is none any more.
  public static final String ORPHAN_FINALIZER = "orphan";

  /// What a deletion makes of an object's metadata.
  Meta delete(Meta meta) {
    return switch (this) {
      case BACKGROUND -> bare(meta);
      case FOREGROUND -> bare(meta).with(FOREGROUND_FINALIZER);
      case ORPHAN -> bare(meta).with(ORPHAN_FINALIZER);
    };
  }

  private static Meta bare(Meta meta) {
    return meta.asDeleting().without(FOREGROUND_FINALIZER).without(ORPHAN_FINALIZER);
  }
}
