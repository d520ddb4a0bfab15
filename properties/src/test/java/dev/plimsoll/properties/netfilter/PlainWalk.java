package dev.plimsoll.properties.netfilter;

import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The second evaluator: one packet, one path, written for plainness.
///
/// It follows the same pages of the kernel as `Traversal` but shares nothing with it except the
/// records of rules and packets. Wherever the answer is not certain it asks a [Fate]; trying all
/// fates in turn gives all outcomes. It knows the conditions and targets that
/// [GeneratedRules] makes and no others.
final class PlainWalk {

  /// Decides what the rules leave open.
  interface Fate {
    /// Heads with this probability.
    boolean toss(double probability);

    /// One of so many alternatives whose probability nobody knows.
    int pick(int alternatives);
  }

  /// Where one path ends.
  record End(Verdict verdict, Endpoint destination, boolean rewritten, List<Step> path) {}

  private enum Pass {
    ON,
    ACCEPTED,
    DROPPED,
    REJECTED,
    UNDECIDED
  }

  private final RuleSet rules;
  final Node node;
  final Packet packet;
  private final Fate fate;

  Endpoint source;
  Endpoint destination;
  String in;
  String out = "";
  ConnectionState state;
  boolean tracked;
  boolean rewritten;
  boolean hasOtherSource;
  int mark;
  int connectionMark;
  private TableName table = TableName.RAW;
  private final Map<Object, Boolean> answers = new HashMap<>();
  final Set<String> seen = new HashSet<>();
  private final List<Step> path = new ArrayList<>();

  PlainWalk(RuleSet rules, Node node, Packet packet, Fate fate) {
    this.rules = rules;
    this.node = node;
    this.packet = packet;
    this.fate = fate;
    source = packet.source();
    destination = packet.destination();
    state = packet.state();
    in = packet.arrival() instanceof Arrival.Received(var by) ? by.orElseThrow() : "";
  }

  End end() {
    Pass pass = packet.arrival() instanceof Arrival.Made ? made() : received();
    Verdict verdict =
        switch (pass) {
          case ON, ACCEPTED -> Verdict.ACCEPT;
          case DROPPED -> Verdict.DROP;
          case REJECTED -> Verdict.REJECT;
          case UNDECIDED -> Verdict.UNDECIDED;
        };
    return new End(verdict, destination, rewritten, path);
  }

  private Pass received() {
    Pass pass = tables(Hook.PREROUTING, TableName.RAW);
    if (pass == Pass.ON) {
      tracked = hasConnection();
      pass = tables(Hook.PREROUTING, TableName.MANGLE, TableName.NAT);
    }
    if (pass != Pass.ON) {
      return pass;
    }
    if (node.isLocal(destination.address())) {
      return tables(
          Hook.INPUT, TableName.MANGLE, TableName.FILTER, TableName.SECURITY, TableName.NAT);
    }
    out = node.exit(destination.address()).orElseThrow();
    pass = tables(Hook.FORWARD, TableName.MANGLE, TableName.FILTER, TableName.SECURITY);
    return pass == Pass.ON ? tables(Hook.POSTROUTING, TableName.MANGLE, TableName.NAT) : pass;
  }

  private Pass made() {
    out = node.exit(destination.address()).orElseThrow();
    Pass pass = tables(Hook.OUTPUT, TableName.RAW);
    if (pass == Pass.ON) {
      tracked = hasConnection();
      pass = tables(Hook.OUTPUT, TableName.MANGLE, TableName.NAT);
    }
    if (pass == Pass.ON) {
      pass = tables(Hook.OUTPUT, TableName.FILTER, TableName.SECURITY);
    }
    if (pass == Pass.ON) {
      out = node.exit(destination.address()).orElseThrow();
      pass = tables(Hook.POSTROUTING, TableName.MANGLE, TableName.NAT);
    }
    if (pass != Pass.ON || !node.isLocal(destination.address())) {
      return pass;
    }
    in = "lo";
    out = "";
    pass = tables(Hook.PREROUTING, TableName.RAW, TableName.MANGLE);
    return pass == Pass.ON
        ? tables(Hook.INPUT, TableName.MANGLE, TableName.FILTER, TableName.SECURITY)
        : pass;
  }

  private Pass tables(Hook hook, TableName... names) {
    for (TableName name : names) {
      var chain = rules.builtIn(name, hook);
      boolean consulted = name != TableName.NAT || state == ConnectionState.NEW;
      if (chain.isPresent() && consulted) {
        table = name;
        Pass pass = chain(chain.get());
        if (pass == Pass.ON && chain.get().policy().orElseThrow() == Policy.DROP) {
          return Pass.DROPPED;
        }
        if (pass != Pass.ON && pass != Pass.ACCEPTED) {
          return pass;
        }
      }
    }
    return Pass.ON;
  }

