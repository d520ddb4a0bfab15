package dev.plimsoll.cluster.node.pressure;

/// What the eviction manager remembers between two synchronizations: it is lost with the kubelet.
///
/// @param hard whether the hard threshold has been met, and not yet resolved
/// @param soft whether the soft threshold has been met for its grace period
/// @param softFor for how many synchronizations the soft threshold has been met, as far as needed
/// @param calm since how many synchronizations no threshold was met, as far as needed
/// @param condition whether the node is under pressure
record Observations(boolean hard, boolean soft, int softFor, int calm, boolean condition) {

  /// `evictionHard`: less than this is too little.
  static final int HARD = 1;

  /// `evictionMinimumReclaim` of the hard threshold.
  static final int MINIMUM_RECLAIM = 2;

  /// `evictionSoft`.
  static final int SOFT = 2;

  /// `evictionSoftGracePeriod`, in synchronizations.
  static final int SOFT_GRACE = 2;

  /// `evictionPressureTransitionPeriod`, in synchronizations.
  static final int TRANSITION = 2;

  /// Of a kubelet that has just been started.
  static final Observations NONE = new Observations(false, false, 0, TRANSITION, false);

  /// What is remembered after so much was found to be available.
  Observations observed(int available, NodePressureModel.Bug bug) {
    var goal = hard && bug != NodePressureModel.Bug.HAS_NO_MINIMUM ? HARD + MINIMUM_RECLAIM : HARD;
    var nowHard = available < goal;
    var nowSoft = available < SOFT;
    var nowSoftFor = nowSoft ? Math.min(softFor + 1, SOFT_GRACE + 1) : 0;
    var nowCalm = nowHard || nowSoft ? 0 : Math.min(calm + 1, TRANSITION);
    var grace = bug == NodePressureModel.Bug.IGNORES_GRACE ? 0 : SOFT_GRACE;
    var lasts = bug == NodePressureModel.Bug.FLAPS ? nowCalm == 0 : nowCalm < TRANSITION;
    var due = nowSoftFor > grace && bug != NodePressureModel.Bug.IGNORES_SOFT;
    return new Observations(nowHard, nowSoft && due, nowSoftFor, nowCalm, lasts);
  }

  /// Whether something has to be done.
  boolean isShort() {
    return hard || soft;
  }

  /// Whether so much is enough for all thresholds (`thresholdsMet`, with minimum reclaim).
  static boolean isEnough(int available) {
    return available >= HARD + MINIMUM_RECLAIM && available >= SOFT;
  }
}
