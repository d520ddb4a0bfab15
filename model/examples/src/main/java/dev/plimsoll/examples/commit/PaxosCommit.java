package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.ABORTED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.COMMITTED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.PREPARED;
import static dev.plimsoll.examples.commit.TwoPhaseCommit.Phase.WORKING;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.examples.commit.TwoPhaseCommit.Phase;
import dev.plimsoll.examples.consensus.Quorum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Paxos Commit, after Gray and Lamport, "Consensus on Transaction Commit", MSR-TR-2003-96, §4;
/// `PaxosCommit` in the TLA+ Examples.
///
/// What two-phase commit leaves to one coordinator, acceptors agree on by Paxos, once for each
/// resource manager: has it prepared, or aborted? Anybody may act as leader at any time, so there
/// is no rule for who it is. Messages are never lost and stay for ever. What it leaves out:
/// liveness, and the optimisations of §4.2.
public class PaxosCommit extends Model {

  /// A leader asks the acceptors about a manager, in a ballot after the manager's own.
  record Phase1a(int manager, int ballot) {}

  /// An acceptor answers: it takes no part in earlier ballots any more; its last vote was this.
  record Phase1b(int manager, int ballot, int acceptor, Vote last) {}

  /// A manager in ballot 0, or a leader in a later one, proposes PREPARED or ABORTED.
  record Phase2a(int manager, Vote proposal) {}

  /// An acceptor votes.
  record Phase2b(int manager, int acceptor, Vote vote) {}

  /// PREPARED or ABORTED, in a ballot.
  record Vote(int ballot, Phase phase) {
    /// Before the first one.
    static final Vote NONE = new Vote(-1, WORKING);
  }

  /// What an acceptor knows about one manager.
  ///
  /// @param ballot the latest it has heard of
  record Acceptor(int ballot, Vote last) {}

  private final Cells<Phase> rm;
  final Bag<Phase2b> phase2b;
  final Bag<Phase> decisions;
  private final List<Cells<Acceptor>> acceptors;
  private final Bag<Phase1a> phase1a;
  private final Bag<Phase1b> phase1b;
  private final Bag<Phase2a> phase2a;
  private final List<Integer> ballots;
  private final List<Quorum> majorities;

  /// @param managers how many resource managers take part, at least 1
  /// @param acceptors how many acceptors there are for each
  /// @param ballots how many ballots there are, the managers' own among them
  PaxosCommit(int managers, int acceptors, int ballots) {
    rm = cells("manager", managers, WORKING);
    this.acceptors =
        IntStream.range(0, managers)
            .mapToObj(m -> cells("acceptors of " + m, acceptors, new Acceptor(0, Vote.NONE)))
            .toList();
    phase1a = set("phase 1a", Phase1a.class);
    phase1b = set("phase 1b", Phase1b.class);
    phase2a = set("phase 2a", Phase2a.class);
    phase2b = set("phase 2b", Phase2b.class);
    decisions = set("decisions", Phase.class);
    this.ballots = IntStream.range(0, ballots).boxed().toList();
    majorities = Quorum.majorities(acceptors);
    interchangeable(
            "acceptor",
            this.acceptors.getFirst(),
            this.acceptors.subList(1, managers).toArray(new Cells<?>[0]))
        .renaming(Quorum.class, Quorum::renamed)
        .renaming(
            Phase1b.class,
            (m, to) -> new Phase1b(m.manager(), m.ballot(), to.of(m.acceptor()), m.last()))
        .renaming(
            Phase2b.class, (m, to) -> new Phase2b(m.manager(), to.of(m.acceptor()), m.vote()));

    rule("prepare", rm, (tx, m) -> propose(tx, m, PREPARED));
    rule("give up", rm, (tx, m) -> propose(tx, m, ABORTED));
    rule("commit", rm, (tx, m) -> tx.require(decisions, COMMITTED).set(m, COMMITTED));
    rule("abort", rm, (tx, m) -> tx.require(decisions, ABORTED).set(m, ABORTED));
    rule("phase 1a", rm, this::ask);
    for (var m : rm) {
      var ofOne = this.acceptors.get(m.index());
      rule("phase 1b of " + m, ofOne, (tx, a) -> promise(tx, m.index(), a));
      rule("phase 2b of " + m, ofOne, (tx, a) -> vote(tx, m.index(), a));
    }
    rule("phase 2a", rm, this::proposeForIt);
    rule(
        "decide to commit",
        tx -> {
          tx.require(rm.stream().allMatch(m -> isChosen(tx, m, PREPARED)));
          tx.send(decisions, COMMITTED);
        });
    rule(
        "decide to abort",
        tx -> {
          tx.require(rm.stream().anyMatch(m -> isChosen(tx, m, ABORTED)));
          tx.send(decisions, ABORTED);
        });

    always("consistent", s -> !(rm.any(s, COMMITTED) && rm.any(s, ABORTED)));
    always(
        "who commits does so after all have prepared",
        s -> !rm.any(s, COMMITTED) || rm.all(s, phase -> phase == PREPARED || phase == COMMITTED));
    always(
        "a manager's fate is chosen once",
        rm,
        (s, m) -> !(isChosen(s, m, PREPARED) && isChosen(s, m, ABORTED)));
    sometimes("all commit", s -> rm.all(s, COMMITTED));
    sometimes("all abort", s -> rm.all(s, ABORTED));
    if (ballots > 1) {
      sometimes(
          "one that has prepared aborts",
          s -> s.contains(phase2a, new Phase2a(0, new Vote(0, PREPARED))) && rm.all(s, ABORTED));
    }
  }

