package dev.plimsoll.network.ingress;

import dev.plimsoll.kubernetes.ingress.PathType;

/// How a controller reads paths of the type `ImplementationSpecific`. The specification allows
/// both, and others.
public enum Reading {
  /// As it reads `Prefix`.
  PREFIX(PathType.PREFIX),
  /// As it reads `Exact`.
  EXACT(PathType.EXACT);

  private final PathType type;

  Reading(PathType type) {
    this.type = type;
  }

  /// The type that it reads them as.
  public PathType type() {
    return type;
  }
}
