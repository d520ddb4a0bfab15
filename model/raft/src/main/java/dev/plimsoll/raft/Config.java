package dev.plimsoll.raft;

import dev.plimsoll.raft.tracker.Inflights;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// How a node is set up; raft.go, `Config`.
///
/// @param id who it is, from 1
/// @param electionTick how many ticks without a leader begin an election; the node waits up to
///     twice as many
/// @param heartbeatTick how many ticks are between two heartbeats
/// @param bug a mistake to seed
public record Config(
    int id, int electionTick, int heartbeatTick, Limits limits, Set<Option> options, Bug bug) {

  /// What may be switched on.
  public enum Option {
    /// Saves and applies by messages to threads, and meanwhile goes on.
    ASYNC_STORAGE_WRITES,
    /// A leader that does not hear of a quorum steps down, and a node that hears of a leader does
    /// not vote.
    CHECK_QUORUM,
    /// Asks whether it would win before it begins a term; thesis §9.6.
    PRE_VOTE,
    /// A leader answers reads by its lease (`ReadOnlyLeaseBased`), not by asking a quorum.
    LEASE_BASED_READS,
    /// A follower drops proposals.
    DISABLE_PROPOSAL_FORWARDING,
    /// A leader takes changes of membership that do not fit.
    DISABLE_CONF_CHANGE_VALIDATION,
    /// A leader that is no voter any more steps down.
    STEP_DOWN_ON_REMOVAL,
    /// Not an option of the library, but how it was before commit 63903dd (March 2026): see {@link
    /// ReadOnly.ByContext}.
    READS_BY_CONTEXT,
    /// How it was before etcd-io/etcd#7332: a leader takes reads before it has committed an entry
    /// of its term, and so does not know what is committed.
    READS_BEFORE_COMMIT,
    /// What etcd-io/raft PR 105 proposes, which is not merged: a leader that is the only voter
    /// answers a read up to where its log was when it was elected.
    SOLE_VOTER_READS_ITS_LOG,
    /// How it was before commit 76f1249 (March 2023): where a leader sends no entries, as too many
    /// messages are in flight, and the entry before them is compacted, it takes its term for 0; and
    /// a follower takes that of an entry that it does not have for 0, too.
    COMPACTED_TERM_IS_ZERO,
    /// How it was before etcd-io/etcd#10308: a leader goes on to probe a member that acknowledges a
    /// snapshot.
    PROBES_AFTER_SNAPSHOT,
    /// How it was before etcd-io/raft#52: a leader sends a member that it probes, and that has all,
    /// nothing on a heartbeat, and so goes on to probe it until there is an entry.
    PROBES_UNTIL_NEXT_ENTRY,
    /// How it was before etcd-io/raft#110: a leader takes no notice of a snapshot that is older
    /// than the one that it has asked for.
    SNAPSHOT_AS_ASKED_FOR,
    /// How it was before etcd-io/etcd#14633: on the answer to a heartbeat, a leader that has too
    /// many messages in flight to a member forgets the first of them, and sends another.
    FORGETS_FIRST_IN_FLIGHT,
    /// How it was before etcd-io/raft#54: see {@link
    /// dev.plimsoll.raft.tracker.Inflights#keepingBytes}.
    BYTES_IN_FLIGHT_KEPT,
    /// How it was before commit d4471b2 (July 2017; etcd-io/etcd#8243): who grants a pre-vote says
    /// so in its own term, not in the one that was asked for.
    PRE_VOTES_IN_OWN_TERM,
    /// How it was before commit 3c7359d (January 2018; etcd-io/etcd#8501): without check-quorum, a
    /// node does not answer a leader of an earlier term, and never a pre-candidate of one.
    EARLIER_TERMS_IGNORED,
    /// How it was before commit a0f9a7b (December 2018; etcd-io/etcd#9586): a pre-candidate still
    /// takes it that it hears of its leader, and ignores other pre-candidates.
    PRE_CANDIDATE_KEEPS_LEADER,
    /// What etcd-io/etcd PR 12435 proposed, which was not merged, and tikv/raft-rs does
    /// (src/raft.rs, `maybe_commit_by_vote`): a candidate says what it has committed, and who
    /// refuses to vote for it commits that, too.
    COMMITS_BY_VOTE
  }

  public Config {
    if (id < 1) {
      throw new IllegalArgumentException("A node's id must be at least 1, but is " + id);
    }
    if (heartbeatTick <= 0) {
      throw new IllegalArgumentException("heartbeat tick must be greater than 0");
    }
    if (electionTick <= heartbeatTick) {
      throw new IllegalArgumentException("election tick must be greater than heartbeat tick");
    }
    var sorted = EnumSet.noneOf(Option.class);
    sorted.addAll(options);
    options = Collections.unmodifiableSet(sorted);
    if (options.contains(Option.LEASE_BASED_READS) && !options.contains(Option.CHECK_QUORUM)) {
      throw new IllegalArgumentException(
          "CheckQuorum must be enabled when ReadOnlyOption is ReadOnlyLeaseBased");
    }
  }

  /// A node without limits, options or mistakes, with the ticks of the library's own tests.
  public static Config of(int id) {
    return new Config(id, 3, 1, Limits.NONE, Set.of(), Bug.NONE);
  }

  /// With other limits.
  public Config with(Limits changed) {
    return new Config(id, electionTick, heartbeatTick, changed, options, bug);
  }

  /// With these options too.
  public Config with(Option... added) {
    var more = EnumSet.noneOf(Option.class);
    more.addAll(options);
    more.addAll(Arrays.asList(added));
    return new Config(id, electionTick, heartbeatTick, limits, more, bug);
  }

  /// With a mistake.
  public Config with(Bug seeded) {
    return new Config(id, electionTick, heartbeatTick, limits, options, seeded);
  }

  /// With other ticks.
  public Config withTicks(int election, int heartbeat) {
    return new Config(id, election, heartbeat, limits, options, bug);
  }

  /// With no messages in flight yet.
  Inflights inflights() {
    var none = limits.inflights();
    return has(Option.BYTES_IN_FLIGHT_KEPT) ? none.keepingBytes() : none;
  }

  boolean has(Option option) {
    return options.contains(option);
  }

  boolean checkQuorum() {
    return has(Option.CHECK_QUORUM);
  }

  boolean preVote() {
    return has(Option.PRE_VOTE);
  }

  boolean async() {
    return has(Option.ASYNC_STORAGE_WRITES);
  }
}
