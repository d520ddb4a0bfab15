package dev.plimsoll.raft.tracker;

import dev.plimsoll.raft.quorum.VoteResult;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The members, what is known of each, and their votes; tracker/tracker.go, `ProgressTracker`.
///
/// @param progress by member, ascending
/// @param votes by member that has answered, ascending: whether it agreed
/// @param inflights none, with the limits that a new member gets
public record ProgressTracker(
    TrackerConfig config,
    SortedMap<Integer, Progress> progress,
    SortedMap<Integer, Boolean> votes,
    Inflights inflights) {

  /// How a count of votes stands.
  ///
  /// @param granted voters that agreed
  /// @param rejected voters that refused
  public record Tally(int granted, int rejected, VoteResult result) {}

  public ProgressTracker {
    progress = Collections.unmodifiableSortedMap(new TreeMap<>(progress));
    votes = Collections.unmodifiableSortedMap(new TreeMap<>(votes));
  }

  /// Without members.
  public static ProgressTracker empty(Inflights inflights) {
    return new ProgressTracker(
        TrackerConfig.EMPTY, new TreeMap<>(), new TreeMap<>(), inflights.reset());
  }

  /// With these members.
  public ProgressTracker with(TrackerConfig changed, SortedMap<Integer, Progress> known) {
    return new ProgressTracker(changed, known, votes, inflights);
  }

  /// What is known of a member; null of others.
  public @Nullable Progress of(int id) {
    return progress.get(id);
  }

  /// With something else known of a member.
  public ProgressTracker with(int id, Progress known) {
    var changed = new TreeMap<>(progress);
    changed.put(id, known);
    return new ProgressTracker(config, changed, votes, inflights);
  }

  /// With something else known of every member.
  public ProgressTracker map(BiFunction<Integer, Progress, Progress> change) {
    var changed = new TreeMap<Integer, Progress>();
    progress.forEach((id, known) -> changed.put(id, change.apply(id, known)));
    return new ProgressTracker(config, changed, votes, inflights);
  }

  /// Whether one voter decides alone; `IsSingleton`.
  public boolean isSingleton() {
    return config.voters().incoming().ids().size() == 1 && !config.voters().isJoint();
  }

  /// The highest index that enough voters have acknowledged; `Committed`.
  public int committed() {
    return config
        .voters()
        .committedIndex(
            id -> {
              var known = progress.get(id);
              return known == null ? OptionalInt.empty() : OptionalInt.of(known.match());
            });
  }

  /// Whether enough voters were heard of; `QuorumActive`.
  public boolean isQuorumActive() {
    var heard = new TreeMap<Integer, Boolean>();
    progress.forEach(
        (id, known) -> {
          if (!known.learner()) {
            heard.put(id, known.recentActive());
          }
        });
    return config.voters().voteResult(heard) == VoteResult.WON;
  }

  /// Without votes; `ResetVotes`.
  public ProgressTracker resetVotes() {
    return new ProgressTracker(config, progress, new TreeMap<>(), inflights);
  }

  /// With a member's vote, unless it has voted already; `RecordVote`.
  public ProgressTracker recordVote(int id, boolean granted) {
    var changed = new TreeMap<>(votes);
    changed.putIfAbsent(id, granted);
    return new ProgressTracker(config, progress, changed, inflights);
  }

  /// Counts the votes; `TallyVotes`. Those of learners and strangers decide nothing.
  public Tally tallyVotes() {
    var granted = 0;
    var rejected = 0;
    for (var vote : votes.entrySet()) {
      var known = progress.get(vote.getKey());
      if (known != null && !known.learner()) {
        granted += vote.getValue() ? 1 : 0;
        rejected += vote.getValue() ? 0 : 1;
      }
    }
    return new Tally(granted, rejected, config.voters().voteResult(votes));
  }

  /// As the library writes it, a line for each member.
  public static String text(SequencedMap<Integer, Progress> progress) {
    return progress.entrySet().stream()
        .map(known -> "%d: %s\n".formatted(known.getKey(), known.getValue().text()))
        .collect(Collectors.joining());
  }
}
