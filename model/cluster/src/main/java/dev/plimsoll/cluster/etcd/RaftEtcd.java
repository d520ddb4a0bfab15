package dev.plimsoll.cluster.etcd;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Application;
import dev.plimsoll.raft.Config;
import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Node;
import dev.plimsoll.raft.NodeState;
import dev.plimsoll.raft.Snapshot;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.Storage;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// An etcd of several members, each with a Raft node: a call is proposed to the member that the
/// client is connected to, replicated, committed, and answered when this member applies it.
///
/// Reads go through the log too, where etcd has `ReadIndex`. At first one member leads and all know
/// it.
///
/// Source: etcd `server/etcdserver/v3_server.go` and `server.go`, v3.5.
public final class RaftEtcd implements Etcd {

  /// How many members there are.
  private static final int MEMBERS = 3;

  private static final List<Application> NODES =
      IntStream.rangeClosed(1, MEMBERS).mapToObj(id -> new Application(Config.of(id))).toList();

  /// A call that was proposed.
  record Proposal(int session, Call call) {}

  private record Connection(int member, Client client) {}

  private final Cells<NodeState> members;
  private final Bag<Message> network;
  private final Cell<List<Proposal>> proposals;
  private final int mostProposals;
  private final List<Connection> connections = new ArrayList<>();

  /// @param members {@link #elected} at first
  /// @param proposals what there was so far
  /// @param mostProposals a call that would be one more waits
  RaftEtcd(
      Cells<NodeState> members,
      Bag<Message> network,
      Cell<List<Proposal>> proposals,
      int mostProposals) {
    this.members = members;
    this.network = network;
    this.proposals = proposals;
    this.mostProposals = mostProposals;
  }

  /// Members of which the first has been elected.
  static List<NodeState> elected() {
    var ids = IntStream.rangeClosed(1, MEMBERS).boxed().toList();
    var members = Snapshot.of(ConfState.of(ids, List.of()));
    var blank = new HardState.Saved(HardState.EMPTY, Storage.of(members));
    var nodes = new ArrayList<>(NODES.stream().map(node -> node.start(blank)).toList());
    var messages = new ArrayDeque<Message>(List.of(new MsgHup(1)));
    while (!messages.isEmpty()) {
      var message = messages.remove();
      var to = message.to() - 1;
      var done = NODES.get(to).process(nodes.get(to), message);
      nodes.set(to, done.state());
      messages.addAll(done.messages());
    }
    return nodes;
  }

  @Override
  public Session connect(int number, Client client) {
    var session = connections.size();
    var member = number % MEMBERS;
    connections.add(new Connection(member, client));
    return new Session() {
      @Override
      public void call(Transaction tx, Call call) {
        propose(tx, session, call);
      }

      @Override
      public Keyspace applied(State state) {
        return replayed(state, state.get(members.get(member)).log().committedEntries());
      }
    };
  }

  private void propose(Transaction tx, int session, Call call) {
    var so = tx.get(proposals);
    var member = connections.get(session).member();
    var applied = tx.get(members.get(member)).log().committedEntries();
    tx.require(so.size() < mostProposals);
    tx.require(
        IntStream.rangeClosed(1, so.size())
            .filter(number -> so.get(number - 1).session() == session)
            .allMatch(number -> applied.stream().anyMatch(entry -> proposal(entry) == number)));
    var more = new ArrayList<>(so);
    more.add(new Proposal(session, call));
    tx.set(proposals, List.copyOf(more));
    var entry = Entry.proposal(Integer.toString(more.size()));
    process(tx, member, new MsgProp(Node.NONE, member + 1, List.of(entry)));
  }

  // ---- what happens to members

  /// A member receives a message.
  void deliver(Transaction tx, Message message) {
    tx.remove(network, message);
    process(tx, message.to() - 1, message);
  }

  /// A member has not heard of its leader for a while.
  void timeOut(Transaction tx, Cell<NodeState> member, int maxTerm) {
    var node = tx.get(member);
    tx.require(node.state() != StateType.LEADER && node.term() < maxTerm);
    process(tx, member.index(), new MsgHup(member.index() + 1));
  }

  private void process(Transaction tx, int member, Message message) {
    var before = tx.get(members.get(member)).log().committed();
    var done = NODES.get(member).process(tx.get(members.get(member)), message);
    tx.set(members.get(member), done.state());
    done.messages().forEach(sent -> tx.send(network, sent));
    answer(tx, member, before, done.state().log().committedEntries());
  }

  /// Answers those clients of the member whose calls it applies now.
  private void answer(Transaction tx, int member, int before, List<Entry> committed) {
    for (var index = before; index < committed.size(); index++) {
      var number = proposal(committed.get(index));
      if (number != 0) {
        var proposal = tx.get(proposals).get(number - 1);
        var connection = connections.get(proposal.session());
        if (connection.member() == member) {
          var keyspace = replayed(tx, committed.subList(0, index));
          connection.client().answered(tx, keyspace.apply(proposal.call()).response());
        }
      }
    }
  }

  private Keyspace replayed(State state, List<Entry> entries) {
    var keyspace = Keyspace.INITIAL;
    for (var entry : entries) {
      var number = proposal(entry);
      if (number != 0) {
        keyspace = keyspace.apply(state.get(proposals).get(number - 1).call()).keyspace();
      }
    }
    return keyspace;
  }

  /// The number of the proposal that an entry holds; 0 for none.
  private static int proposal(Entry entry) {
    return switch (entry.payload()) {
      case Payload.Normal(var data) -> data.isEmpty() ? 0 : Integer.parseInt(data);
      case Payload.Change _ -> 0;
    };
  }
}