  private void propose(Transaction tx, Cell<Phase> manager, Phase phase) {
    tx.require(manager, WORKING).set(manager, phase);
    tx.send(phase2a, new Phase2a(manager.index(), new Vote(0, phase)));
  }

  private void ask(Transaction tx, Cell<Phase> manager) {
    tx.send(phase1a, new Phase1a(manager.index(), tx.choose(laterBallots())));
  }

  private void promise(Transaction tx, int manager, Cell<Acceptor> acceptor) {
    var ballot = tx.choose(laterBallots());
    tx.require(phase1a, new Phase1a(manager, ballot));
    var before = tx.get(acceptor);
    tx.require(before.ballot() < ballot).set(acceptor, new Acceptor(ballot, before.last()));
    tx.send(phase1b, new Phase1b(manager, ballot, acceptor.index(), before.last()));
  }

  /// A leader that has heard from a majority must propose what the latest vote among theirs was
  /// for; where there is none it may only abort.
  private void proposeForIt(Transaction tx, Cell<Phase> manager) {
    var m = manager.index();
    var ballot = tx.choose(laterBallots());
    for (var phase : List.of(PREPARED, ABORTED)) {
      tx.require(!tx.contains(phase2a, new Phase2a(m, new Vote(ballot, phase))));
    }
    var answers =
        tx.choose(majorities).members().stream().map(a -> answers(tx, m, a, ballot)).toList();
    tx.require(answers.stream().noneMatch(List::isEmpty));
    var latest =
        answers.stream()
            .flatMap(List::stream)
            .max(Comparator.comparingInt(Vote::ballot))
            .orElseThrow();
    var phase = latest.equals(Vote.NONE) ? ABORTED : latest.phase();
    tx.send(phase2a, new Phase2a(m, new Vote(ballot, phase)));
  }

  /// The last votes that an acceptor has told the leader of a ballot: one, if it has answered.
  private List<Vote> answers(State s, int manager, int acceptor, int ballot) {
    return votesBefore(ballot).stream()
        .filter(vote -> s.contains(phase1b, new Phase1b(manager, ballot, acceptor, vote)))
        .toList();
  }

  private void vote(Transaction tx, int manager, Cell<Acceptor> acceptor) {
    var vote = new Vote(tx.choose(ballots), tx.choose(List.of(PREPARED, ABORTED)));
    tx.require(phase2a, new Phase2a(manager, vote));
    tx.require(tx.get(acceptor).ballot() <= vote.ballot());
    tx.set(acceptor, new Acceptor(vote.ballot(), vote));
    tx.send(phase2b, new Phase2b(manager, acceptor.index(), vote));
  }

  private boolean isChosen(State s, Cell<Phase> manager, Phase phase) {
    return ballots.stream()
        .anyMatch(ballot -> hasMajority(s, manager.index(), new Vote(ballot, phase)));
  }

  private boolean hasMajority(State s, int manager, Vote vote) {
    var voters =
        acceptors.get(manager).stream()
            .filter(a -> s.contains(phase2b, new Phase2b(manager, a.index(), vote)))
            .count();
    return 2 * voters > acceptors.get(manager).size();
  }

  private List<Integer> laterBallots() {
    return ballots.subList(1, ballots.size());
  }

  private static List<Vote> votesBefore(int ballot) {
    var votes = new ArrayList<>(List.of(Vote.NONE));
    for (var earlier = 0; earlier < ballot; earlier++) {
      votes.add(new Vote(earlier, PREPARED));
      votes.add(new Vote(earlier, ABORTED));
    }
    return votes;
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "paxos-commit",
        "resource managers commit or abort together, though any coordinator may fail",
        "Gray and Lamport, Consensus on Transaction Commit, MSR-TR-2003-96, section 4",
        List.of(
            Parameter.integer("managers", 1, 1, 4, "resource managers"),
            Parameter.integer("acceptors", 3, 1, 9, "acceptors for each manager"),
            Parameter.integer("ballots", 2, 1, 9, "ballots, the managers' own among them")),
        parameters ->
            new PaxosCommit(
                parameters.integer("managers"),
                parameters.integer("acceptors"),
                parameters.integer("ballots")));
  }
}
