package dev.plimsoll.cluster.apiserver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What every object has: `metadata`.
///
/// @param uid tells objects apart that had the same name one after another; given by the API
///     server
/// @param deleting whether it has a `deletionTimestamp`: it goes as soon as it has no finalizers
/// @param finalizers in order; of a pod that runs on a node, graceful deletion counts as one, which
///     the kubelet takes off
/// @param owner the uid of the object that it belongs to
public record Meta(int uid, boolean deleting, List<String> finalizers, Optional<Integer> owner) {

  /// Of an object that is to be created.
  public static final Meta NEW = new Meta(0, false, List.of(), Optional.empty());

  public Meta {
    finalizers = List.copyOf(finalizers);
  }

  /// The same of another object.
  Meta withUid(int newUid) {
    return new Meta(newUid, deleting, finalizers, owner);
  }

  /// The same with a `deletionTimestamp`.
  public Meta asDeleting() {
    return new Meta(uid, true, finalizers, owner);
  }

  /// The same with an owner.
  public Meta ownedBy(int uidOfOwner) {
    return new Meta(uid, deleting, finalizers, Optional.of(uidOfOwner));
  }

  /// The same with one more finalizer, unless it is there.
  public Meta with(String finalizer) {
    return finalizers.contains(finalizer)
        ? this
        : new Meta(
            uid,
            deleting,
            Stream.concat(finalizers.stream(), Stream.of(finalizer)).toList(),
            owner);
  }

  /// The same without a finalizer.
  public Meta without(String finalizer) {
    return new Meta(
        uid, deleting, finalizers.stream().filter(each -> !each.equals(finalizer)).toList(), owner);
  }
}
