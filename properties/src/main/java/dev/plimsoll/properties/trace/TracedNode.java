package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.properties.trace.TracedMessage.MessageType;
import dev.plimsoll.properties.trace.TracedNetwork.Sent;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One node as a trace tells of it: its state, what it has saved, and which events must come next.
/// What is left open by the trace is kept as the set of what it may be.
final class TracedNode {

  final int id;
  final TracedNetwork network;
  final ConfEntries changes;
  final Leading leading = new Leading(this);
  private final Starting starting = new Starting(this);
  private final Receiving receiving = new Receiving(this);

  int term;
  int vote;
  int commit;
  StateType role = StateType.FOLLOWER;
  LogTerms log = LogTerms.EMPTY;
  int lead;
  Map<Integer, Boolean> votes = new HashMap<>();

  /// The memberships that it may have; the next event tells which.
  List<JointConfig> voters = List.of(JointConfig.EMPTY);

  /// Up to where it has applied changes of membership.
  int applied;

  /// What it may find on disk, the latest last.
  List<Saved> saved = List.of(Saved.NOTHING);

  private int ready;
  private final List<Sent> unsent = new ArrayList<>();
  private final Deque<TracedMessage> toItself = new ArrayDeque<>();
  private final Deque<Due> due = new ArrayDeque<>();

  /// Whether those that are due may come in any order.
  private boolean anyOrder;

  TracedNode(int id, TracedNetwork network, ConfEntries changes) {
    this.id = id;
    this.network = network;
    this.changes = changes;
  }

  /// Takes the next event of this node.
  ///
  /// @throws MismatchException if the node cannot have done this
  void follow(TraceEvent event) {
    if (event.kind() == Kind.INIT_STATE) {
      starting.begin(event);
      return;
    }
    if (!starting.hasStarted()) {
      throw new MismatchException("a node begins with InitState", List.of("InitState with log 0"));
    }
    starting.perhaps(event);
    while (!due.isEmpty()) {
      var next = takeDue(event);
      if (next.isThis(event)) {
        next.effect().on(event);
        check(event);
        keep(event);
        next.then().on(event);
        return;
      }
      next.otherwise().orElseThrow().run();
    }
    if (event.role() == StateType.PRE_CANDIDATE) {
      becomePreCandidate();
    }
    act(event);
  }

  private Due takeDue(TraceEvent event) {
    if (anyOrder) {
      for (var possible : due) {
        if (possible.isThis(event)) {
          due.remove(possible);
          return possible;
        }
      }
    }
    var next = due.getFirst();
    if (!next.isThis(event) && next.otherwise().isEmpty()) {
      throw new MismatchException("expected " + next.text(), due.stream().map(Due::text).toList());
    }
    return due.removeFirst();
  }

  /// What may come when nothing must.
  private void act(TraceEvent event) {
    var kind = event.kind();
    leading.between(event);
    switch (kind) {
      case READY -> {
        check(event);
        accept();
      }
      case BECOME_CANDIDATE -> {
        campaign();
        check(event);
      }
      case BECOME_FOLLOWER -> {
        starting.mayBoot(event);
        stepDown(event);
        check(event);
      }
      case APPLY_CONF_CHANGE -> {
        check(event);
        apply(event);
      }
      case COMMIT, REPLICATE, CHANGE_CONF, SEND_APPEND -> leading.act(event);
      case SEND_APPEND_RESPONSE -> leading.appended(event);
      case RECEIVE_APPEND, RECEIVE_APPEND_RESPONSE, RECEIVE_VOTE, RECEIVE_VOTE_RESPONSE -> {
        check(event);
        receiving.receive(take(event.message().orElseThrow()));
      }
      case SEND_VOTE, SEND_VOTE_RESPONSE, BECOME_LEADER, INIT_STATE ->
          throw new MismatchException("nothing has happened that leads to this", usual());
    }
    keep(event);
  }

  /// The state that the event shows must be that of the node.
  void check(TraceEvent event) {
    differs("term", term, event.term());
    differs("vote", vote, event.vote());
    differs("commit", commit, event.commit());
    differs("role", role, event.role());
    differs("log", log.last(), event.log());
    var same = voters.stream().filter(event.voters()::equals).toList();
    if (same.isEmpty()) {
      var open = voters.stream().map(JointConfig::text).collect(Collectors.joining(" or "));
      throw new MismatchException(
          "expected conf %s, but the event has %s".formatted(open, event.voters().text()));
    }
    voters = same;
  }

  private static void differs(String field, Object mine, Object shown) {
    if (!mine.equals(shown)) {
      throw new MismatchException(
          "expected %s %s, but the event has %s".formatted(field, mine, shown));
    }
  }

  /// A message that is to be sent waits until what the node knows is saved.
  private void keep(TraceEvent event) {
    if (event.kind().sends()) {
      unsent.add(new Sent(event.message().orElseThrow(), log, ready + 1));
    }
  }

