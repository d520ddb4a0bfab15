package dev.plimsoll.examples.consensus;

import dev.plimsoll.checker.Permutation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What one server of {@link BoundedRaft} knows, Raft Figure 2.
///
/// @param voted who got its vote in this term; -1 for nobody
/// @param log the terms of its entries; the entry of index 1 comes first
/// @param commit the index of the last entry known to be committed
/// @param votes who voted for it, as bits, while it is a candidate
/// @param next by server: the index of the entry to send next, while it is the leader
/// @param match by server: up to where the log is known to agree, while it is the leader
record RaftServer(
    int term,
    int voted,
    List<Integer> log,
    Role role,
    int commit,
    int votes,
    List<Integer> next,
    List<Integer> match) {

  enum Role {
    FOLLOWER,
    CANDIDATE,
    LEADER
  }

  static final int NOBODY = -1;

  RaftServer {
    log = List.copyOf(log);
    next = List.copyOf(next);
    match = List.copyOf(match);
  }

  /// A server of `servers` that has just been installed.
  static RaftServer initial(int servers) {
    return new RaftServer(
        0,
        NOBODY,
        List.of(),
        Role.FOLLOWER,
        0,
        0,
        Collections.nCopies(servers, 1),
        Collections.nCopies(servers, 0));
  }

  /// The same when servers have other names.
  RaftServer renamed(Permutation to) {
    return new RaftServer(
        term, to.of(voted), log, role, commit, to.ofBits(votes), to.ofList(next), to.ofList(match));
  }

  RaftServer startElection(int self) {
    return new RaftServer(term + 1, self, log, Role.CANDIDATE, commit, 1 << self, next, match);
  }

  RaftServer lead() {
    return new RaftServer(
        term,
        voted,
        log,
        Role.LEADER,
        commit,
        0,
        Collections.nCopies(next.size(), log.size() + 1),
        Collections.nCopies(match.size(), 0));
  }

  /// A follower in the same term.
  RaftServer stepDown() {
    return new RaftServer(term, voted, log, Role.FOLLOWER, commit, 0, next, match);
  }

  /// A follower in a later term: what it knew as a leader is forgotten.
  RaftServer enter(int laterTerm) {
    var fresh = initial(next.size());
    return new RaftServer(
        laterTerm, NOBODY, log, Role.FOLLOWER, commit, 0, fresh.next, fresh.match);
  }

  /// After a crash: term, vote and log are on disk.
  RaftServer restarted() {
    var fresh = initial(next.size());
    return new RaftServer(term, voted, log, Role.FOLLOWER, 0, 0, fresh.next, fresh.match);
  }

  RaftServer voteFor(int candidate) {
    return new RaftServer(term, candidate, log, role, commit, votes, next, match);
  }

  RaftServer countVote(int voter) {
    return new RaftServer(term, voted, log, role, commit, votes | 1 << voter, next, match);
  }

  RaftServer append(int entry) {
    var longer = new ArrayList<>(log);
    longer.add(entry);
    return withLog(longer, commit);
  }

  RaftServer withLog(List<Integer> newLog, int newCommit) {
    return new RaftServer(term, voted, newLog, role, newCommit, votes, next, match);
  }

  RaftServer withProgress(int peer, int newNext, int newMatch) {
    var nexts = new ArrayList<>(next);
    nexts.set(peer, newNext);
    var matches = new ArrayList<>(match);
    matches.set(peer, newMatch);
    return new RaftServer(term, voted, log, role, commit, votes, nexts, matches);
  }

  /// The term of the entry at `index`; 0 for index 0.
  int termAt(int index) {
    return index == 0 ? 0 : log.get(index - 1);
  }

  int lastTerm() {
    return termAt(log.size());
  }
}
