package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.commit.AtomicCommitment.Decision.ABORT;
import static dev.plimsoll.examples.commit.AtomicCommitment.Decision.COMMIT;
import static dev.plimsoll.examples.commit.AtomicCommitment.Decision.UNDECIDED;
import static dev.plimsoll.examples.commit.AtomicCommitment.Vote.NO;
import static dev.plimsoll.examples.commit.AtomicCommitment.Vote.UNKNOWN;
import static dev.plimsoll.examples.commit.AtomicCommitment.Vote.YES;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/// Atomic commitment with crashes, after Babaoğlu and Toueg, "Non-Blocking Atomic Commitment", in
/// Mullender (ed.), "Distributed Systems", 2nd edition, 1993, chapter 6; `ACP_SB` and `ACP_NB` in
/// the TLA+ Examples, by Charpentier and Merz.
///
/// Whether all that stay alive come to a decision depends on how the coordinator broadcasts. If it
/// simply tells one after the other and crashes half-way, those it has not told wait forever. If
/// everyone forwards what it hears before it acts on it, they do not.
///
/// There are no messages: who is to know something reads it where it is known. Crashes are for
/// good, and noticed without fail.
public class AtomicCommitment extends Model {
  enum Vote {
    UNKNOWN,
    YES,
    NO
  }

  enum Decision {
    UNDECIDED,
    COMMIT,
    ABORT
  }

  /// How the coordinator's decision spreads.
  enum Broadcast {
    RELIABLE,
    SIMPLE
  }

  /// By participant: what it has decided.
  final Cells<Decision> participant;

  /// By participant: what the coordinator has told it.
  final Cells<Decision> told;

  private final Cells<Vote> vote;
  private final Cells<Boolean> alive;
  private final Cells<Boolean> voted;
  private final Cells<Boolean> asked;
  private final Cells<Vote> heard;
  private final Cell<Decision> decision;
  private final Cell<Boolean> coordinatorAlive;

  /// @param participants at least 1
  AtomicCommitment(int participants, Broadcast broadcast) {
    participant = cells("participant", participants, UNDECIDED);
    vote = cells("vote", participants, UNKNOWN);
    alive = cells("alive", participants, true);
    voted = cells("has voted", participants, false);
    decision = cell("coordinator", UNDECIDED);
    coordinatorAlive = cell("coordinator alive", true);
    asked = cells("asked", participants, false);
    heard = cells("heard", participants, UNKNOWN);
    told = cells("told", participants, UNDECIDED);

    initially(tx -> vote.forEach(v -> tx.set(v, tx.choose(List.of(YES, NO)))));
    coordinate();
    participate();
    switch (broadcast) {
      case SIMPLE -> takeWhatIsTold();
      case RELIABLE -> forwardBeforeDeciding();
    }
    claim();
  }

  private void coordinate() {
    coordinator("ask", (tx, p) -> tx.require(asked.at(p), false).set(asked.at(p), true));
    coordinator(
        "hear vote",
        (tx, p) -> {
          tx.require(decision, UNDECIDED).require(asked.all(tx, true));
          tx.require(heard.at(p), UNKNOWN).require(voted.at(p), true);
          tx.set(heard.at(p), tx.get(vote.at(p)));
        });
    coordinator(
        "notice crash",
        (tx, p) -> {
          tx.require(decision, UNDECIDED).require(asked.all(tx, true));
          tx.require(heard.at(p), UNKNOWN).require(voted.at(p), false);
          tx.require(alive.at(p), false).set(decision, ABORT);
        });
    rule(
        "decide",
        tx -> {
          tx.require(coordinatorAlive, true).require(decision, UNDECIDED);
          tx.require(!heard.any(tx, UNKNOWN));
          tx.set(decision, heard.all(tx, YES) ? COMMIT : ABORT);
        });
    coordinator("tell", (tx, p) -> copy(tx, decision, told.at(p)));
    weaklyFair("ask", "hear vote", "notice crash", "decide", "tell");
    rule(
        "coordinator crashes",
        tx -> tx.require(coordinatorAlive, true).set(coordinatorAlive, false));
  }

  private void participate() {
    survivor("vote", (tx, p) -> tx.require(asked.at(p), true).set(voted.at(p), true));
    survivor(
        "abort after voting no",
        (tx, p) ->
            tx.require(voted.at(p), true)
                .require(vote.at(p), NO)
                .require(p, UNDECIDED)
                .set(p, ABORT));
    survivor(
        "abort unasked",
        (tx, p) ->
            tx.require(coordinatorAlive, false)
                .require(asked.at(p), false)
                .require(p, UNDECIDED)
                .set(p, ABORT));
    survivor("crash", (tx, p) -> tx.set(alive.at(p), false));
  }

