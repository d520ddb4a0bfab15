package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.properties.trace.TracedMessage.MessageType;
import dev.plimsoll.properties.trace.TracedNetwork.Sent;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import dev.plimsoll.raft.quorum.VoteResult;
import java.util.HashSet;
import java.util.List;

/// What a node does with a message; raft.go, `Step`.
final class Receiving {

  private final TracedNode node;

  Receiving(TracedNode node) {
    this.node = node;
  }

  void receive(Sent sent) {
    var message = sent.message();
    var request = message.type().sent() == Kind.SEND_APPEND;
    if (message.term() > node.term) {
      var later =
          node.becomesFollower(message.term(), request ? message.from() : 0, () -> handle(sent));
      var leased = message.type() == MessageType.VOTE && node.lead != 0;
      node.must(leased ? later.or(() -> {}) : later);
    } else if (message.term() == node.term) {
      handle(sent);
    } else if (message.type() == MessageType.APPEND || message.type() == MessageType.HEARTBEAT) {
      node.must(Due.send(answer(MessageType.APPEND_RESPONSE, message)).or(() -> {}));
    }
  }

  private void handle(Sent sent) {
    switch (sent.message().type()) {
      case VOTE -> vote(sent.message());
      case VOTE_RESPONSE -> poll(sent.message());
      case APPEND, HEARTBEAT, SNAPSHOT -> fromLeader(sent);
      case APPEND_RESPONSE -> {
        if (node.role == StateType.LEADER && !sent.message().reject()) {
          node.leading.acknowledged(sent.message().from(), sent.message().index());
        }
      }
      case HEARTBEAT_RESPONSE -> {}
    }
  }

  private void vote(TracedMessage message) {
    var longEnough =
        message.logTerm() > node.log.lastTerm()
            || (message.logTerm() == node.log.lastTerm() && message.index() >= node.log.last());
    var free = node.vote == message.from() || node.vote == 0;
    var answer = answer(MessageType.VOTE_RESPONSE, message);
    if (!longEnough || !free) {
      node.must(Due.send(answer.rejecting()));
    } else if (node.vote == 0 && node.lead != 0) {
      // Not while it knows a leader, but it may have been told to forget it.
      node.must(Due.send(answer.rejecting()).or(() -> grant(message, answer)));
    } else {
      grant(message, answer);
    }
  }

  /// The vote is noted after the answer is made.
  private void grant(TracedMessage message, TracedMessage answer) {
    node.must(Due.send(answer, _ -> node.vote = message.from()));
  }

  private void poll(TracedMessage message) {
    if (node.role != StateType.CANDIDATE) {
      return;
    }
    node.votes.putIfAbsent(message.from(), !message.reject());
    var result = node.voters.getFirst().voteResult(node.votes);
    if (result == VoteResult.WON) {
      node.must(node.leading.begin());
    } else if (result == VoteResult.LOST) {
      node.must(node.becomesFollower(node.term, 0, () -> {}));
    }
  }

  private void fromLeader(Sent sent) {
    switch (node.role) {
      case LEADER -> {}
      case CANDIDATE, PRE_CANDIDATE ->
          node.must(node.becomesFollower(node.term, sent.message().from(), () -> follow(sent)));
      case FOLLOWER -> {
        node.lead = sent.message().from();
        follow(sent);
      }
    }
  }

  private void follow(Sent sent) {
    var message = sent.message();
    switch (message.type()) {
      case APPEND -> append(message, sent.log());
      case HEARTBEAT -> {
        commitTo(message.commit());
        node.must(Due.send(answer(MessageType.HEARTBEAT_RESPONSE, message)));
      }
      case SNAPSHOT -> restore(message, sent.log());
      case APPEND_RESPONSE, HEARTBEAT_RESPONSE, VOTE, VOTE_RESPONSE ->
          throw new IllegalArgumentException("no leader sends " + message.type());
    }
  }

  /// raft.go, `handleAppendEntries`.
  private void append(TracedMessage message, LogTerms sent) {
    var answer = answer(MessageType.APPEND_RESPONSE, message);
    var previous = message.index();
    if (previous < node.commit) {
      node.must(Due.send(answer.at(node.commit, 0)));
      return;
    }
    if (previous > node.log.last() || node.log.term(previous) != message.logTerm()) {
      var hint = node.log.conflictByTerm(Math.min(previous, node.log.last()), message.logTerm());
      node.must(Due.send(answer.at(previous, node.log.term(hint)).rejecting(hint)));
      return;
    }
    var last = previous + message.entries();
    var conflict = node.log.conflict(sent, previous + 1, last);
    if (conflict > 0 && conflict <= node.commit) {
      throw new MismatchException(
          "the library would panic: entry %d is committed".formatted(conflict));
    }
    if (conflict > 0) {
      node.log = sent.prefix(last);
    }
    commitTo(Math.min(message.commit(), last));
    node.must(Due.send(answer.at(last, 0)));
  }

  private void commitTo(int index) {
    if (index > node.log.last()) {
      throw new MismatchException(
          "the library would panic: commit %d is past the log (%d)"
              .formatted(index, node.log.last()));
    }
    node.commit = Math.max(node.commit, index);
  }

  /// raft.go, `handleSnapshot`.
  private void restore(TracedMessage message, LogTerms sent) {
    var index = message.entries();
    var answer = answer(MessageType.APPEND_RESPONSE, message);
    if (index <= node.commit) {
      node.must(Due.send(answer.at(node.commit, 0)));
    } else if (node.log.term(index) == sent.term(index)) {
      node.commit = index;
      node.must(Due.send(answer.at(index, 0)));
    } else {
      node.must(
          Due.of(
                  Kind.APPLY_CONF_CHANGE,
                  _ -> {
                    node.log = sent.prefix(index);
                    node.commit = index;
                    node.applied = index;
                    node.voters = List.of(JointConfig.EMPTY);
                  },
                  event -> {
                    members(event.newVoters());
                    node.must(Due.send(answer.at(index, 0)));
                  })
              // It ignores a snapshot of a membership to which it does not belong.
              .or(() -> node.must(Due.send(answer.at(node.commit, 0)))));
    }
  }

  /// The membership of a snapshot is one that was in force.
  private void members(List<Integer> incoming) {
    var seen = node.changes.seen(incoming);
    if (seen.isEmpty()) {
      throw new MismatchException("no snapshot has the voters " + incoming);
    }
    var possible = new HashSet<>(seen);
    possible.add(new JointConfig(new MajorityConfig(incoming), MajorityConfig.EMPTY));
    node.switchTo(List.copyOf(possible));
  }

  private TracedMessage answer(MessageType type, TracedMessage message) {
    return TracedMessage.of(type, node.term, node.id, message.from());
  }
}
