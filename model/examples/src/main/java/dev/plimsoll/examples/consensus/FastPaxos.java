package dev.plimsoll.examples.consensus;

import static dev.plimsoll.examples.consensus.Vote.NO_VALUE;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Fast Paxos in its simplified form, after Lamport, "Fast Paxos", Distributed Computing 19(2),
/// 2006, and Zhao, "Fast Paxos Made Easy", IJDST 6(1), 2015; `SimplifiedFastPaxos` in the TLA+
/// Examples, by Lim and Gandhi.
///
/// In a fast ballot, an odd one, replicas vote for what clients propose to them directly. If they
/// do not vote alike, the coordinator picks a value in a classic ballot after it: the one that a
/// majority of a quorum has voted for, if there is one. Any three quorums, fast or classic, have a
/// member in common. As in the TLA+ specification there is no phase 1, and what is decided is one
/// variable. Liveness is left out.
public class FastPaxos extends Model {

  /// A replica votes.
  record Phase2b(int replica, Vote vote) {}

  /// @param ballot the latest it has heard of
  record Replica(int ballot, Vote last) {}

  final Cell<Integer> decision;
  private final Bag<Phase2b> phase2b;
  private final Cells<Replica> replica;
  private final Cell<Integer> coordinator;

  /// The fast ballots that have begun: any value may be voted for.
  private final Bag<Integer> any;

  /// What the coordinator proposes in classic ballots.
  private final Bag<Vote> phase2a;

  private final int values;
  private final List<Integer> fast;
  private final List<Integer> classic;
  private final List<Quorum> quorums;

  /// @param replicas how many replicas vote
  /// @param values how many values can be proposed
  /// @param ballots how many ballots there are; the odd ones are fast
  FastPaxos(int replicas, int values, int ballots) {
    replica = cells("replica", replicas, new Replica(0, new Vote(0, NO_VALUE)));
    coordinator = cell("coordinator", NO_VALUE);
    decision = cell("decision", NO_VALUE);
    any = set("any", Integer.class);
    phase2a = set("phase 2a", Vote.class);
    phase2b = set("phase 2b", Phase2b.class);
    this.values = values;
    fast = IntStream.range(0, ballots).filter(b -> b % 2 == 1).boxed().toList();
    classic = IntStream.range(0, ballots).filter(b -> b % 2 == 0).boxed().toList();
    quorums = Quorum.meetingInThrees(replicas);
    interchangeable("replica", replica)
        .renaming(Quorum.class, Quorum::renamed)
        .renaming(Phase2b.class, (m, to) -> new Phase2b(to.of(m.replica()), m.vote()));
    interchangeable("value", values)
        .renaming(Replica.class, (r, to) -> new Replica(r.ballot(), r.last().renamed(to)))
        .renaming(coordinator, (value, to) -> to.of(value))
        .renaming(decision, (value, to) -> to.of(value))
        .renaming(Vote.class, Vote::renamed)
        .renaming(Phase2b.class, (m, to) -> new Phase2b(m.replica(), m.vote().renamed(to)));

    rule("begin a fast ballot", fast, (tx, ballot) -> tx.send(any, ballot));
    rule("vote for a client's proposal", replica, this::voteFast);
    rule("resolve a collision", classic, this::resolve);
    rule("vote for the coordinator's proposal", replica, this::voteClassic);
    rule("decide in a fast ballot", fast, this::decide);
    rule("decide in a classic ballot", classic, this::decide);

    always("what is decided was proposed by a client", this::isProposed);
    stable(
        "a decision is final",
        IntStream.range(0, values).boxed().toList(),
        (s, value) -> s.get(decision).equals(value));
    sometimes(
        "a value is decided without a collision",
        s -> s.get(decision) != NO_VALUE && s.get(coordinator) == NO_VALUE);
    if (replicas > 1 && values > 1 && ballots > 2) {
      sometimes(
          "a value is decided in a classic ballot",
          s -> s.get(decision) != NO_VALUE && classic.stream().anyMatch(b -> isDecided(s, b)));
    }
  }

