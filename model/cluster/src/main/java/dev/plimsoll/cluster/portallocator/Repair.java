package dev.plimsoll.cluster.portallocator;

import java.util.List;

/// How far a round of repair is.
sealed interface Repair {

  /// The next round is to come.
  record Resting() implements Repair {}

  /// It reads the bitmap again, as it was written meanwhile.
  record Again() implements Repair {}

  /// It has read the bitmap.
  record Snapshot(Bitmap.Read read) implements Repair {}

  /// It has listed the Services as well.
  ///
  /// @param used the ports that they have, each once, in order
  record Listed(Bitmap.Read read, List<Integer> used) implements Repair {}

  /// The same after the bitmap was written.
  default Repair afterBitmap() {
    return switch (this) {
      case Resting resting -> resting;
      case Again again -> again;
      case Snapshot(var read) -> new Snapshot(read.overtaken());
      case Listed(var read, var used) -> new Listed(read.overtaken(), used);
    };
  }
}
