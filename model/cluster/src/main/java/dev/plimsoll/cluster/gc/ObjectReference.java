package dev.plimsoll.cluster.gc;

import java.util.Comparator;

/// An object, or one that there was: its uid tells it from others that had its name.
///
/// @param kind a number
/// @param name with the namespace: the number of both
public record ObjectReference(int kind, int name, int uid) implements Comparable<ObjectReference> {

  private static final Comparator<ObjectReference> ORDER =
      Comparator.comparingInt(ObjectReference::kind)
          .thenComparingInt(ObjectReference::name)
          .thenComparingInt(ObjectReference::uid);

  @Override
  public int compareTo(ObjectReference other) {
    return ORDER.compare(this, other);
  }

  /// Whether the other has the same uid; here these tell objects of one kind apart.
  boolean hasUidOf(ObjectReference other) {
    return kind == other.kind && uid == other.uid;
  }

  /// Whether the other is, or was, of the same name.
  boolean isNamedAs(ObjectReference other) {
    return kind == other.kind && name == other.name;
  }
}
