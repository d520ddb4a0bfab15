package dev.plimsoll.examples.consensus;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.examples.consensus.RaftMessage.AppendReply;
import dev.plimsoll.examples.consensus.RaftMessage.AppendRequest;
import dev.plimsoll.examples.consensus.RaftMessage.VoteReply;
import dev.plimsoll.examples.consensus.RaftMessage.VoteRequest;
import dev.plimsoll.examples.consensus.RaftServer.Role;
import java.util.ArrayList;
import java.util.List;

/// Raft's leader election and log replication within bounds, after Ongaro and Ousterhout, "In
/// Search of an Understandable Consensus Algorithm" (extended version), 2014, §5.
///
/// The network is a set of messages that only grows: any of them may be delivered late, many
/// times or never. The same model as TLA+ is `bench/BoundedRaft.tla`; both reach the same states.
/// What it leaves out: snapshots, membership changes, pre-vote, clients' reads.
public final class BoundedRaft extends Model {

  /// Mistakes to seed.
  public enum Bug {
    /// The algorithm as it should be.
    NONE,
    /// A leader commits entries of earlier terms by counting replicas (against §5.4.2).
    COMMIT_OLD_TERM,
    /// A server votes for more than one candidate in a term (against §5.2).
    DOUBLE_VOTE,
    /// A server votes for candidates whose log is behind its own (against §5.4.1).
    NO_LOG_CHECK
  }

  /// How far the model goes.
  ///
  /// @param servers how many servers there are
  /// @param maxTerm no server starts an election in this term
  /// @param maxLog a leader takes requests only while its log is shorter
  /// @param restarts how many restarts there may be in all
  /// @param maxMessages a step that would leave more messages in the network is disabled
  public record Bounds(int servers, int maxTerm, int maxLog, int restarts, int maxMessages) {}

  private final Bounds bounds;
  private final Bug bug;
  private final Cells<RaftServer> servers;
  private final Cell<Integer> restarts;
  private final Bag<RaftMessage> messages;

  /// Bounded Raft, correct or with a mistake.
  public BoundedRaft(Bounds bounds, Bug bug) {
    this.bounds = bounds;
    this.bug = bug;
    servers = cells("server", bounds.servers(), RaftServer.initial(bounds.servers()));
    restarts = cell("restarts", 0);
    messages = set("messages", RaftMessage.class, bounds.maxMessages());
    interchangeable("server", servers)
        .renaming(RaftServer.class, RaftServer::renamed)
        .renaming(RaftMessage.class, RaftMessage::renamed);

    rule("time out", servers, this::timeOut);
    rule("become leader", servers, this::becomeLeader);
    rule("client request", servers, this::clientRequest);
    rule("advance commit", servers, this::advanceCommit);
    rule("restart", servers, this::restart);
    rule("request vote", servers.pairs(), this::requestVote);
    rule("append entries", servers.pairs(), this::appendEntries);
    rule("receive", messages, this::receive);

    always("election safety", servers.pairs(), BoundedRaft::electionSafety);
    always("log matching", servers.pairs(), BoundedRaft::logMatching);
    always("state machine safety", servers.pairs(), BoundedRaft::stateMachineSafety);
    whenever(
        "leader completeness",
        servers.pairs(),
        (s, pair) -> s.get(pair.first()).role() == Role.LEADER,
        BoundedRaft::leaderCompleteness);
    sometimes("a leader is elected", s -> servers.any(s, server -> server.role() == Role.LEADER));
    if (bounds.maxLog() > 0) {
      sometimes("an entry is committed", s -> servers.any(s, server -> server.commit() > 0));
    }
  }

  // ---- what servers do of themselves

  private void timeOut(Transaction tx, Cell<RaftServer> me) {
    var server = tx.get(me);
    tx.require(server.role() != Role.LEADER && server.term() < bounds.maxTerm());
    tx.set(me, server.startElection(me.index()));
  }

