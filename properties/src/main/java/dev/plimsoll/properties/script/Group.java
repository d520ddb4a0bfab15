package dev.plimsoll.properties.script;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgStorageAppend;
import dev.plimsoll.raft.Message.MsgStorageApply;
import dev.plimsoll.raft.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The nodes of a script and the messages under way between them;
/// rafttest/interaction_env_handler_process_ready.go, `..._deliver_msgs.go`, `..._stabilize.go` and
/// the threads'.
final class Group {

  /// Many more than any group needs to become stable.
  private static final int MOST_ROUNDS = 10_000;

  final List<Member> members = new ArrayList<>();
  private final Output output;
  private List<Message> messages = new ArrayList<>();

  Group(Output output) {
    this.output = output;
  }

  void send(Message message) {
    messages.add(message);
  }

  /// Does what is to do for a node; `ProcessReady`.
  void processReady(Member member) throws CommandException {
    var accepted = member.raw.ready(member.state());
    var ready = accepted.ready();
    member.state(accepted.state());
    output.print(Describe.ready(ready));
    var async = member.raw.config().options().contains(Option.ASYNC_STORAGE_WRITES);
    if (!async) {
      member.save(ready.entries(), ready.snapshot());
      member.apply(ready.committedEntries());
    }
    for (var message : ready.messages()) {
      switch (message) {
        case MsgStorageAppend work -> member.appendWork.add(work);
        case MsgStorageApply work -> member.applyWork.add(work);
        case Message.Local _, Message.Peer _ -> messages.add(message);
      }
    }
    if (!async) {
      member.become(member.raw.advance(member.state()));
    }
  }

  /// Saves what was handed to a node's thread first; `ProcessAppendThread`.
  void processAppendThread(Member member) throws CommandException {
    var work = member.appendWork.poll();
    if (work == null) {
      output.print("no append work to perform");
      return;
    }
    var done =
        new MsgStorageAppend(
            work.from(), work.hardState(), work.entries(), work.snapshot(), List.of());
    output.print("Processing:\n%s\n".formatted(Describe.message(done)));
    member.save(work.entries(), work.snapshot());
    respond(work.responses());
  }

  /// Applies what was handed to a node's thread first; `ProcessApplyThread`.
  void processApplyThread(Member member) {
    var work = member.applyWork.poll();
    if (work == null) {
      output.print("no apply work to perform");
      return;
    }
    var done = new MsgStorageApply(work.from(), work.entries(), List.of());
    output.print("Processing:\n%s\n".formatted(Describe.message(done)));
    member.apply(work.entries());
    respond(work.responses());
  }

  private void respond(List<Message> responses) {
    output.print("Responses:\n");
    responses.forEach(response -> output.print(Describe.message(response) + "\n"));
    messages.addAll(responses);
  }

  /// Delivers or drops what is under way to a node; `DeliverMsgs`. What a node sends itself, or its
  /// threads do, cannot be dropped.
  ///
  /// @param type of messages, all others stay
  /// @return how many there were
  int deliver(int to, boolean drop, Predicate<Message> type) {
    var taken = new ArrayList<Message>();
    var rest = new ArrayList<Message>();
    for (var message : messages) {
      var wanted = message.to() == to && !(drop && isOwn(message)) && type.test(message);
      (wanted ? taken : rest).add(message);
    }
    messages = rest;
    for (var message : taken) {
      output.print((drop ? "dropped: " : "") + Describe.message(message) + "\n");
      if (!drop) {
        receive(message);
      }
    }
    return taken.size();
  }

  private static boolean isOwn(Message message) {
    return message.from() == message.to()
        || Node.isLocalThread(message.from())
        || Node.isLocalThread(message.to());
  }

  private void receive(Message message) {
    if (message.to() > members.size()) {
      throw new IllegalStateException("there is no node " + message.to());
    }
    var member = members.get(message.to() - 1);
    try {
      member.become(member.raw.step(member.state(), message));
    } catch (CommandException e) {
      output.print(e.getMessage() + "\n");
    }
  }

  // ---- until there is nothing left to do

  /// Lets these nodes do all there is to do, and receive all messages; `Stabilize`.
  void stabilize(List<Member> some) throws CommandException {
    for (var rounds = 0; rounds < MOST_ROUNDS; rounds++) {
      var busy = readies(some);
      busy |= deliveries(some);
      busy |= appends(some);
      busy |= applies(some);
      if (!busy) {
        return;
      }
    }
    throw new IllegalStateException("not stable after %d rounds".formatted(MOST_ROUNDS));
  }

  private boolean readies(List<Member> some) throws CommandException {
    var any = false;
    for (var member : some) {
      if (member.hasReady()) {
        output.print("> %d handling Ready\n".formatted(member.id()));
        output.indented(() -> processReady(member));
        any = true;
      }
    }
    return any;
  }

  private boolean deliveries(List<Member> some) throws CommandException {
    var any = false;
    for (var member : some) {
      if (messages.stream().anyMatch(message -> message.to() == member.id())) {
        output.print("> %d receiving messages\n".formatted(member.id()));
        output.indented(() -> deliver(member.id(), false, _ -> true));
        any = true;
      }
    }
    return any;
  }

  private boolean appends(List<Member> some) throws CommandException {
    var any = false;
    for (var member : some) {
      if (!member.appendWork.isEmpty()) {
        output.print("> %d processing append thread\n".formatted(member.id()));
        while (!member.appendWork.isEmpty()) {
          output.indented(() -> processAppendThread(member));
        }
        any = true;
      }
    }
    return any;
  }

  private boolean applies(List<Member> some) throws CommandException {
    var any = false;
    for (var member : some) {
      if (!member.applyWork.isEmpty()) {
        output.print("> %d processing apply thread\n".formatted(member.id()));
        while (!member.applyWork.isEmpty()) {
          output.indented(() -> processApplyThread(member));
        }
        any = true;
      }
    }
    return any;
  }
}
