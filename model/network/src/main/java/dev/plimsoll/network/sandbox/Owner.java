package dev.plimsoll.network.sandbox;

/// A sandbox, by which it is told from those that its pod had before.
///
/// @param number of the pod's sandboxes, from 1
record Owner(int pod, int number) {

  /// The network namespace that its pause container holds.
  String namespace() {
    return "pod-%d.%d".formatted(pod, number);
  }
}