  private void becomeLeader(Transaction tx, Cell<RaftServer> me) {
    var server = tx.get(me);
    tx.require(server.role() == Role.CANDIDATE && isQuorum(Integer.bitCount(server.votes())));
    tx.set(me, server.lead());
  }

  private void clientRequest(Transaction tx, Cell<RaftServer> me) {
    var server = tx.get(me);
    tx.require(server.role() == Role.LEADER && server.log().size() < bounds.maxLog());
    tx.set(me, server.append(server.term()));
  }

  private void advanceCommit(Transaction tx, Cell<RaftServer> me) {
    var server = tx.get(me);
    tx.require(server.role() == Role.LEADER);
    var commit = server.log().size();
    while (commit > server.commit() && !mayCommit(server, me.index(), commit)) {
      commit--;
    }
    tx.require(commit > server.commit());
    tx.set(me, server.withLog(server.log(), commit));
  }

  private boolean mayCommit(RaftServer leader, int self, int index) {
    var holders = 0;
    for (var peer = 0; peer < bounds.servers(); peer++) {
      if (peer == self || leader.match().get(peer) >= index) {
        holders++;
      }
    }
    return isQuorum(holders)
        && (leader.termAt(index) == leader.term() || bug == Bug.COMMIT_OLD_TERM);
  }

  private void restart(Transaction tx, Cell<RaftServer> me) {
    var before = tx.get(restarts);
    tx.require(before < bounds.restarts());
    tx.set(restarts, before + 1).update(me, RaftServer::restarted);
  }

  private void requestVote(Transaction tx, Cells.Pair<RaftServer> pair) {
    var me = tx.get(pair.first());
    tx.require(me.role() == Role.CANDIDATE);
    tx.send(
        messages,
        new VoteRequest(
            me.term(),
            me.lastTerm(),
            me.log().size(),
            pair.first().index(),
            pair.second().index()));
  }

  private void appendEntries(Transaction tx, Cells.Pair<RaftServer> pair) {
    var me = tx.get(pair.first());
    tx.require(me.role() == Role.LEADER);
    var next = me.next().get(pair.second().index());
    var last = Math.min(me.log().size(), next);
    tx.send(
        messages,
        new AppendRequest(
            me.term(),
            next - 1,
            me.termAt(next - 1),
            me.log().subList(Math.min(next - 1, last), last),
            Math.min(me.commit(), last),
            pair.first().index(),
            pair.second().index()));
  }

  // ---- what they do with messages

  private void receive(Transaction tx, RaftMessage message) {
    var me = servers.get(message.destination());
    var server = tx.get(me);
    if (message.term() > server.term()) {
      tx.set(me, server.enter(message.term()));
      return;
    }
    switch (message) {
      case VoteRequest request -> answer(tx, me, request);
      case VoteReply reply -> {
        tx.require(reply.term() == server.term() && server.role() == Role.CANDIDATE);
        tx.require(reply.granted()).set(me, server.countVote(reply.source()));
      }
      case AppendRequest request -> answer(tx, me, request);
      case AppendReply reply -> {
        tx.require(reply.term() == server.term() && server.role() == Role.LEADER);
        tx.set(me, progress(server, reply));
      }
    }
  }

  private void answer(Transaction tx, Cell<RaftServer> me, VoteRequest request) {
    var server = tx.get(me);
    var upToDate =
        request.lastTerm() > server.lastTerm()
            || (request.lastTerm() == server.lastTerm()
                && request.lastIndex() >= server.log().size());
    var free = server.voted() == RaftServer.NOBODY || server.voted() == request.source();
    var granted =
        request.term() == server.term()
            && (upToDate || bug == Bug.NO_LOG_CHECK)
            && (free || bug == Bug.DOUBLE_VOTE);
    if (granted) {
      tx.set(me, server.voteFor(request.source()));
    }
    tx.send(messages, new VoteReply(server.term(), granted, me.index(), request.source()));
  }

