package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Recent.Operation;
import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// All walks of one packet.
///
/// A walk goes on until it ends or forks; the other ways wait on a stack.
final class Exploration {

  private final Traversal traversal;
  private final Matching matching;
  private final Deque<Walk> waiting = new ArrayDeque<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private int walks = 1;
  private int tried;

  Exploration(Traversal traversal, Packet packet, Optional<Tracked> connection) {
    this.traversal = traversal;
    matching = new Matching(traversal.node(), traversal.history(), traversal.rules().sets());
    waiting.push(new Walk(packet, connection));
  }

  List<Outcome> outcomes() {
    while (!waiting.isEmpty()) {
      Walk walk = waiting.pop();
      while (goOn(walk)) {
        tried++;
      }
    }
    return List.copyOf(outcomes);
  }

  /// One rule, or one stage; false when the walk has ended.
  private boolean goOn(Walk walk) {
    if (walks > Traversal.MOST_WALKS || tried > Traversal.MOST_RULES) {
      String limit =
          walks > Traversal.MOST_WALKS
              ? Traversal.MOST_WALKS + " ways"
              : Traversal.MOST_RULES + " rules";
      return end(walk, Verdict.UNDECIDED, "more than " + limit + " for one packet");
    }
    Walk.Frame frame = walk.frames.peek();
    if (frame == null) {
      return stage(walk, walk.stages.get(walk.stage++));
    }
    int next = traversal.next(frame.chain, frame.next, walk.destination.address());
    if (next == frame.chain.rules().size()) {
      return leaveChain(walk);
    }
    frame.next = next + 1;
    return rule(walk, frame.chain, next);
  }

  private boolean stage(Walk walk, Stage stage) {
    walk.come(stage);
    return switch (stage) {
      case Stage.Table(var hook, _) when hook == Hook.INPUT && waits(walk) ->
          end(walk, Verdict.UNDECIDED, Stage.FRAGMENT_WAITS);
      case Stage.Table(var hook, var name) -> {
        walk.hook = hook;
        boolean known = hook.seesFrames() || walk.mac.equals(Optional.of(MacAddress.NONE));
        walk.mac = known ? walk.mac : Optional.empty();
        walk.table = name;
        enter(walk, hook, name);
        yield true;
      }
      case Stage.Track() -> {
        walk.track();
        yield true;
      }
      case Stage.Route() -> route(walk);
      case Stage.RouteOut() -> {
        walk.out = traversal.node().exit(walk.destination.address());
        yield true;
      }
      case Stage.Leave() -> leave(walk);
      case Stage.Deliver() -> end(walk, Verdict.ACCEPT, "");
    };
  }

  /// Before INPUT, IPv4 puts fragments together: `net/ipv4/ip_input.c`, `ip_local_deliver`. IPv6
  /// does so behind it.
  private static boolean waits(Walk walk) {
    return walk.packet.laterFragment() && walk.destination.address().family() == Family.IPV4;
  }

  private void enter(Walk walk, Hook hook, TableName name) {
    if (name == TableName.NAT && walk.connection().isPresent()) {
      walk.rewriteAs(walk.connection().get().rewritten());
    } else if (name != TableName.NAT || (traversal.tracksConnections() && startsConnection(walk))) {
      traversal
          .rules()
          .builtIn(name, hook)
          .ifPresent(
              chain -> {
                walk.policy = chain.policy().orElse(Policy.ACCEPT);
                walk.frames.push(new Walk.Frame(chain));
              });
    }
  }

  /// Whether NAT is looked up. An ICMP error is about another connection and follows that one's:
  /// `net/netfilter/nf_nat_proto.c`, `nf_nat_ipv4_fn`, `nf_nat_ipv6_fn`.
  private static boolean startsConnection(Walk walk) {
    IpProtocol protocol = walk.packet.protocol();
    boolean icmp = protocol.equals(IpProtocol.ICMP) || protocol.equals(IpProtocol.ICMPV6);
    return walk.state == ConnectionState.NEW || (walk.state == ConnectionState.RELATED && !icmp);
  }

  private boolean route(Walk walk) {
    if (walk.destination.address().isMulticast()) {
      return end(walk, Verdict.UNDECIDED, "not known: the multicast groups that the node is in");
    }
    boolean local = traversal.node().isDelivered(walk.destination.address());
    walk.out = local ? Optional.of("") : traversal.node().exit(walk.destination.address());
    walk.stages = local ? Stage.DELIVERED : Stage.FORWARDED;
    walk.stage = 0;
    return true;
  }

  private boolean leave(Walk walk) {
    if (!traversal.node().isLocal(walk.destination.address())) {
      return end(walk, Verdict.ACCEPT, "");
    }
    walk.in = Optional.of(Node.LOOPBACK);
    walk.out = Optional.of("");
    walk.stages = Stage.LOOPED;
    walk.stage = 0;
    return true;
  }

  /// The end of a chain, or RETURN: back to the caller, or the policy.
  private boolean leaveChain(Walk walk) {
    walk.frames.pop();
    if (!walk.frames.isEmpty() || walk.policy == Policy.ACCEPT) {
      return true;
    }
    return end(walk, Verdict.DROP, "");
  }