  private void voteFast(Transaction tx, Cell<Replica> me) {
    var vote = tx.choose(Vote.in(tx.choose(fast), values));
    var before = tx.get(me);
    tx.require(any, vote.ballot()).require(before.ballot() <= vote.ballot());
    tx.require(before.last().value() == NO_VALUE || before.last().value() == vote.value());
    tx.require(votes(tx, me.index(), vote.ballot()).isEmpty());
    cast(tx, me, vote);
  }

  private void voteClassic(Transaction tx, Cell<Replica> me) {
    var vote = tx.choose(Vote.in(tx.choose(classic), values));
    tx.require(phase2a, vote).require(tx.get(me).ballot() <= vote.ballot());
    cast(tx, me, vote);
  }

  private void cast(Transaction tx, Cell<Replica> me, Vote vote) {
    tx.set(me, new Replica(vote.ballot(), vote));
    tx.send(phase2b, new Phase2b(me.index(), vote));
  }

  private void resolve(Transaction tx, int ballot) {
    var proposals = Vote.in(ballot, values);
    tx.require(proposals.stream().noneMatch(other -> tx.contains(phase2a, other)));
    var proposal = tx.choose(proposals);
    tx.require(tx.get(coordinator) == NO_VALUE || tx.get(coordinator) == proposal.value());
    var before = tx.choose(fast);
    tx.require(before < ballot);
    var votes = votesOfSome(tx, before);
    var favourites = votes.stream().filter(value -> isMajority(value, votes)).toList();
    tx.require(votes.stream().distinct().count() > 1);
    tx.require((favourites.isEmpty() ? votes : favourites).contains(proposal.value()));
    tx.set(coordinator, proposal.value()).send(phase2a, proposal);
  }

  private static boolean isMajority(int value, List<Integer> votes) {
    return 2 * Collections.frequency(votes, value) > votes.size();
  }

  private void decide(Transaction tx, int ballot) {
    var votes = votesOfSome(tx, ballot);
    tx.require(votes.stream().distinct().count() == 1).set(decision, votes.getFirst());
  }

  /// The values that the members of some quorum have voted for in a ballot.
  private List<Integer> votesOfSome(Transaction tx, int ballot) {
    var votes = tx.choose(quorums).members().stream().map(r -> votes(tx, r, ballot)).toList();
    tx.require(votes.stream().noneMatch(List::isEmpty));
    return votes.stream().flatMap(List::stream).toList();
  }

  /// The values that a replica has voted for in a ballot: one, if it has voted.
  private List<Integer> votes(State s, int replica, int ballot) {
    return Vote.in(ballot, values).stream()
        .filter(vote -> s.contains(phase2b, new Phase2b(replica, vote)))
        .map(Vote::value)
        .toList();
  }

  // ---- what is claimed

  private boolean isDecided(State s, int ballot) {
    return quorums.stream()
        .map(Quorum::members)
        .anyMatch(quorum -> quorum.stream().noneMatch(r -> votes(s, r, ballot).isEmpty()));
  }

  private boolean isProposed(State s) {
    var decided = s.get(decision);
    return decided == NO_VALUE
        || fast.stream().map(b -> new Vote(b, decided)).anyMatch(vote -> isCast(s, vote));
  }

  private boolean isCast(State s, Vote vote) {
    return replica.stream().anyMatch(r -> s.contains(phase2b, new Phase2b(r.index(), vote)));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "fast-paxos",
        "replicas vote for clients' proposals at once, and a coordinator resolves collisions",
        "Lamport, Fast Paxos, Distributed Computing 19(2), 2006",
        List.of(
            Parameter.integer("replicas", 4, 1, 7, "replicas"),
            Parameter.integer("values", 2, 1, 9, "values to choose from"),
            Parameter.integer("ballots", 3, 2, 9, "ballots, of which the odd ones are fast")),
        parameters ->
            new FastPaxos(
                parameters.integer("replicas"),
                parameters.integer("values"),
                parameters.integer("ballots")));
  }
}
