package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Change;
import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.properties.trace.TraceEvent.OwnProgress;
import dev.plimsoll.properties.trace.TracedMessage.MessageType;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import java.util.ArrayList;
import java.util.List;

/// What a node does as a leader: it appends, sends and commits.
final class Leading {

  private final TracedNode node;
  private final Matches matches = new Matches();

  /// How many entries are about to be appended that are no changes of membership.
  private int replicating;

  /// The changes of membership that are about to be appended.
  private final List<List<Change>> changing = new ArrayList<>();

  /// Whether the leader may look whether more is committed.
  private boolean mayCommit;

  Leading(TracedNode node) {
    this.node = node;
  }

  /// raft.go, `becomeLeader`: it begins with an empty entry.
  Due begin() {
    return Due.of(
        Kind.BECOME_LEADER,
        _ -> {
          node.reset(node.term, node.id);
          node.role = StateType.LEADER;
          matches.reset(node.id, node.log.last());
        },
        _ -> node.must(Due.of(Kind.REPLICATE, _ -> {}, _ -> replicating++)));
  }

  void forget() {
    replicating = 0;
    changing.clear();
    mayCommit = false;
  }

  /// What is about to be appended is appended next, or dropped because too much is not committed
  /// (`increaseUncommittedSize`), of which only `ChangeConf` tells.
  void between(TraceEvent event) {
    mayCommit &= event.kind() == Kind.COMMIT;
    switch (event.kind()) {
      case SEND_APPEND_RESPONSE -> {}
      case REPLICATE -> {}
      default -> {
        if (replicating > 0) {
          var next = TracedMessage.of(MessageType.APPEND_RESPONSE, node.term, node.id, node.id);
          var last = node.log.last() + replicating + changing.size();
          var due = Due.send(next.at(last, 0));
          throw new MismatchException("expected " + due.text(), List.of(due.text(), "Replicate"));
        }
        if (event.kind() != Kind.CHANGE_CONF) {
          changing.clear();
        }
      }
    }
  }

  /// One of `Commit`, `Replicate`, `ChangeConf`, `SendAppendEntriesRequest`.
  void act(TraceEvent event) {
    if (node.role != StateType.LEADER) {
      throw new MismatchException("only a leader does this", node.usual());
    }
    if (event.kind() == Kind.COMMIT) {
      if (!mayCommit) {
        throw new MismatchException("nothing was acknowledged", node.usual());
      }
      mayCommit = false;
      commit(event);
    }
    node.check(event);
    switch (event.kind()) {
      case REPLICATE -> replicating++;
      case CHANGE_CONF -> changing.add(event.changes());
      case SEND_APPEND -> {
        send(event.message().orElseThrow());
        event.own().ifPresent(this::noted);
      }
      default -> {}
    }
  }

  /// A leader acknowledges to itself what it has appended; raft.go, `appendEntry`.
  void appended(TraceEvent event) {
    var message = event.message().orElseThrow();
    var count = event.log() - node.log.last();
    var leaving = count - replicating - changing.size();
    if (node.role != StateType.LEADER
        || count < 1
        || leaving < 0
        || leaving > (event.voters().isJoint() ? 1 : 0)) {
      throw new MismatchException("nothing has happened that leads to this", node.usual());
    }
    node.log = node.log.append(node.term, count);
    for (var index = node.log.last() - count + 1; index <= node.log.last(); index++) {
      for (var changes : changing) {
        node.changes.add(index, node.term, changes);
      }
      if (leaving > 0) {
        node.changes.add(index, node.term, List.of());
      }
    }
    forget();
    node.check(event);
    var expected =
        Due.send(
            TracedMessage.of(MessageType.APPEND_RESPONSE, node.term, node.id, node.id)
                .at(node.log.last(), 0));
    if (!expected.isThis(event)) {
      throw new MismatchException(
          "expected another message than " + message.text(), List.of(expected.text()));
    }
  }

  private void send(TracedMessage message) {
    var to = message.to();
    var bare = TracedMessage.of(message.type(), node.term, node.id, to);
    var match = matches.of(to);
    var nearest =
        switch (message.type()) {
          case APPEND -> {
            var last = node.log.last();
            var index = Math.clamp(message.index(), Math.min(match.least(), last), last);
            var entries = Math.clamp(message.entries(), 0, last - index);
            yield bare.at(index, node.log.term(index)).carrying(entries, node.commit);
          }
          case HEARTBEAT ->
              bare.carrying(
                  0,
                  Math.clamp(
                      message.commit(),
                      Math.min(match.least(), node.commit),
                      Math.min(match.most(), node.commit)));
          case SNAPSHOT -> bare.carrying(Math.clamp(message.entries(), 1, node.commit), 0);
          case APPEND_RESPONSE, HEARTBEAT_RESPONSE, VOTE, VOTE_RESPONSE ->
              throw new IllegalArgumentException("no leader asks with " + message.type());
        };
    if (!node.changes.mayBeMember(to)) {
      throw new MismatchException("node %d is no member".formatted(to), node.usual());
    }
    if (to == node.id || !nearest.equals(message)) {
      throw new MismatchException(
          "this is not in the log of the leader, or not what it knows of node " + to,
          List.of(Due.send(nearest).text()));
    }
  }

  private void noted(OwnProgress own) {
    var mine = matches.of(node.id);
    var match = Math.clamp(own.match(), mine.least(), mine.most());
    if (!own.equals(new OwnProgress(match, match + 1))) {
      throw new MismatchException(
          "expected match %d and next %d of the leader itself, but the event has %d and %d"
              .formatted(match, match + 1, own.match(), own.next()));
    }
  }

  /// Something was acknowledged; raft.go, `stepLeader`, `MsgAppResp`.
  void acknowledged(int from, int index) {
    var match = matches.of(from);
    if (node.isVoter(from) && index > match.most()) {
      matches.voter(from, index);
      node.must(Due.of(Kind.COMMIT, this::commit, _ -> {}));
      return;
    }
    if (node.isVoter(from)) {
      matches.voter(from, index);
    } else {
      matches.stranger(from, index);
    }
    mayCommit = true;
  }

  /// The membership has changed; raft.go, `switchToConfig`.
  void switched() {
    if (node.role != StateType.LEADER) {
      return;
    }
    if (node.voters.stream().allMatch(v -> v.incoming().contains(node.id))) {
      node.must(Due.of(Kind.COMMIT, this::commit, _ -> {}));
    } else {
      mayCommit = true;
    }
  }

  /// Of who is no voter any more it is open what is still known.
  void members() {
    if (node.voters.size() == 1) {
      matches.members(node.voters.getFirst());
    }
  }

  /// raft.go, `maybeCommit`: what a quorum has, if it is of this term.
  private void commit(TraceEvent event) {
    var least = matches.least(event.voters());
    var most = matches.most(event.voters());
    var moves = least > node.commit && node.log.term(least) == node.term;
    var to = event.commit();
    var stays = to == node.commit && !moves;
    var advances = to > node.commit && least <= to && to <= most && node.log.term(to) == node.term;
    if (!stays && !advances) {
      throw new MismatchException(
          "expected commit %s, but the event has %d".formatted(moves ? least : node.commit, to),
          List.of("Commit with what a quorum of %s has".formatted(text(event.voters()))));
    }
    node.commit = to;
  }

  private String text(JointConfig voters) {
    var known = new ArrayList<String>();
    for (var voter : voters.ids()) {
      known.add("%d: %d".formatted(voter, matches.of(voter).least()));
    }
    return voters.text() + " " + known;
  }
}
