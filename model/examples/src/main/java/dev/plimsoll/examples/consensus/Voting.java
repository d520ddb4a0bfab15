package dev.plimsoll.examples.consensus;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.examples.consensus.Votes.Voter;
import java.util.List;
import java.util.stream.IntStream;

/// Why Paxos is right, without messages: acceptors that see each other's votes, after Lamport, "The
/// Paxos Algorithm, or How to Win a Turing Award", 2019; `Voting` in the TLA+ Examples, in
/// `PaxosHowToWinATuringAward` and in `Paxos`.
///
/// An acceptor votes for a value in a ballot only if some majority shows that no other value can
/// have been chosen before. {@link Paxos} does the same with messages.
public class Voting extends Model {
  final Cells<Voter> acceptor;
  final List<Vote> proposals;
  private final List<Integer> ballots;
  private final List<Quorum> majorities;

  /// @param acceptors how many acceptors there are
  /// @param values how many values can be voted for
  /// @param ballots how many ballots there are
  Voting(int acceptors, int values, int ballots) {
    acceptor = cells("acceptor", acceptors, Voter.NEW);
    this.ballots = IntStream.range(0, ballots).boxed().toList();
    proposals = Vote.before(ballots, values);
    majorities = Quorum.majorities(acceptors);
    interchangeable("acceptor", acceptor).renaming(Quorum.class, Quorum::renamed);
    interchangeable("value", values)
        .renaming(Voter.class, Voter::renamed)
        .renaming(Vote.class, Vote::renamed);

    rule(
        "promise",
        acceptor,
        (tx, a) -> {
          var before = tx.get(a);
          var ballot = tx.choose(this.ballots);
          tx.require(ballot > before.promised()).set(a, new Voter(ballot, before.votes()));
        });
    rule("vote", acceptor, this::vote);

    always("votes are safe", s -> votes(s).allAreSafe());
    always("there is one value in each ballot", s -> votes(s).haveOneValuePerBallot());
    always("one value is chosen at most", s -> votes(s).chosen().size() <= 1);
    stable(
        "what is chosen stays chosen",
        IntStream.range(0, values).boxed().toList(),
        (s, value) -> votes(s).chosen().contains(value));
    sometimes("a value is chosen", s -> !votes(s).chosen().isEmpty());
  }

  private void vote(Transaction tx, Cell<Voter> me) {
    var vote = tx.choose(proposals);
    var before = tx.get(me);
    tx.require(before.promised() <= vote.ballot() && before.abstained(vote.ballot()));
    var votes = votes(tx);
    tx.require(votes.cast().allMatch(cast -> Votes.agree(cast, vote)));
    tx.require(majorities.stream().anyMatch(majority -> votes.showSafe(majority.members(), vote)));
    tx.set(me, before.with(vote));
  }

  private Votes votes(State s) {
    return new Votes(acceptor.values(s));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "voting",
        "why Paxos is right: acceptors choose a value by voting in ballots",
        "Lamport, The Paxos Algorithm, or How to Win a Turing Award, 2019",
        List.of(
            Parameter.integer("acceptors", 3, 1, 5, "acceptors"),
            Parameter.integer("values", 2, 1, 9, "values to choose from"),
            Parameter.integer("ballots", 2, 1, 9, "ballots")),
        parameters ->
            new Voting(
                parameters.integer("acceptors"),
                parameters.integer("values"),
                parameters.integer("ballots")));
  }
}
