package dev.plimsoll.examples.consensus;

import dev.plimsoll.checker.Bag;
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
import java.util.stream.Stream;

/// The Paxos consensus algorithm, after Lamport, "The Paxos Algorithm, or How to Win a Turing
/// Award", 2019; `Paxos` in the TLA+ Examples, in `PaxosHowToWinATuringAward` and in `Paxos`.
///
/// There is a leader for each ballot, which is no more than its messages. Messages are never lost,
/// but may never be looked at; they stay for ever. That Paxos does what {@link Voting} does is
/// claimed as far as Voting's invariants go, of the votes that have been sent; its steps are left
/// out. The liveness claim assumes that every ballot's leader acts, and there is a last ballot.
public class Paxos extends Model {

  /// An acceptor answers the leader of a ballot: it promises to vote in no earlier one any more;
  /// its last vote was this.
  record Phase1b(int acceptor, int ballot, Vote last) {}

  /// An acceptor votes.
  record Phase2b(int acceptor, Vote vote) {}

  /// @param promised it votes in no ballot before this one any more; -1 at first
  record Acceptor(int promised, Vote last) {}

  final Cells<Acceptor> acceptor;
  final Bag<Vote> phase2a;
  private final Bag<Phase2b> phase2b;
  private final Bag<Integer> phase1a;
  private final Bag<Phase1b> phase1b;
  private final List<Integer> ballots;
  private final int values;
  private final List<Quorum> majorities;

  /// @param acceptors how many acceptors there are
  /// @param values how many values can be proposed
  /// @param ballots how many ballots there are
  Paxos(int acceptors, int values, int ballots) {
    acceptor = cells("acceptor", acceptors, new Acceptor(-1, Vote.NONE));
    phase1a = set("phase 1a", Integer.class);
    phase1b = set("phase 1b", Phase1b.class);
    phase2a = set("phase 2a", Vote.class);
    phase2b = set("phase 2b", Phase2b.class);
    this.values = values;
    this.ballots = IntStream.range(0, ballots).boxed().toList();
    majorities = Quorum.majorities(acceptors);
    interchangeable("acceptor", acceptor)
        .renaming(Quorum.class, Quorum::renamed)
        .renaming(Phase1b.class, (m, to) -> new Phase1b(to.of(m.acceptor()), m.ballot(), m.last()))
        .renaming(Phase2b.class, (m, to) -> new Phase2b(to.of(m.acceptor()), m.vote()));
    interchangeable("value", values)
        .renaming(Acceptor.class, (a, to) -> new Acceptor(a.promised(), a.last().renamed(to)))
        .renaming(
            Phase1b.class, (m, to) -> new Phase1b(m.acceptor(), m.ballot(), m.last().renamed(to)))
        .renaming(Vote.class, Vote::renamed)
        .renaming(Phase2b.class, (m, to) -> new Phase2b(m.acceptor(), m.vote().renamed(to)));

    rule("phase 1a", this.ballots, (tx, ballot) -> tx.send(phase1a, ballot));
    rule("phase 1b", acceptor, this::promise);
    rule("phase 2a", this.ballots, this::propose);
    rule("phase 2b", acceptor, this::vote);

    weaklyFairEach("phase 1a");
    weaklyFairEach("phase 1b", "phase 2b");
    weaklyFairEach("phase 2a");

    always("votes are safe", s -> votes(s).allAreSafe());
    always("there is one value in each ballot", s -> votes(s).haveOneValuePerBallot());
    always("what is proposed is shown safe by a majority", this::proposalsAreShownSafe);
    always("one value is chosen at most", s -> votes(s).chosen().size() <= 1);
    eventually("a value is chosen", s -> !votes(s).chosen().isEmpty());
    sometimes(
        "all have voted in the last ballot",
        s -> acceptor.all(s, a -> a.last().ballot() == ballots - 1));
  }

  private void promise(Transaction tx, Cell<Acceptor> me) {
    var ballot = tx.choose(ballots);
    var before = tx.get(me);
    tx.require(phase1a, ballot).require(ballot > before.promised());
    tx.set(me, new Acceptor(ballot, before.last()));
    tx.send(phase1b, new Phase1b(me.index(), ballot, before.last()));
  }

  /// A leader that has heard from a majority proposes what the latest vote among theirs was for;
  /// where there is none it is free to choose.
  private void propose(Transaction tx, int ballot) {
    var proposals = Vote.in(ballot, values);
    tx.require(proposals.stream().noneMatch(other -> tx.contains(phase2a, other)));
    var proposal = tx.choose(proposals);
    var answers =
        tx.choose(majorities).members().stream().map(a -> answers(tx, a, ballot)).toList();
    tx.require(answers.stream().noneMatch(List::isEmpty));
    var heard = answers.stream().flatMap(List::stream).toList();
    var latest = heard.stream().mapToInt(Vote::ballot).max().orElseThrow();
    tx.require(latest == Vote.NONE.ballot() || heard.contains(new Vote(latest, proposal.value())));
    tx.send(phase2a, proposal);
  }

  /// The last votes that an acceptor has told the leader of a ballot: one, if it has answered.
  private List<Vote> answers(State s, int acceptor, int ballot) {
    return Stream.concat(Stream.of(Vote.NONE), Vote.before(ballot, values).stream())
        .filter(vote -> s.contains(phase1b, new Phase1b(acceptor, ballot, vote)))
        .toList();
  }

  private void vote(Transaction tx, Cell<Acceptor> me) {
    var vote = tx.choose(Vote.before(ballots.size(), values));
    tx.require(phase2a, vote).require(tx.get(me).promised() <= vote.ballot());
    tx.set(me, new Acceptor(vote.ballot(), vote));
    tx.send(phase2b, new Phase2b(me.index(), vote));
  }

  // ---- what it is in terms of Voting

  private Votes votes(State s) {
    return new Votes(acceptor.stream().map(a -> voter(s, a)).toList());
  }

  private Voter voter(State s, Cell<Acceptor> a) {
    var votes =
        Vote.before(ballots.size(), values).stream()
            .filter(vote -> s.contains(phase2b, new Phase2b(a.index(), vote)));
    return new Voter(s.get(a).promised(), votes.toList());
  }

  private boolean proposalsAreShownSafe(State s) {
    var votes = votes(s);
    return Vote.before(ballots.size(), values).stream()
        .filter(proposal -> s.contains(phase2a, proposal))
        .allMatch(
            proposal ->
                majorities.stream()
                    .anyMatch(majority -> votes.showSafe(majority.members(), proposal)));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "paxos",
        "acceptors choose one value, whatever leaders there are",
        "Lamport, The Paxos Algorithm, or How to Win a Turing Award, 2019",
        List.of(
            Parameter.integer("acceptors", 3, 1, 5, "acceptors"),
            Parameter.integer("values", 2, 1, 9, "values to choose from"),
            Parameter.integer("ballots", 2, 1, 9, "ballots, each with a leader")),
        parameters ->
            new Paxos(
                parameters.integer("acceptors"),
                parameters.integer("values"),
                parameters.integer("ballots")));
  }
}
