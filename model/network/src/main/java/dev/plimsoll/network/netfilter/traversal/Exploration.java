package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Recent.Operation;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// All walks of one packet, or of several that differ in their sources alone.
///
/// A walk goes on until it ends or forks; the other ways wait on a stack. Packets go together until
/// a rule tells them apart.
final class Exploration {

  private final Traversal traversal;
  private final Matching matching;
  private final Deque<Walk> waiting = new ArrayDeque<>();
  private final IdentityHashMap<Packet, List<Outcome>> outcomes = new IdentityHashMap<>();
  private int walks = 1;
  private int tried;

  /// @param connection of a single packet
  Exploration(Traversal traversal, Packet packet, Optional<Tracked> connection) {
    this(traversal, List.of(packet), new Walk(packet, connection, true));
  }

  /// @param alike at least one packet; they differ in their sources alone
  Exploration(Traversal traversal, List<Packet> alike) {
    this(traversal, alike, new Walk(alike.getFirst(), Optional.empty(), false));
    waiting.getFirst().companions = alike.subList(1, alike.size());
  }

  private Exploration(Traversal traversal, List<Packet> packets, Walk first) {
    this.traversal = traversal;
    matching = traversal.matching();
    packets.forEach(packet -> outcomes.put(packet, new ArrayList<>()));
    waiting.push(first);
  }

  /// The outcomes of each packet, in the order in which the rules fork.
  IdentityHashMap<Packet, List<Outcome>> outcomes() {
    while (!waiting.isEmpty()) {
      Walk walk = waiting.pop();
      while (goOn(walk)) {
        tried++;
      }
    }
    return outcomes;
  }

  /// One rule, or one stage; false when the walk has ended.
  private boolean goOn(Walk walk) {
    long packets = outcomes.size();
    boolean isTooMany = walks > packets * Traversal.MOST_WALKS;
    if (isTooMany || tried > packets * Traversal.MOST_RULES) {
      String limit = isTooMany ? Traversal.MOST_WALKS + " ways" : Traversal.MOST_RULES + " rules";
      return end(walk, Verdict.UNDECIDED, "more than " + limit + " for one packet");
    }
    ReadyChain chain = walk.chain;
    if (chain == null) {
      return stage(walk, walk.stages.get(walk.stage++));
    }
    int place = chain.next(walk.next, walk.destination.address());
    if (place == chain.size()) {
      return leaveChain(walk);
    }
    walk.next = place + 1;
    return rule(walk, chain.rule(place));
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
      ReadyChain chain = traversal.builtIn(name, hook);
      if (chain != null) {
        walk.enter(chain);
      }
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
    return walk.comeBack() || walk.policy == Policy.ACCEPT || end(walk, Verdict.DROP, "");
  }

  /// Tries one rule: the certain answers first; where the others matter, the walk forks.
  private boolean rule(Walk walk, ReadyRule rule) {
    List<Doubt> doubts = List.of();
    if (!walk.companions.isEmpty() && rule.rewritesSource()) {
      part(walk, _ -> true);
    }
    for (Condition condition : rule.conditions()) {
      if (!condition.isAsked(walk)) {
        continue;
      }
      Answer answer = condition.answer(walk);
      if (!walk.companions.isEmpty() && condition.asksSource()) {
        part(walk, other -> !isShared(answer, condition, other, walk));
      }
      if (answer instanceof Answer.Certain) {
        remember(walk, condition, answer == Answer.YES, doubts.isEmpty());
        if (answer == Answer.NO) {
          return true;
        }
      } else {
        doubts = doubts.isEmpty() ? new ArrayList<>(1) : doubts;
        doubts.add(new Doubt(condition, answer));
      }
    }
    if (doubts.isEmpty()) {
      walk.meet(rule);
      return carryOut(walk, rule);
    }
    return isHarmless(rule.target()) || fork(walk, rule, doubts);
  }

