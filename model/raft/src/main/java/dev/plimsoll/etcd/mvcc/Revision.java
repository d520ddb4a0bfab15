package dev.plimsoll.etcd.mvcc;

import java.util.Comparator;

/// When something changed; etcd `server/mvcc/revision.go`, v3.5.33.
///
/// @param main of the transaction, from 2: the empty store is at 1
/// @param sub of the change in it, from 0
public record Revision(int main, int sub) implements Comparable<Revision> {

  private static final Comparator<Revision> ORDER =
      Comparator.comparingInt(Revision::main).thenComparingInt(Revision::sub);

  /// Before all others.
  public static final Revision NONE = new Revision(0, 0);

  @Override
  public int compareTo(Revision other) {
    return ORDER.compare(this, other);
  }
}
