package dev.plimsoll.properties.script;

import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgForgetLeader;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgSnap;
import dev.plimsoll.raft.Message.MsgTransferLeader;
import dev.plimsoll.raft.Message.MsgUnreachable;
import dev.plimsoll.raft.Node;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.confchange.ConfChange.Transition;
import dev.plimsoll.raft.tracker.ProgressTracker;
import java.util.List;
import java.util.function.Predicate;

/// Nodes that exchange messages, one command at a time; rafttest/interaction_env_handler*.go.
final class Interaction implements Interpreter {

  private final Output output;
  private final Group group;

  Interaction(Wording wording) {
    output = new Output(wording);
    group = new Group(output);
  }

  @Override
  public String run(Directive directive) {
    output.reset();
    try {
      handle(directive);
    } catch (CommandException e) {
      if (output.isQuiet()) {
        return String.valueOf(e.getMessage());
      }
      output.print(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw directive.mistake(String.valueOf(e.getMessage()));
    }
    return output.text().isEmpty() ? "ok" : output.text();
  }

  private void handle(Directive d) throws CommandException {
    switch (d.command()) {
      case "_breakpoint" -> {} // a place to stop at in a debugger
      case "add-nodes" -> new AddNodes(d).addTo(group, output);
      case "campaign" -> take(member(d, 0), new MsgHup(d.number(0)));
      case "compact" -> compact(d);
      case "deliver-msgs" -> deliver(d);
      case "process-ready" -> each(d, "handling Ready", group::processReady);
      case "process-append-thread" ->
          each(d, "processing append thread", group::processAppendThread);
      case "process-apply-thread" -> each(d, "processing apply thread", group::processApplyThread);
      case "log-level" -> output.level(d.key(0));
      case "raft-log" -> raftLog(member(d, 0));
      case "raft-state" -> group.members.forEach(this::raftState);
      case "set-randomized-election-timeout" -> setTimeout(d);
      case "stabilize" -> stabilize(d);
      case "status" -> status(member(d, 0));
      case "tick-election" -> tick(d, member(d, 0).raw.config().electionTick());
      case "tick-heartbeat" -> tick(d, member(d, 0).raw.config().heartbeatTick());
      case "transfer-leadership" -> transfer(d);
      case "forget-leader" -> take(member(d, 0), new MsgForgetLeader(Node.NONE, d.number(0)));
      case "send-snapshot" -> sendSnapshot(d);
      case "propose" -> propose(d);
      case "propose-conf-change" -> proposeConfChange(d);
      case "report-unreachable" -> reportUnreachable(d);
      default -> throw new CommandException("unknown command");
    }
  }

  private Member member(Directive directive, int position) {
    return member(directive, directive.key(position));
  }

  private Member member(Directive directive, String text) {
    var id = directive.number(text);
    if (id < 1 || id > group.members.size()) {
      throw directive.mistake("there is no node %d".formatted(id));
    }
    return group.members.get(id - 1);
  }

  private List<Member> members(Directive directive) {
    return directive.arguments().stream()
        .filter(argument -> argument.values().isEmpty())
        .map(argument -> member(directive, argument.key()))
        .toList();
  }

  private static void take(Member member, Message message) throws CommandException {
    member.become(member.raw.take(member.state(), message));
  }

  /// Something that is done with one node.
  private interface Work {
    void run(Member member) throws CommandException;
  }

  private void each(Directive directive, String what, Work work) throws CommandException {
    var members = members(directive);
    for (var member : members) {
      if (members.size() > 1) {
        output.print("> %d %s\n".formatted(member.id(), what));
        output.indented(() -> work.run(member));
      } else {
        work.run(member);
      }
    }
  }

  // ---- the world

  private void deliver(Directive directive) {
    var type = directive.value("type");
    if (type.isPresent() && !Message.TYPES.contains(type.get())) {
      throw directive.mistake("there are no messages of type \"%s\"".formatted(type.get()));
    }
    Predicate<Message> wanted = message -> type.isEmpty() || type.get().equals(message.type());
    var count = 0;
    for (var argument : directive.arguments()) {
      if (argument.values().isEmpty()) {
        count += group.deliver(directive.number(argument.key()), false, wanted);
      } else if (argument.key().equals("drop")) {
        for (var id : argument.values()) {
          count += group.deliver(directive.number(id), true, wanted);
        }
      }
    }
    output.print(count == 0 ? "no messages\n" : "");
  }

  private void stabilize(Directive directive) throws CommandException {
    var some = members(directive);
    var level = output.level();
    try {
      var changed = directive.value("log-level");
      if (changed.isPresent()) {
        output.level(changed.get());
      }
      group.stabilize(some.isEmpty() ? group.members : some);
    } finally {
      output.level(level);
    }
  }

  private void tick(Directive directive, int count) throws CommandException {
    var member = member(directive, 0);
    for (var ticks = 0; ticks < count; ticks++) {
      member.become(member.raw.tick(member.state()));
    }
  }

  private void setTimeout(Directive directive) {
    var member = member(directive, 0);
    var ticks = directive.number(directive.required("timeout"));
    if (ticks < 1) {
      throw directive.mistake("expected a time-out of at least 1");
    }
    var state = member.state();
    member.state(state.with(state.node().withRandomizedElectionTimeout(ticks)));
  }

  private void compact(Directive directive) throws CommandException {
    var member = member(directive, 0);
    member.compact(directive.number(1));
    raftLog(member);
  }

  private void sendSnapshot(Directive directive) {
    var pair = pair(directive);
    var from = pair.getFirst();
    var message =
        new MsgSnap(from.state().node().term(), from.id(), pair.getLast().id(), from.made());
    group.send(message);
    output.print(Describe.message(message));
  }

  private List<Member> pair(Directive directive) {
    var pair = members(directive);
    if (pair.size() != 2) {
      throw directive.mistake("expected two nodes");
    }
    return pair;
  }

  // ---- what applications ask for

  private void propose(Directive directive) throws CommandException {
    var data = Entry.proposal(directive.key(1));
    take(
        member(directive, 0), new MsgProp(directive.number(0), directive.number(0), List.of(data)));
  }

  private void proposeConfChange(Directive directive) throws CommandException {
    var v1 = false;
    var transition = Transition.AUTO;
    for (var argument : directive.arguments()) {
      for (var value : argument.values()) {
        switch (argument.key()) {
          case "v1" -> v1 = directive.flag(value);
          case "transition" -> transition = transition(value);
          default -> throw new CommandException("unknown command " + argument.key());
        }
      }
    }
    ConfChange change;
    try {
      change = new ConfChange(v1, transition, ConfChange.parse(directive.input()));
    } catch (IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
    take(
        member(directive, 0),
        new MsgProp(Node.NONE, directive.number(0), List.of(Entry.proposal(change))));
  }

  private static Transition transition(String text) throws CommandException {
    return switch (text) {
      case "auto" -> Transition.AUTO;
      case "implicit" -> Transition.JOINT_IMPLICIT;
      case "explicit" -> Transition.JOINT_EXPLICIT;
      default -> throw new CommandException("unknown transition " + text);
    };
  }

  private void transfer(Directive directive) throws CommandException {
    var from = member(directive, directive.required("from"));
    var to = member(directive, directive.required("to"));
    take(from, new MsgTransferLeader(0, to.id(), from.id()));
  }

  private void reportUnreachable(Directive directive) throws CommandException {
    var pair = pair(directive);
    take(pair.getFirst(), new MsgUnreachable(pair.getLast().id(), pair.getFirst().id()));
  }

  // ---- what is to be seen

  private void raftLog(Member member) {
    var storage = member.storage();
    output.print(
        storage.entries().isEmpty()
            ? "log is empty: first index=%d, last index=%d"
                .formatted(storage.firstIndex(), storage.lastIndex())
            : Describe.entries(storage.entries()));
  }

  private void raftState(Member member) {
    var node = member.state().node();
    output.print(
        "%d: %s (%s) Term:%d Lead:%d\n"
            .formatted(
                member.id(),
                node.state(),
                node.tracker().config().voters().contains(member.id()) ? "Voter" : "Non-Voter",
                node.term(),
                node.lead()));
  }

  private void status(Member member) {
    var node = member.state().node();
    if (node.state() == StateType.LEADER) {
      output.print(ProgressTracker.text(node.tracker().progress()));
    }
  }
}