  /// The application saves and sends; rawnode.go, `acceptReady`.
  private void accept() {
    var last = saved.getLast();
    ready++;
    saved = List.of(last, last.then(term, vote, commit, log));
    for (var message : unsent) {
      if (message.message().to() == id) {
        toItself.add(message.message());
      } else {
        network.send(message);
      }
    }
    unsent.clear();
    network.was(id, term);
  }

  /// The others have heard of something that is sent only after the save.
  void isSaved(int since) {
    if (since == ready) {
      saved = List.of(saved.getLast());
    }
  }

  private Sent take(TracedMessage message) {
    if (message.to() != id) {
      throw new MismatchException("expected a message to node " + id, network.nearest(message));
    }
    if (message.from() == id) {
      if (!message.equals(toItself.peekFirst())) {
        throw new MismatchException(
            "what a node tells itself comes once, in order, after it is saved",
            toItself.stream().limit(1).map(m -> m.type().received() + ": " + m.text()).toList());
      }
      toItself.removeFirst();
      return new Sent(message, log, ready);
    }
    return network
        .find(message)
        .orElseThrow(
            () ->
                new MismatchException("no such message was sent before", network.nearest(message)));
  }

  void must(Due next) {
    due.addLast(next);
  }

  private void becomePreCandidate() {
    if (role == StateType.FOLLOWER || role == StateType.CANDIDATE) {
      role = StateType.PRE_CANDIDATE;
      lead = 0;
      votes = new HashMap<>();
    }
  }

  /// raft.go, `campaign`.
  private void campaign() {
    if (role == StateType.LEADER || voters.stream().noneMatch(group -> group.contains(id))) {
      throw new MismatchException("a leader, or who is no voter, does not campaign", usual());
    }
    reset(term + 1, 0);
    vote = id;
    role = StateType.CANDIDATE;
    var group = voters.stream().filter(v -> v.contains(id)).findFirst().orElseThrow();
    anyOrder = true;
    for (var voter : group.ids()) {
      must(
          Due.send(
              voter == id
                  ? TracedMessage.of(MessageType.VOTE_RESPONSE, term, id, id)
                  : TracedMessage.of(MessageType.VOTE, term, id, voter)
                      .at(log.last(), log.lastTerm())));
    }
  }

  /// For a reason that the trace does not show: a leader that hears of no quorum, or is no member
  /// any more; a pre-candidate that lost; a message of a later term that is not recorded.
  private void stepDown(TraceEvent event) {
    var later = event.term() > term && network.heardOf(event.term(), id);
    var sameTerm =
        event.term() == term && (role == StateType.LEADER || role == StateType.PRE_CANDIDATE);
    if (!later && !sameTerm && !starting.isBooting()) {
      throw new MismatchException("nothing has happened that leads to this", usual());
    }
    reset(event.term(), 0);
  }

  void reset(int newTerm, int newLead) {
    if (newTerm != term) {
      term = newTerm;
      vote = 0;
    }
    lead = newLead;
    role = StateType.FOLLOWER;
    votes = new HashMap<>();
    anyOrder = false;
  }

  /// raft.go, `becomeFollower`, of which a trace tells; `then` comes after it.
  Due becomesFollower(int newTerm, int newLead, Runnable then) {
    return Due.of(Kind.BECOME_FOLLOWER, _ -> reset(newTerm, newLead), _ -> then.run());
  }

  /// raft.go, `applyConfChange` and `switchToConfig`.
  private void apply(TraceEvent event) {
    var old = voters.getFirst();
    applied =
        changes
            .applying(log, applied, commit, old, event.newVoters())
            .orElseThrow(
                () ->
                    new MismatchException(
                        "no committed change of membership leads from %s to voters %s"
                            .formatted(old.text(), event.newVoters()),
                        usual()));
    switchTo(ConfEntries.after(old, event.newVoters()));
    leading.switched();
  }

  void switchTo(List<JointConfig> possible) {
    voters = possible;
    possible.forEach(changes::saw);
    leading.members();
  }

  /// Whether it is a voter, as far as is known.
  boolean isVoter(int node) {
    return voters.stream().allMatch(group -> group.contains(node));
  }

  /// Starts from what was on disk: nothing else is left.
  void crash(LogTerms newLog) {
    due.clear();
    unsent.clear();
    toItself.clear();
    reset(0, 0);
    vote = 0;
    log = newLog;
    applied = 0;
    leading.forget();
    voters = List.of(JointConfig.EMPTY);
  }

  /// What a node may always do.
  List<String> usual() {
    return switch (role) {
      case LEADER ->
          List.of(
              "Replicate, ChangeConf, SendAppendEntriesRequest",
              "Ready",
              "Receive... of a message that was sent");
      case FOLLOWER, CANDIDATE, PRE_CANDIDATE ->
          List.of(
              "BecomeCandidate in term " + (term + 1),
              "Ready",
              "Receive... of a message that was sent");
    };
  }

  /// The state, in a line.
  String text() {
    return "%s term=%d vote=%d commit=%d log=%d (last term %d) conf=%s"
        .formatted(
            role,
            term,
            vote,
            commit,
            log.last(),
            log.lastTerm(),
            voters.stream().map(JointConfig::text).collect(Collectors.joining(" or ")));
  }
}
