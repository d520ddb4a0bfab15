package dev.plimsoll.cluster.gc;

import java.util.Comparator;

/// An object, or one that there was: its uid tells it from others that had its name.
///
/// @param kind a number: owners have a lower one than dependents
public record ObjectReference(int kind, int name, int uid) implements Comparable<ObjectReference> {

  private static final Comparator<ObjectReference> ORDER =
      Comparator.comparingInt(ObjectReference::kind)
          .thenComparingInt(ObjectReference::name)
          .thenComparingInt(ObjectReference::uid);

  @Override
  public int compareTo(ObjectReference other) {
    return ORDER.compare(this, other);
  }

  /// Whether the other is, or was, of the same name.
  boolean isNamedAs(ObjectReference other) {
    return kind == other.kind && name == other.name;
  }
}