  /// Whether a companion gets the same answer, and that is all: what is only assumed or kept is so
  /// for one source.
  private static boolean isShared(Answer answer, Condition condition, Packet companion, Walk walk) {
    return answer instanceof Answer.Certain
        && !(condition.match() instanceof Match.Recent)
        && walk.answerFor(companion, condition).equals(answer);
  }

  /// Parts a walk from some of its companions, which try this rule for themselves.
  private void part(Walk walk, Predicate<Packet> isOther) {
    var others = new ArrayList<Packet>(0);
    var together = new ArrayList<Packet>(walk.companions.size());
    for (Packet companion : walk.companions) {
      (isOther.test(companion) ? others : together).add(companion);
    }
    if (!others.isEmpty()) {
      waiting.push(walk.apart(others));
      walk.companions = together;
      walks++;
    }
  }

  /// Goes on with the packet that meets every condition; the others wait. What was assumed for one
  /// condition may answer the next.
  private boolean fork(Walk walk, ReadyRule rule, List<Doubt> doubts) {
    for (Doubt doubt : doubts) {
      switch (doubt.condition().answer(walk)) {
        case Answer.Certain certain -> {
          if (certain == Answer.NO) {
            return true;
          }
        }
        case Answer.Chance _, Answer.Unknown _ -> {
          Walk other = walk.fork();
          other.assume(rule.step(), doubt, false);
          waiting.push(other);
          walks++;
          walk.assume(rule.step(), doubt, true);
        }
        case Answer.NotUnderstood _ -> {}
      }
    }
    walk.meet(rule);
    for (Doubt doubt : doubts) {
      if (doubt.answer() instanceof Answer.NotUnderstood) {
        return end(walk, Verdict.UNDECIDED, "not understood: " + doubt.condition().spelling());
      }
    }
    return carryOut(walk, rule);
  }

  /// Targets after which everything is as it was before.
  private static boolean isHarmless(Target target) {
    return target instanceof Target.None || target instanceof Target.Passing;
  }

  /// What `-m recent` does to its list when it finds what it looks for, whatever `!` makes of that.
  private void remember(Walk walk, Condition condition, boolean holds, boolean certain) {
    if (condition.match() instanceof Match.Recent recent && condition.isMetWhere(holds)) {
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
  private boolean carryOut(Walk walk, ReadyRule rule) {
    switch (rule.target()) {
      case Target.Accept _ -> walk.leaveTable();
      case Target.Drop _ -> {
        return end(walk, Verdict.DROP, "");
      }
      case Target.Reject _ -> {
        return end(walk, Verdict.REJECT, "");
      }
      case Target.Return _ -> {
        return leaveChain(walk);
      }
      case Target.Jump _ -> walk.call(rule.callee());
      case Target.Goto _ -> walk.goTo(rule.callee());
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
        return rewrite(walk, rule);
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

  /// Rewrites an end of the packet; that is the end of the table for it, too.
  private boolean rewrite(Walk walk, ReadyRule rule) {
    Rewrite rewrite = Rewrite.of(rule.target(), walk, traversal.node()).orElseThrow();
    List<Endpoint> ends = rewrite.ends();
    if (ends.isEmpty()) {
      return end(walk, Verdict.UNDECIDED, "cannot tell the new address: " + rule.text());
    }
    walk.leaveTable();
    if (ends.size() > 1) {
      for (Endpoint end : ends.subList(1, ends.size())) {
        Walk other = walk.fork();
        other.rewrite(rewrite, end, rule.step(), ends.size());
        waiting.push(other);
        walks++;
      }
    }
    walk.rewrite(rewrite, ends.getFirst(), rule.step(), ends.size());
    return true;
  }

  private boolean end(Walk walk, Verdict verdict, String reason) {
    Outcome outcome = walk.outcome(verdict, reason, traversal.node());
    of(walk.packet).add(outcome);
    for (Packet companion : walk.companions) {
      of(companion).add(outcome.from(companion.source()));
    }
    return false;
  }

  private List<Outcome> of(Packet packet) {
    return Objects.requireNonNull(outcomes.get(packet), "every packet has its outcomes");
  }
}
