package dev.plimsoll.cluster.gc;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// An object that may have several owners, and may be one.
public record OwnedObject(Meta meta, List<OwnerReference> owners)
    implements ApiObject<OwnedObject> {

  public OwnedObject {
    owners = List.copyOf(owners);
  }

  @Override
  public OwnedObject with(Meta newMeta) {
    return new OwnedObject(newMeta, owners);
  }

  /// With one more owner.
  public OwnedObject with(OwnerReference owner) {
    return new OwnedObject(meta, Stream.concat(owners.stream(), Stream.of(owner)).toList());
  }

  /// Without some of its owners.
  public OwnedObject without(Collection<ObjectReference> others) {
    return new OwnedObject(
        meta, owners.stream().filter(each -> !others.contains(each.owner())).toList());
  }

  /// Without a finalizer.
  public OwnedObject without(String finalizer) {
    return with(meta.without(finalizer));
  }

  /// Whether it is being deleted, and a finalizer keeps it.
  public boolean isDeletingWith(String finalizer) {
    return meta.deleting() && meta.finalizers().contains(finalizer);
  }

  /// Whether it is deleted in the foreground, and waits for its dependents.
  public boolean isWaitingForDependents() {
    return isDeletingWith(Propagation.FOREGROUND_FINALIZER);
  }
}
