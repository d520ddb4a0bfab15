package dev.plimsoll.raft.confchange;

import dev.plimsoll.raft.confchange.ConfChange.Single;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import dev.plimsoll.raft.tracker.Progress;
import dev.plimsoll.raft.tracker.ProgressTracker;
import dev.plimsoll.raft.tracker.TrackerConfig;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The working copy of a configuration while changes are made; confchange/confchange.go, `apply`,
/// `makeVoter`, `makeLearner` and `remove`.
final class Members {

  private final ProgressTracker before;
  private final int lastIndex;
  private final SortedMap<Integer, Progress> progress;
  private MajorityConfig incoming;
  private MajorityConfig outgoing;
  private MajorityConfig learners;
  private MajorityConfig learnersNext;
  private boolean autoLeave;

  private Members(ProgressTracker before, int lastIndex) {
    this.before = before;
    this.lastIndex = lastIndex;
    progress = new TreeMap<>(before.progress());
    incoming = before.config().voters().incoming();
    outgoing = before.config().voters().outgoing();
    learners = before.config().learners();
    learnersNext = before.config().learnersNext();
  }

  /// A copy, once it is known to be in order.
  static Members of(ProgressTracker before, int lastIndex) throws ConfChangeException {
    Changer.check(before.config(), before);
    return new Members(before, lastIndex);
  }

  MajorityConfig incoming() {
    return incoming;
  }

  ProgressTracker checked() throws ConfChangeException {
    var config =
        new TrackerConfig(new JointConfig(incoming, outgoing), autoLeave, learners, learnersNext);
    var after = before.with(config, progress);
    Changer.check(config, after);
    return after;
  }

  void enterJoint(boolean leaveByItself) {
    outgoing = incoming;
    autoLeave = leaveByItself;
  }

  void leaveJoint() {
    for (var id : learnersNext.ids()) {
      learners = learners.with(id);
      progress.computeIfPresent(id, (_, known) -> known.learner(true));
    }
    learnersNext = MajorityConfig.EMPTY;
    var gone = outgoing;
    outgoing = MajorityConfig.EMPTY;
    for (var id : gone.ids()) {
      if (!incoming.contains(id) && !learners.contains(id)) {
        progress.remove(id);
      }
    }
  }

  void apply(List<Single> changes) throws ConfChangeException {
    for (var change : changes) {
      if (change.node() != 0) {
        switch (change.type()) {
          case ADD_NODE -> makeVoter(change.node());
          case ADD_LEARNER_NODE -> makeLearner(change.node());
          case REMOVE_NODE -> remove(change.node());
          case UPDATE_NODE -> {}
        }
      }
    }
    if (incoming.isEmpty()) {
      throw new ConfChangeException("removed all voters");
    }
  }

  private void makeVoter(int id) {
    var known = progress.get(id);
    progress.put(id, known == null ? fresh(false) : known.learner(false));
    learners = learners.without(id);
    learnersNext = learnersNext.without(id);
    incoming = incoming.with(id);
  }

  private void makeLearner(int id) {
    var known = progress.get(id);
    if (known == null) {
      learners = learners.with(id);
      progress.put(id, fresh(true));
    } else if (!known.learner()) {
      remove(id);
      if (outgoing.contains(id)) {
        learnersNext = learnersNext.with(id);
        progress.put(id, known);
      } else {
        learners = learners.with(id);
        progress.put(id, known.learner(true));
      }
    }
  }

  private void remove(int id) {
    incoming = incoming.without(id);
    learners = learners.without(id);
    learnersNext = learnersNext.without(id);
    if (!outgoing.contains(id)) {
      progress.remove(id);
    }
  }

  /// Of a new member; it counts as heard of, lest its leader step down at once; `initProgress`.
  private Progress fresh(boolean learner) {
    return Progress.unknown(Math.max(lastIndex, 1), before.inflights(), learner).active(true);
  }
}
