package dev.plimsoll.checker.search;

import java.time.Duration;
import java.util.List;

/// What a search remembers of rules and states at its end, and how often that was enough.
///
/// @param searching how long states were looked for, without deciding liveness claims
/// @param rules in order of declaration
/// @param words those that states are folded into, the root's first; none where no state is kept
public record Statistics(Duration searching, List<RuleMemory> rules, List<WordMemory> words) {

  /// Nothing was counted.
  public static final Statistics NONE = new Statistics(Duration.ZERO, List.of(), List.of());

  /// What is remembered of a rule.
  ///
  /// @param asked how often it was asked what it does, at least: once in each state that was
  ///     expanded with each argument; of a rule about messages, once for each step
  /// @param executed how often its code was executed to find out
  /// @param known ways through its code that are known
  public record RuleMemory(String name, long asked, long executed, long known) {

    /// The share of all that was asked that was known already, from 0 to 1.
    public double remembered() {
      return asked == 0 ? 0 : Math.max(0, 1 - (double) executed / asked);
    }
  }

  /// One of the words that states are folded into.
  ///
  /// @param fields how many variables, and numbers of other words, it holds
  /// @param bits how many bits those take
  /// @param entries how many different ones there are
  /// @param bytes what they take, with the tables that find them
  public record WordMemory(int fields, int bits, long entries, long bytes) {}

  public Statistics {
    rules = List.copyOf(rules);
    words = List.copyOf(words);
  }

  /// Different states found in each second of the search.
  ///
  /// @param distinct how many were found
  public long statesPerSecond(long distinct) {
    return Math.round(1e9 * distinct / Math.max(1, searching.toNanos()));
  }
}
