package dev.plimsoll.examples.consensus;

import dev.plimsoll.checker.Permutation;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How all acceptors have voted so far, and what can be told from it, after Lamport, "The Paxos
/// Algorithm, or How to Win a Turing Award", 2019, and the module `Voting` that goes with it.
///
/// @param voters by acceptor
record Votes(List<Voter> voters) {

  /// One acceptor.
  ///
  /// @param promised it votes in no ballot before this one any more; -1 at first
  /// @param votes in order of ballots, at most one in each
  record Voter(int promised, List<Vote> votes) {

    /// Before anything has happened.
    static final Voter NEW = new Voter(-1, List.of());

    Voter {
      votes = List.copyOf(votes);
    }

    /// The same after one more vote, in a ballot not before the promised one.
    Voter with(Vote vote) {
      return new Voter(vote.ballot(), Stream.concat(votes.stream(), Stream.of(vote)).toList());
    }

    /// The same when values have other names.
    Voter renamed(Permutation to) {
      return new Voter(promised, votes.stream().map(vote -> vote.renamed(to)).toList());
    }

    boolean abstained(int ballot) {
      return votes.stream().noneMatch(vote -> vote.ballot() == ballot);
    }

    /// It has voted so, or did not vote in this ballot and never will.
    private boolean isSettled(Vote vote) {
      return votes.contains(vote) || (promised > vote.ballot() && abstained(vote.ballot()));
    }
  }

  Votes {
    voters = List.copyOf(voters);
  }

  /// The votes of all.
  Stream<Vote> cast() {
    return voters.stream().flatMap(voter -> voter.votes().stream());
  }

  /// What a majority has voted for in one ballot.
  Set<Integer> chosen() {
    return cast().filter(this::hasMajority).map(Vote::value).collect(Collectors.toSet());
  }

  private boolean hasMajority(Vote vote) {
    return isMajority(voters.stream().filter(voter -> voter.votes().contains(vote)).count());
  }

  /// Whether no other value has been or can still be chosen in any earlier ballot.
  boolean isSafe(Vote vote) {
    return IntStream.range(0, vote.ballot())
        .mapToObj(ballot -> new Vote(ballot, vote.value()))
        .allMatch(
            earlier ->
                isMajority(voters.stream().filter(voter -> voter.isSettled(earlier)).count()));
  }

  /// Whether these acceptors, a majority, are enough to show that the vote is safe: all have
  /// promised its ballot, and the latest vote before it among theirs, if any, was for its value.
  boolean showSafe(Collection<Integer> majority, Vote vote) {
    var they = majority.stream().map(voters::get).toList();
    var latest =
        they.stream()
            .flatMap(voter -> voter.votes().stream())
            .mapToInt(Vote::ballot)
            .filter(ballot -> ballot < vote.ballot())
            .max();
    return they.stream().allMatch(voter -> voter.promised() >= vote.ballot())
        && (latest.isEmpty()
            || they.stream()
                .anyMatch(
                    voter -> voter.votes().contains(new Vote(latest.getAsInt(), vote.value()))));
  }

  boolean allAreSafe() {
    return cast().allMatch(this::isSafe);
  }

  boolean haveOneValuePerBallot() {
    return cast().allMatch(one -> cast().allMatch(other -> agree(one, other)));
  }

  /// Whether they are not for different values in one ballot.
  static boolean agree(Vote one, Vote other) {
    return one.ballot() != other.ballot() || one.value() == other.value();
  }

  private boolean isMajority(long count) {
    return 2 * count > voters.size();
  }
}
