package dev.plimsoll.cluster.autoscaling;

import java.util.Comparator;
import java.util.Optional;

/// A pod and what was measured of it; pods are told apart by nothing else.
///
/// @param age ticks since it was started, up to the initialization period
/// @param usage of the CPU in percent of its request, as measured last; empty where it was not
/// @param isFresh whether it was measured since it is ready
record MeasuredPod(Phase phase, int age, Optional<Integer> usage, boolean isFresh) {

  /// How far it is.
  enum Phase {
    /// Not started.
    PENDING,
    /// It runs, and is not ready.
    STARTING,
    /// It takes its share of the load.
    READY
  }

  /// A pod that was just created.
  static final MeasuredPod NEW = new MeasuredPod(Phase.PENDING, 0, Optional.empty(), false);

  /// A pod that has been ready for long.
  static MeasuredPod old(int age, int usage) {
    return new MeasuredPod(Phase.READY, age, Optional.of(usage), true);
  }

  /// The order in which pods are listed, and deleted: those first that are least far.
  static final Comparator<MeasuredPod> ORDER =
      Comparator.comparing(MeasuredPod::phase)
          .thenComparingInt(MeasuredPod::age)
          .thenComparing(MeasuredPod::isFresh)
          .thenComparingInt(pod -> pod.usage().orElse(-1));

  boolean is(Phase other) {
    return phase == other;
  }

  MeasuredPod started() {
    return new MeasuredPod(Phase.STARTING, 0, usage, false);
  }

  MeasuredPod ready() {
    return new MeasuredPod(Phase.READY, age, usage, false);
  }

  MeasuredPod older(int most) {
    return new MeasuredPod(phase, is(Phase.PENDING) ? 0 : Math.min(most, age + 1), usage, isFresh);
  }

  MeasuredPod measured(int newUsage) {
    return new MeasuredPod(phase, age, Optional.of(newUsage), is(Phase.READY));
  }

  MeasuredPod withoutMetrics() {
    return new MeasuredPod(phase, age, Optional.empty(), false);
  }
}
