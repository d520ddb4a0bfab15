package dev.plimsoll.network.netfilter.symbolic;

/// A field of the header: its bits, the highest first.
///
/// @param first the number of its first bit
/// @param width how many it has
record Field(int first, int width) {

  /// The number of the first bit after it.
  int end() {
    return first + width;
  }

  /// The field that follows.
  Field then(int bits) {
    return new Field(end(), bits);
  }
}
