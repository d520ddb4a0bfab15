package dev.plimsoll.examples.consensus;

import java.util.List;

/// What the servers of {@link BoundedRaft} send each other; servers are numbered from 0.
public sealed interface RaftMessage {

  /// The sender's term.
  int term();

  /// Who sent it.
  int source();

  /// Who is to receive it.
  int destination();

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
