package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A packet under way: what it looks like now, where it is, how it came there.
///
/// Mutable, and copied where the way forks.
final class Walk {

  /// Where a packet goes on when it comes back from a chain.
  private record Return(ReadyChain chain, int next, @Nullable Return caller) {}

  /// An address in a list of `-m recent`.
  record RecentEntry(String list, Address address) {}

  /// The number of entries of a list that may have been changed or not.
  static final int UNSURE = -1;

  Packet packet;

  /// Packets that went the same way so far, and differ from this one in their sources alone; nobody
  /// where the source has been rewritten.
  List<Packet> companions = List.of();

  /// The connection that the packet is of, if that is known.
  private final Optional<Tracked> known;

  Endpoint source;
  Endpoint destination;
  Optional<String> in;
  Optional<String> out = Optional.of("");
  Optional<MacAddress> mac;
  ConnectionState state;
  boolean tracked;
  boolean sourceKnown = true;
  boolean masqueraded;

  /// Whether answers have to be sent back to another source: `IPS_SRC_NAT`, which a rewriting to
  /// the same source does not set (`nf_nat_core.c`, `nf_nat_setup_info`).
  boolean hasOtherSource;

  /// The same of the destination: `IPS_DST_NAT`.
  boolean hasOtherDestination;
  Optional<PortRange> drawn = Optional.empty();
  private Optional<Endpoint> shown;
  int mark;
  int connectionMark;

  List<Stage> stages;
  int stage;
  Hook hook = Hook.PREROUTING;
  Policy policy = Policy.ACCEPT;

  /// The chain that it is in; null between tables.
  @Nullable ReadyChain chain;

  /// The next rule there.
  int next;

  private @Nullable Return caller;

  Likelihood likelihood = Likelihood.CERTAIN;
  private final boolean keepsWay;
  private @Nullable Passage last;
  Map<Object, Boolean> answers = new HashMap<>();
  Map<RecentEntry, Integer> recent = new HashMap<>();

  /// @param keepsWay whether the points that it comes to are kept
  Walk(Packet packet, Optional<Tracked> known, boolean keepsWay) {
    this.packet = packet;
    this.known = known;
    this.keepsWay = keepsWay;
    source = packet.source();
    shown = shownSource();
    destination = packet.destination();
    state = known.map(Tracked::state).orElse(packet.state());
    mark = packet.mark();
    connectionMark = packet.connectionMark();
    switch (packet.arrival()) {
      case Arrival.Received(var by) -> {
        in = by;
        mac = packet.mac();
        stages = Stage.RECEIVED;
      }
      case Arrival.Made() -> {
        in = Optional.of("");
        mac = Optional.of(MacAddress.NONE);
        stages = Stage.MADE;
      }
    }
  }

  /// Connection tracking looks at the packet, unless a rule has forbidden that.
  void track() {
    tracked = state != ConnectionState.UNTRACKED && state != ConnectionState.INVALID;
    connection()
        .ifPresent(
            of -> {
              hasOtherSource = of.connection().hasOtherSource();
              hasOtherDestination = of.connection().hasOtherDestination();
            });
  }

  /// The connection that the packet is of, if it was tracked and that is known.
  Optional<Tracked> connection() {
    return known.filter(of -> tracked);
  }

  /// Gets the ends that its connection gives it: `nf_nat_core.c`, `nf_nat_packet`, the destination
  /// before it is routed, the source afterwards.
  void rewriteAs(Tuple left) {
    if (hook == Hook.PREROUTING || hook == Hook.OUTPUT) {
      destination = left.destination();
    } else {
      masqueraded |= !source.equals(left.source());
      source = left.source();
      shown = shownSource();
    }
  }

  /// Whether connection tracking knows the packet's ports. It no longer knows those of DCCP (Linux
  /// 6.18), and rewriting leaves them alone.
  boolean hasTrackedPorts() {
    return source.hasPort() && !packet.protocol().equals(IpProtocol.DCCP);
  }

  /// A copy that goes another way from here.
  Walk fork() {
    return new Walk(this);
  }

  private Walk(Walk walk) {
    packet = walk.packet;
    companions = walk.companions;
    known = walk.known;
    keepsWay = walk.keepsWay;
    source = walk.source;
    destination = walk.destination;
    in = walk.in;
    out = walk.out;
    mac = walk.mac;
    state = walk.state;
    tracked = walk.tracked;
    sourceKnown = walk.sourceKnown;
    masqueraded = walk.masqueraded;
    hasOtherSource = walk.hasOtherSource;
    hasOtherDestination = walk.hasOtherDestination;
    drawn = walk.drawn;
    mark = walk.mark;
    connectionMark = walk.connectionMark;
    stages = walk.stages;
    stage = walk.stage;
    hook = walk.hook;
    policy = walk.policy;
    chain = walk.chain;
    next = walk.next;
    caller = walk.caller;
    likelihood = walk.likelihood;
    last = walk.last;
    shown = walk.shown;
    answers = new HashMap<>(walk.answers);
    recent = new HashMap<>(walk.recent);
  }

  /// A copy for some of its companions, before the rule that is tried.
  Walk apart(List<Packet> others) {
    var copy = new Walk(this);
    copy.become(others.getFirst());
    copy.companions = others.subList(1, others.size());
    copy.next--;
    return copy;
  }

  private void become(Packet companion) {
    packet = companion;
    source = companion.source();
    shown = shownSource();
  }

  /// The answer that a companion gets.
  Answer answerFor(Packet companion, Condition condition) {
    Packet own = packet;
    become(companion);
    Answer answer = condition.answer(this);
    become(own);
    return answer;
  }