  /// Tries one rule: the certain answers first; where the others matter, the walk forks.
  private boolean rule(Walk walk, Chain chain, int index) {
    Rule rule = chain.rules().get(index);
    var doubts = new ArrayList<Doubt>();
    for (Module module : rule.modules()) {
      if (walk.packet.laterFragment() && module.readsTransport()) {
        return true;
      }
      for (Test test : Matching.asked(module, walk)) {
        Answer answer = matching.answer(test, walk);
        switch (answer) {
          case Answer.No() -> {
            remember(walk, test, false, doubts.isEmpty());
            return true;
          }
          case Answer.Yes() -> remember(walk, test, true, doubts.isEmpty());
          case Answer.Chance _, Answer.Unknown _, Answer.NotUnderstood _ ->
              doubts.add(new Doubt(module.name(), test, answer));
        }
      }
    }
    var step = new Step(walk.table, chain.name(), index + 1, rule.line());
    if (doubts.isEmpty()) {
      walk.meet(step);
      return carryOut(walk, rule, step);
    }
    return isHarmless(rule.target()) || fork(walk, rule, step, doubts);
  }

  /// Goes on with the packet that meets every condition; the others wait. What was assumed for one
  /// condition may answer the next.
  private boolean fork(Walk walk, Rule rule, Step step, List<Doubt> doubts) {
    for (Doubt doubt : doubts) {
      switch (matching.answer(doubt.test(), walk)) {
        case Answer.No() -> {
          return true;
        }
        case Answer.Chance _, Answer.Unknown _ -> {
          Walk other = walk.fork();
          other.assume(step, doubt, false);
          waiting.push(other);
          walks++;
          walk.assume(step, doubt, true);
        }
        case Answer.Yes _, Answer.NotUnderstood _ -> {}
      }
    }
    walk.meet(step);
    for (Doubt doubt : doubts) {
      if (doubt.answer() instanceof Answer.NotUnderstood) {
        return end(walk, Verdict.UNDECIDED, "not understood: " + doubt.condition());
      }
    }
    return carryOut(walk, rule, step);
  }

  /// Targets after which everything is as it was before.
  private static boolean isHarmless(Target target) {
    return target instanceof Target.None || target instanceof Target.Passing;
  }

  /// What `-m recent` does to its list when it finds what it looks for, whatever `!` makes of that.
  private void remember(Walk walk, Test test, boolean holds, boolean certain) {
    if (holds != test.not() && test.match() instanceof Match.Recent recent) {
      Walk.RecentEntry entry = walk.entry(recent);
      int before = walk.recent.getOrDefault(entry, Math.max(0, matching.known(entry)));
      int after =
          recent.operation() == Operation.REMOVE
              ? 0
              : recent.operation() == Operation.RCHECK ? before : before + 1;
      walk.recent.put(entry, certain && before != Walk.UNSURE ? after : Walk.UNSURE);
    }
  }

  /// Does what the rule says; false if the walk has ended.
  private boolean carryOut(Walk walk, Rule rule, Step step) {
    switch (rule.target()) {
      case Target.Accept _ -> walk.frames.clear();
      case Target.Drop _ -> {
        return end(walk, Verdict.DROP, "");
      }
      case Target.Reject _ -> {
        return end(walk, Verdict.REJECT, "");
      }
      case Target.Return _ -> {
        return leaveChain(walk);
      }
      case Target.Jump(var name) -> call(walk, name);
      case Target.Goto(var name) -> {
        walk.frames.pop();
        call(walk, name);
      }
      case Target.SetMark(int value, int mask) -> walk.mark = (walk.mark & ~mask) ^ value;
      case Target.SetConnMark _, Target.SaveMark _, Target.RestoreMark _ ->
          walk.exchangeMarks(rule.target());
      case Target.Notrack _ -> {
        walk.state = walk.tracked ? walk.state : ConnectionState.UNTRACKED;
      }
      case Target.Dnat _,
          Target.Snat _,
          Target.Masquerade _,
          Target.Redirect _,
          Target.Netmap _ -> {
        return rewrite(walk, rule, step);
      }
      case Target.Passing(var name, _) -> {
        if (name.equals("SET")) {
          walk.answers.clear();
        }
      }
      case Target.None _ -> {}
      case Target.Uninterpreted _ -> {
        return end(walk, Verdict.UNDECIDED, "not understood: " + rule.text());
      }
    }
    return true;
  }

  private void call(Walk walk, String name) {
    Chain chain =
        traversal.rules().table(walk.table).flatMap(table -> table.chain(name)).orElseThrow();
    walk.frames.push(new Walk.Frame(chain));
  }

  /// Rewrites an end of the packet; that is the end of the table for it, too.
  private boolean rewrite(Walk walk, Rule rule, Step step) {
    Rewrite rewrite = Rewrite.of(rule.target(), walk, traversal.node()).orElseThrow();
    List<Endpoint> ends = rewrite.ends();
    if (ends.isEmpty()) {
      return end(walk, Verdict.UNDECIDED, "cannot tell the new address: " + rule.text());
    }
    walk.frames.clear();
    if (ends.size() > 1) {
      for (Endpoint end : ends.subList(1, ends.size())) {
        Walk other = walk.fork();
        other.rewrite(rewrite, end, step, ends.size());
        waiting.push(other);
        walks++;
      }
    }
    walk.rewrite(rewrite, ends.getFirst(), step, ends.size());
    return true;
  }

  private boolean end(Walk walk, Verdict verdict, String reason) {
    outcomes.add(walk.outcome(verdict, reason, traversal.node()));
    return false;
  }
}