  private Pass chain(Chain chain) {
    int number = 0;
    for (Rule rule : chain.rules()) {
      number++;
      Boolean met = met(rule);
      if (Boolean.FALSE.equals(met)) {
        continue;
      }
      path.add(new Step(table, chain.name(), number, rule.line()));
      if (met == null) {
        return Pass.UNDECIDED;
      }
      switch (rule.target()) {
        case Target.Jump(var name) -> {
          Pass pass = chain(rules.table(table).orElseThrow().chain(name).orElseThrow());
          if (pass != Pass.ON) {
            return pass;
          }
        }
        case Target.Goto(var name) -> {
          return chain(rules.table(table).orElseThrow().chain(name).orElseThrow());
        }
        case Target.Return _ -> {
          return Pass.ON;
        }
        default -> {
          Pass pass = act(rule.target());
          if (pass != Pass.ON) {
            return pass;
          }
        }
      }
    }
    return Pass.ON;
  }

  private boolean hasConnection() {
    return state != ConnectionState.UNTRACKED && state != ConnectionState.INVALID;
  }

  private boolean isFramed() {
    return packet.arrival() instanceof Arrival.Received
        && !packet.mac().equals(Optional.of(MacAddress.NONE));
  }

  /// Whether every test holds; null if one of them is not understood.
  private @Nullable Boolean met(Rule rule) {
    List<Test> open = new ArrayList<>();
    boolean understood = true;
    for (Test test : rule.tests().toList()) {
      if ((test.match() instanceof Match.ConnMark && !tracked)
          || (test.match() instanceof Match.SourceMac && !isFramed())) {
        return false;
      }
      PlainTests.Reply reply = reply(test.match());
      switch (reply) {
        case TRUE, FALSE -> {
          if (reply == PlainTests.Reply.TRUE && test.match() instanceof Match.Recent recent) {
            seen.add(recent.name() + " " + source.address());
          }
          if (test.not() == (reply == PlainTests.Reply.TRUE)) {
            return false;
          }
        }
        case OPEN -> open.add(test);
        case NOT_UNDERSTOOD -> understood = false;
      }
    }
    boolean harmless =
        rule.target() instanceof Target.None || rule.target() instanceof Target.Passing;
    if (harmless && !(open.isEmpty() && understood)) {
      return false;
    }
    for (Test test : open) {
      if (decide(test) == test.not()) {
        return false;
      }
    }
    return understood ? true : null;
  }

  /// What was decided about something lasting stays decided.
  private PlainTests.Reply reply(Match match) {
    Boolean decided = answers.get(List.of(match, source, destination));
    return decided == null
        ? PlainTests.reply(match, this)
        : decided ? PlainTests.Reply.TRUE : PlainTests.Reply.FALSE;
  }

  /// Asks fate; a condition on something lasting is asked once for the same packet.
  private boolean decide(Test test) {
    if (test.match() instanceof Match.Random random) {
      return fate.toss(random.probability());
    }
    if (test.match() instanceof Match.InSet asked) {
      return answers.computeIfAbsent(List.of(asked, source, destination), _ -> fate.pick(2) == 0);
    }
    return fate.pick(2) == 0;
  }

  private Pass act(Target target) {
    switch (target) {
      case Target.Accept _ -> {
        return Pass.ACCEPTED;
      }
      case Target.Drop _ -> {
        return Pass.DROPPED;
      }
      case Target.Reject _ -> {
        return Pass.REJECTED;
      }
      case Target.Uninterpreted _ -> {
        return Pass.UNDECIDED;
      }
      case Target.SetMark(int value, int mask) -> this.mark = (this.mark & ~mask) ^ value;
      case Target.SaveMark(int from, int to) when tracked ->
          connectionMark = (connectionMark & ~to) ^ (mark & from);
      case Target.RestoreMark(int to, int from) when tracked ->
          mark = (mark & ~to) ^ (connectionMark & from);
      case Target.Notrack _ -> state = tracked ? state : ConnectionState.UNTRACKED;
      case Target.Dnat(var to, _) -> {
        var first = to.addresses().orElseThrow().first();
        var last = to.addresses().orElseThrow().last();
        long count = last.low() - first.low() + 1;
        var address = first;
        for (int skip = count == 1 ? 0 : fate.pick((int) count); skip > 0; skip--) {
          address = address.next();
        }
        var at = destination.withAddress(address);
        boolean moves = destination.hasPort() && to.ports().isPresent();
        destination = moves ? at.withPort(to.ports().get().first()) : at;
        return Pass.ACCEPTED;
      }
      case Target.Masquerade _ -> {
        var own = node.sourceOn(out, destination.address());
        var before = source;
        source = source.withAddress(own.orElse(source.address()));
        rewritten = true;
        hasOtherSource = !source.equals(before);
        return Pass.ACCEPTED;
      }
      default -> {}
    }
    return Pass.ON;
  }
}