  /// Comes to the first rule of a chain that a hook calls.
  void enter(ReadyChain builtIn) {
    policy = builtIn.policy();
    chain = builtIn;
    next = 0;
  }

  /// Jumps to a chain, to come back.
  void call(ReadyChain callee) {
    caller = new Return(Objects.requireNonNull(chain, "a rule is of a chain"), next, caller);
    chain = callee;
    next = 0;
  }

  /// Goes to a chain, to come back to where this one was called from.
  void goTo(ReadyChain other) {
    chain = other;
    next = 0;
  }

  /// Goes back to the calling chain; false if none called this one.
  boolean comeBack() {
    if (caller == null) {
      chain = null;
      return false;
    }
    chain = caller.chain();
    next = caller.next();
    caller = caller.caller();
    return true;
  }

  /// Is done with the table.
  void leaveTable() {
    chain = null;
    caller = null;
  }

  /// Takes an answer for granted from here on.
  void assume(Step at, Doubt doubt, boolean holds) {
    switch (doubt.answer()) {
      case Answer.Chance(double probability) ->
          likelihood = likelihood.times(holds ? probability : 1 - probability);
      case Answer.Unknown(var about) -> {
        boolean positive = doubt.condition().isMetWhere(holds);
        likelihood =
            likelihood.given(new Assumption(at, doubt.condition().spelling(), positive, 2));
        if (about != null) {
          answers.put(about, positive);
        }
        if (positive) {
          learn(doubt.condition().match());
        }
      }
      case Answer.Certain _, Answer.NotUnderstood _ ->
          throw new IllegalStateException("nothing to assume about " + doubt);
    }
  }

  /// An interface that was not known is known once the packet passed a test for it, and so is a MAC
  /// address.
  private void learn(Match match) {
    switch (match) {
      case Match.InInterface(var name) when in.isEmpty() && !name.endsWith("+") ->
          in = Optional.of(name);
      case Match.OutInterface(var name) when out.isEmpty() && !name.endsWith("+") ->
          out = Optional.of(name);
      case Match.SourceMac(var address) when mac.isEmpty() -> mac = Optional.of(address);
      case Match other -> {}
    }
  }

  /// CONNMARK, which does nothing to a packet without a connection: `xt_connmark.c`, `connmark_tg`.
  void exchangeMarks(Target target) {
    if (tracked) {
      switch (target) {
        case Target.SetConnMark(int value, int mask) ->
            connectionMark = (connectionMark & ~mask) ^ value;
        case Target.SaveMark(int packetMask, int connectionMask) ->
            connectionMark = (connectionMark & ~connectionMask) ^ (mark & packetMask);
        case Target.RestoreMark(int packetMask, int connectionMask) ->
            mark = (mark & ~packetMask) ^ (connectionMark & connectionMask);
        case Target other -> throw new IllegalArgumentException(other + ": expected CONNMARK");
      }
    }
  }

  /// The entry that a rule asks about: `xt_recent.c`, `recent_mt`.
  RecentEntry entry(Match.Recent asked) {
    Address address = (asked.side() == Side.SOURCE ? source : destination).address();
    return new RecentEntry(asked.name(), asked.mask().map(address::and).orElse(address));
  }

  /// Gets a new source or destination, one of several.
  void rewrite(Rewrite rewrite, Endpoint end, Step step, int alternatives) {
    if (alternatives > 1) {
      likelihood = likelihood.given(new Assumption(step, "becomes " + end, true, alternatives));
    }
    if (rewrite.isSource()) {
      hasOtherSource =
          !rewrite.addressKnown() || rewrite.drawn().isPresent() || !end.equals(source);
      source = end;
      sourceKnown = rewrite.addressKnown();
      masqueraded = true;
      drawn = rewrite.drawn();
      shown = shownSource();
    } else {
      hasOtherDestination = rewrite.drawn().isPresent() || !end.equals(destination);
      destination = end;
    }
  }

  /// Comes to a stage.
  void come(Stage to) {
    pass(to, Optional.empty());
  }

  /// Meets a rule of the stage that it is at.
  void meet(ReadyRule rule) {
    pass(stages.get(stage - 1), rule.point());
  }

  private void pass(Stage at, Optional<Step> rule) {
    if (keepsWay) {
      last = new Passage(last, at, rule, appearance());
    }
  }

  /// What it looks like; the same object as long as that does not change.
  private Appearance appearance() {
    var before = last == null ? null : last.as();
    return before != null && looks(before)
        ? before
        : new Appearance(shown, destination, in, out, state, mark, connectionMark);
  }

  private boolean looks(Appearance as) {
    return destination.equals(as.destination())
        && mark == as.mark()
        && connectionMark == as.connectionMark()
        && state == as.state()
        && in.equals(as.in())
        && out.equals(as.out())
        && shown.equals(as.source());
  }

  /// The source as it is told.
  private Optional<Endpoint> shownSource() {
    return sourceKnown
        ? Optional.of(drawn.isPresent() ? source.withPort(Endpoint.NO_PORT) : source)
        : Optional.empty();
  }

  Outcome outcome(Verdict verdict, String reason, Node node) {
    boolean local =
        packet.arrival() instanceof Arrival.Received
            ? node.isDelivered(destination.address())
            : node.isLocal(destination.address());
    return new Outcome(
        verdict,
        destination,
        shown,
        local ? Delivery.LOCAL : Delivery.FORWARD,
        out.filter(name -> !name.isEmpty()).or(() -> node.exit(destination.address())),
        masqueraded,
        likelihood,
        last,
        reason);
  }
}
