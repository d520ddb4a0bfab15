package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Change;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The changes of membership that leaders have put into logs, and the memberships that came of
/// them.
final class ConfEntries {

  /// By index and term: what the entry may ask for. No changes: to leave a joint membership.
  private final TreeMap<Integer, Map<Integer, Set<List<Change>>>> entries = new TreeMap<>();

  private final Set<JointConfig> seen = new HashSet<>();
  private final Set<Integer> named = new HashSet<>();
  private boolean mayHaveLearners;

  /// An entry that may be this change.
  void add(int index, int term, List<Change> changes) {
    entries
        .computeIfAbsent(index, _ -> new HashMap<>())
        .computeIfAbsent(term, _ -> new HashSet<>())
        .add(changes);
    changes.forEach(change -> named.add(change.node()));
  }

  /// What may be said of an entry.
  Set<List<Change>> at(int index, int term) {
    return entries.getOrDefault(index, Map.of()).getOrDefault(term, Set.of());
  }

  /// A membership that a node may have.
  void saw(JointConfig voters) {
    seen.add(voters);
    named.addAll(voters.ids());
  }

  /// A node that has started.
  void started(int node) {
    named.add(node);
  }

  /// A membership that an application began with: its learners are not told.
  void given() {
    mayHaveLearners = true;
  }

  /// Whether a node may be a member, of some node's membership.
  boolean mayBeMember(int node) {
    return mayHaveLearners || named.contains(node);
  }

  /// The memberships with these incoming voters that a node may have had.
  List<JointConfig> seen(List<Integer> incoming) {
    return seen.stream().filter(voters -> voters.incoming().ids().equals(incoming)).toList();
  }

  /// The first change after `applied` that is committed and makes of `old` what is wanted.
  ///
  /// An application may also refuse a change, which then changes nothing.
  Optional<Integer> applying(
      LogTerms log, int applied, int commit, JointConfig old, List<Integer> wanted) {
    for (var entry : entries.subMap(applied, false, Math.max(applied, commit), true).entrySet()) {
      var possible = entry.getValue().getOrDefault(log.term(entry.getKey()), Set.of());
      for (var changes : possible) {
        if (old.incoming().ids().equals(wanted) || result(old, changes).ids().equals(wanted)) {
          return Optional.of(entry.getKey());
        }
      }
    }
    return Optional.empty();
  }

  /// The incoming voters that a change leads to; confchange.go, `apply`.
  private static MajorityConfig result(JointConfig old, List<Change> changes) {
    var voters = old.incoming();
    for (var change : changes) {
      voters =
          switch (change.action()) {
            case ADD_VOTER -> voters.with(change.node());
            case REMOVE, ADD_LEARNER -> voters.without(change.node());
          };
    }
    return voters;
  }

  /// The memberships that a node may have, once its incoming voters change to these.
  static List<JointConfig> after(JointConfig old, List<Integer> wanted) {
    var incoming = new MajorityConfig(wanted);
    var alone = new JointConfig(incoming, MajorityConfig.EMPTY);
    if (old.isJoint()) {
      return List.of(alone);
    }
    var joint = new JointConfig(incoming, old.incoming());
    var differing = new HashSet<>(wanted);
    old.incoming().ids().forEach(id -> flip(differing, id));
    return differing.size() > 1 ? List.of(joint) : List.of(alone, joint);
  }

  private static void flip(Set<Integer> ids, int id) {
    if (!ids.remove(id)) {
      ids.add(id);
    }
  }
}
