package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A claim to a volume, on which the data of a pod is.
public record PersistentVolumeClaim(Meta meta) implements ApiObject<PersistentVolumeClaim> {

  /// A claim to be created.
  public static final PersistentVolumeClaim NEW = new PersistentVolumeClaim(Meta.NEW);

  @Override
  public PersistentVolumeClaim with(Meta newMeta) {
    return new PersistentVolumeClaim(newMeta);
  }
}
