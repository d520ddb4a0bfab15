package dev.plimsoll.raft;

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
    STEP_DOWN_ON_REMOVAL
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
