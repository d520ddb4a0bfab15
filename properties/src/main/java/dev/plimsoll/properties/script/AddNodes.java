package dev.plimsoll.properties.script;

import dev.plimsoll.raft.Config;
import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.EntryId;
import dev.plimsoll.raft.Limits;
import dev.plimsoll.raft.RawNode;
import dev.plimsoll.raft.Snapshot;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The nodes that a command `add-nodes` asks for; rafttest/interaction_env_handler_add_nodes.go.
final class AddNodes {

  /// More than any group has.
  private static final int MOST = 100;

  private final Directive directive;
  private final List<Integer> voters = new ArrayList<>();
  private final List<Integer> learners = new ArrayList<>();
  private final Set<Option> options = EnumSet.noneOf(Option.class);
  private Limits limits = Limits.NONE;
  private int index;
  private String content = "";

  AddNodes(Directive directive) throws CommandException {
    this.directive = directive;
    for (var argument : directive.arguments()) {
      for (var value : argument.values()) {
        set(argument.key(), value);
      }
    }
  }

  private void set(String key, String value) throws CommandException {
    switch (key) {
      case "voters" -> voters.add(directive.number(value));
      case "learners" -> learners.add(directive.number(value));
      case "inflight" -> limits = limits.withMaxInflightMsgs(directive.number(value));
      case "index" -> index = directive.number(value);
      case "content" -> content = value;
      case "async-storage-writes" -> option(Option.ASYNC_STORAGE_WRITES, value);
      case "prevote" -> option(Option.PRE_VOTE, value);
      case "checkquorum" -> option(Option.CHECK_QUORUM, value);
      case "max-committed-size-per-ready" -> {
        var size = directive.number(value);
        limits = limits.withMaxCommittedSizePerReady(size == 0 ? Limits.NO_LIMIT : size);
      }
      case "disable-conf-change-validation" -> option(Option.DISABLE_CONF_CHANGE_VALIDATION, value);
      case "read-only" -> {
        switch (value) {
          case "safe" -> options.remove(Option.LEASE_BASED_READS);
          case "lease-based" -> options.add(Option.LEASE_BASED_READS);
          default -> throw new CommandException("invalid read-only option \"%s\"".formatted(value));
        }
      }
      case "step-down-on-removal" -> option(Option.STEP_DOWN_ON_REMOVAL, value);
      default -> throw directive.mistake("there is no option \"%s\"".formatted(key));
    }
  }

  private void option(Option option, String value) {
    if (directive.flag(value)) {
      options.add(option);
    } else {
      options.remove(option);
    }
  }

  /// Adds them.
  void addTo(Group group, Output output) throws CommandException {
    var blank = voters.isEmpty() && learners.isEmpty() && index == 0 && content.isEmpty();
    if (!blank && index <= 1) {
      throw new CommandException("index must be specified as > 1 due to bootstrap");
    }
    var last = blank ? EntryId.NONE : new EntryId(1, index);
    var snapshot = new Snapshot(last, ConfState.of(voters, learners), content);
    var count = directive.number(0);
    if (group.members.size() + count > MOST) {
      throw directive.mistake("expected at most %d nodes".formatted(MOST));
    }
    for (; count > 0; count--) {
      group.members.add(
          new Member(new RawNode(config(group.members.size() + 1)), snapshot, output));
    }
  }

  private Config config(int id) {
    return Config.of(id).with(limits).with(options.toArray(Option[]::new));
  }
}
