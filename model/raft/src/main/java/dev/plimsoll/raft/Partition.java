package dev.plimsoll.raft;

import java.util.ArrayList;
import java.util.List;

/// A network in two parts between which nothing gets through.
///
/// @param side the servers of one part, ascending; nobody where the network is whole
public record Partition(List<Integer> side) {

  /// The network is whole.
  static final Partition NONE = new Partition(List.of());

  public Partition {
    side = List.copyOf(side);
  }

  /// Whether these two are in different parts.
  boolean separates(int a, int b) {
    return side.contains(a) != side.contains(b);
  }

  /// Each way to divide servers 1, 2, ... in two, once.
  static List<Partition> of(int servers) {
    var all = new ArrayList<Partition>();
    for (var members = 1; members < (1 << (servers - 1)); members++) {
      var side = new ArrayList<Integer>();
      for (var id = 2; id <= servers; id++) {
        if ((members >> (id - 2) & 1) == 1) {
          side.add(id);
        }
      }
      all.add(new Partition(side));
    }
    return all;
  }
}
