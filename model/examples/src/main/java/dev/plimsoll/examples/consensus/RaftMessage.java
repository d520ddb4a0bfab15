package dev.plimsoll.examples.consensus;

import dev.plimsoll.checker.Permutation;
import java.util.List;

/// What the servers of {@link BoundedRaft} send each other; servers are numbered from 0.
public sealed interface RaftMessage {

  /// The sender's term.
  int term();

  /// Who sent it.
  int source();

  /// Who is to receive it.
  int destination();

  /// The same when servers have other names.
  default RaftMessage renamed(Permutation to) {
    var from = to.of(source());
    var at = to.of(destination());
    return switch (this) {
      case VoteRequest(var term, var lastTerm, var lastIndex, _, _) ->
          new VoteRequest(term, lastTerm, lastIndex, from, at);
      case VoteReply(var term, var granted, _, _) -> new VoteReply(term, granted, from, at);
      case AppendRequest(var term, var previous, var previousTerm, var entries, var commit, _, _) ->
          new AppendRequest(term, previous, previousTerm, entries, commit, from, at);
      case AppendReply(var term, var success, var match, _, _) ->
          new AppendReply(term, success, match, from, at);
    };
  }

  /// RequestVote, §5.2; the term and index of the candidate's last entry, 0 for an empty log.
  record VoteRequest(int term, int lastTerm, int lastIndex, int source, int destination)
      implements RaftMessage {}

  /// The answer to {@link VoteRequest}.
  record VoteReply(int term, boolean granted, int source, int destination) implements RaftMessage {}

  /// AppendEntries, §5.3, with at most one entry.
  ///
  /// @param previous the index of the entry before the new one, 0 for none
  /// @param previousTerm the term of that entry, 0 for none
  /// @param entries the terms of the new entries
  /// @param commit the leader's commit index, as far as this message reaches
  record AppendRequest(
      int term,
      int previous,
      int previousTerm,
      List<Integer> entries,
      int commit,
      int source,
      int destination)
      implements RaftMessage {}

  /// The answer to {@link AppendRequest}.
  ///
  /// @param match up to where the logs now agree; 0 if the entries were refused
  record AppendReply(int term, boolean success, int match, int source, int destination)
      implements RaftMessage {}
}
