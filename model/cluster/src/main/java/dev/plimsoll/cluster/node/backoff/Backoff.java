package dev.plimsoll.cluster.node.backoff;

/// What is kept of one container that has crashed: an entry of `flowcontrol.Backoff`. A unit of
/// time is the shortest delay (10 s in a kubelet).
///
/// @param delay before it is started again
/// @param age how long it has run since the delay was set, counted no further than needed
record Backoff(int delay, int age) {

  /// Of a container that has crashed for the first time.
  static final Backoff NEW = new Backoff(1, 0);

  /// A run of this length is a long one: what was before it is forgotten (`hasExpired`).
  static int longRun(int longest) {
    return 2 * longest + 1;
  }

  /// Twice the delay, or the longest.
  Backoff next(int longest) {
    return new Backoff(Math.min(2 * delay, longest), 0);
  }

  /// After the container has run for one more unit of time.
  Backoff older(int longest) {
    return new Backoff(delay, Math.min(age + 1, longRun(longest)));
  }
}