  private void takeWhatIsTold() {
    survivor("decide as told", (tx, p) -> copy(tx, told.at(p), p));
    weaklyFairEach("vote", "abort after voting no", "abort unasked", "decide as told");
  }

  /// What a participant has heard is what it has forwarded to itself; so it may decide when it has
  /// forwarded to everyone.
  private void forwardBeforeDeciding() {
    var forwarded =
        IntStream.range(0, participant.size())
            .mapToObj(p -> cells("forwarded by " + p, participant.size(), UNDECIDED))
            .toList();
    survivor("hear decision", (tx, p) -> copy(tx, told.at(p), forwarded.get(p.index()).at(p)));
    rule(
        "hear decision from another",
        participant.pairs(),
        (tx, pair) -> {
          var me = pair.first();
          tx.require(alive.at(me), true);
          copy(tx, forwarded.get(pair.second().index()).at(me), forwarded.get(me.index()).at(me));
        });
    rule(
        "forward",
        participant.pairs(),
        (tx, pair) -> {
          var me = pair.first();
          tx.require(alive.at(me), true);
          copy(tx, forwarded.get(me.index()).at(me), forwarded.get(me.index()).at(pair.second()));
        });
    survivor(
        "decide as all know",
        (tx, p) -> {
          var mine = forwarded.get(p.index());
          tx.require(!mine.any(tx, UNDECIDED)).set(p, tx.get(mine.at(p)));
        });
    survivor(
        "abort as nobody can know",
        (tx, p) -> {
          tx.require(p, UNDECIDED).require(coordinatorAlive, false);
          participant.stream()
              .filter(living -> tx.get(alive.at(living)))
              .forEach(living -> requireInTheDark(tx, living, forwarded));
          tx.set(p, ABORT);
        });
    weaklyFairEach(
        "vote",
        "abort after voting no",
        "abort unasked",
        "hear decision",
        "hear decision from another",
        "forward",
        "decide as all know",
        "abort as nobody can know");
  }

  /// Neither the coordinator nor anyone else that has crashed has told it anything.
  private void requireInTheDark(Transaction tx, Cell<Decision> p, List<Cells<Decision>> forwarded) {
    tx.require(told.at(p), UNDECIDED);
    for (var other : participant) {
      tx.require(
          tx.get(alive.at(other)) || tx.get(forwarded.get(other.index()).at(p)) == UNDECIDED);
    }
  }

  /// A rule of the coordinator about each participant, for as long as the coordinator is alive.
  private void coordinator(String name, BiConsumer<Transaction, Cell<Decision>> body) {
    rule(name, participant, (tx, p) -> body.accept(tx.require(coordinatorAlive, true), p));
  }

  /// A rule of each participant, for as long as it is alive.
  private void survivor(String name, BiConsumer<Transaction, Cell<Decision>> body) {
    rule(name, participant, (tx, p) -> body.accept(tx.require(alive.at(p), true), p));
  }

  /// A decision becomes known in one more place.
  private static void copy(Transaction tx, Cell<Decision> from, Cell<Decision> to) {
    tx.require(to, UNDECIDED).require(tx.get(from) != UNDECIDED).set(to, tx.get(from));
  }

  private void claim() {
    always(
        "all that decide decide the same",
        s -> !(participant.any(s, COMMIT) && participant.any(s, ABORT)));
    always(
        "nobody commits unless all vote yes", s -> !participant.any(s, COMMIT) || vote.all(s, YES));
    always(
        "nobody aborts unless one votes no or crashes",
        s -> !participant.any(s, ABORT) || vote.any(s, NO) || somethingCrashed(s));
    stable("who has committed stays so", participant, (s, p) -> s.get(p) == COMMIT);
    stable("who has aborted stays so", participant, (s, p) -> s.get(p) == ABORT);
    eventually(
        "all decide if none crashes", s -> !participant.any(s, UNDECIDED) || somethingCrashed(s));
    eventually(
        "all that do not crash decide",
        s -> participant.stream().allMatch(p -> s.get(p) != UNDECIDED || !s.get(alive.at(p))));
    sometimes("all commit", s -> participant.all(s, COMMIT));
    sometimes("all abort though all vote yes", s -> participant.all(s, ABORT) && vote.all(s, YES));
  }

  private boolean somethingCrashed(State s) {
    return !s.get(coordinatorAlive) || alive.any(s, false);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "atomic-commitment",
        "do those that survive come to a decision when the coordinator crashes?",
        "Babaoğlu and Toueg, Non-Blocking Atomic Commitment, 1993",
        List.of(
            Parameter.integer("participants", 2, 1, 5, "participants"),
            Parameter.enumeration("broadcast", Broadcast.class, "how the decision spreads")),
        parameters ->
            new AtomicCommitment(
                parameters.integer("participants"),
                parameters.constant("broadcast", Broadcast.class)));
  }
}