  private void answer(Transaction tx, Cell<RaftServer> me, AppendRequest request) {
    var server = tx.get(me);
    var consistent =
        request.previous() <= server.log().size()
            && server.termAt(request.previous()) == request.previousTerm();
    if (request.term() < server.term() || (server.role() == Role.FOLLOWER && !consistent)) {
      tx.send(messages, new AppendReply(server.term(), false, 0, me.index(), request.source()));
    } else if (server.role() == Role.CANDIDATE) {
      tx.set(me, server.stepDown());
    } else {
      tx.require(server.role() == Role.FOLLOWER);
      var commit = Math.max(server.commit(), request.commit());
      var match = request.previous() + request.entries().size();
      tx.set(me, server.withLog(merged(server.log(), request), commit))
          .send(
              messages, new AppendReply(server.term(), true, match, me.index(), request.source()));
    }
  }

  private static List<Integer> merged(List<Integer> log, AppendRequest request) {
    var before = request.previous();
    if (request.entries().isEmpty()
        || (log.size() > before && log.get(before).equals(request.entries().getFirst()))) {
      return log;
    }
    var merged = new ArrayList<>(log.subList(0, before));
    merged.addAll(request.entries());
    return merged;
  }

  private static RaftServer progress(RaftServer leader, AppendReply reply) {
    var match = leader.match().get(reply.source());
    if (reply.success()) {
      var further = Math.max(match, reply.match());
      return leader.withProgress(reply.source(), further + 1, further);
    }
    var next = Math.max(leader.next().get(reply.source()) - 1, match + 1);
    return leader.withProgress(reply.source(), next, match);
  }

  private boolean isQuorum(int count) {
    return 2 * count > bounds.servers();
  }

  // ---- what is claimed, §5.2 to §5.4 and Figure 3

  private static boolean electionSafety(State s, Cells.Pair<RaftServer> pair) {
    var a = s.get(pair.first());
    if (a.role() != Role.LEADER) {
      return true;
    }
    var b = s.get(pair.second());
    return b.role() != Role.LEADER || a.term() != b.term();
  }

  private static boolean logMatching(State s, Cells.Pair<RaftServer> pair) {
    var a = s.get(pair.first()).log();
    if (a.isEmpty()) {
      return true;
    }
    var b = s.get(pair.second()).log();
    for (var n = Math.min(a.size(), b.size()); n > 0; n--) {
      if (a.get(n - 1).equals(b.get(n - 1))) {
        return a.subList(0, n).equals(b.subList(0, n));
      }
    }
    return true;
  }

  private static boolean stateMachineSafety(State s, Cells.Pair<RaftServer> pair) {
    var a = s.get(pair.first());
    if (a.commit() == 0) {
      return true;
    }
    var b = s.get(pair.second());
    var n = Math.min(a.commit(), b.commit());
    return a.log().subList(0, n).equals(b.log().subList(0, n));
  }

  private static boolean leaderCompleteness(State s, Cells.Pair<RaftServer> pair) {
    var leader = s.get(pair.first());
    var other = s.get(pair.second());
    return leader.term() < other.term()
        || (leader.log().size() >= other.commit()
            && leader
                .log()
                .subList(0, other.commit())
                .equals(other.log().subList(0, other.commit())));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "bounded-raft",
        "Raft elects leaders and replicates a log over a network that delays, repeats and loses",
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, section 5",
        List.of(
            Parameter.integer("servers", 3, 1, 7, "servers"),
            Parameter.integer("max-term", 2, 0, 9, "no election is started in this term"),
            Parameter.integer("max-log", 1, 0, 9, "a leader's log takes no more entries"),
            Parameter.integer("restarts", 0, 0, 9, "crashes with recovery, in all"),
            Parameter.integer("max-messages", 4, 1, 99, "different messages in the network"),
            Parameter.enumeration("bug", Bug.class, "a mistake to seed")),
        BoundedRaft::of);
  }

  private static BoundedRaft of(Parameters parameters) {
    return new BoundedRaft(
        new Bounds(
            parameters.integer("servers"),
            parameters.integer("max-term"),
            parameters.integer("max-log"),
            parameters.integer("restarts"),
            parameters.integer("max-messages")),
        parameters.constant("bug", Bug.class));
  }
}
