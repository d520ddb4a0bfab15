package dev.plimsoll.properties.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.ipset.IpSets;
import dev.plimsoll.network.netfilter.symbolic.Difference;
import dev.plimsoll.network.netfilter.symbolic.Fate;
import dev.plimsoll.network.netfilter.symbolic.Fate.End;
import dev.plimsoll.network.netfilter.symbolic.Fate.Way;
import dev.plimsoll.network.netfilter.symbolic.Partition;
import dev.plimsoll.network.netfilter.symbolic.Partition.PacketClass;
import dev.plimsoll.network.netfilter.symbolic.ShadowedRules;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.text.DumpException;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.properties.SharedFolder;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/// All packets at once and each packet alone have the same fate, and the classes are a partition.
class PacketSetsTest {

  /// Larger dumps take half a minute each: for every night.
  private static final int MOST_RULES = Boolean.getBoolean("plimsoll.nightly") ? 10_000 : 3000;

  /// Of the two sets that generated rules ask for, nothing is known of the other.
  private static final IpSets SETS =
      IpSets.parse(
          "sets",
          "create b hash:net\nadd b 10.0.0.0/16\nadd b 10.0.1.0/24 nomatch\nadd b 10.0.1.5");

  /// How a reason begins that there was too much to look at.
  private static final String GIVEN_UP = "more than ";

  private static final String FIRST_ENDPOINT = "-m tcp -j DNAT --to-destination ";

  private static final Node NODE =
      new Node(
          List.of(
              InterfaceAddress.parse("192.168.0.2/24@eth0"),
              InterfaceAddress.parse("10.244.1.1/24@cni0"),
              InterfaceAddress.parse("fd00:1::1/64@cni0")),
          List.of(Route.parse("0.0.0.0/0@eth0")));

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aPacketOfGeneratedRulesHasTheFateThatItsWalkFinds(
      @ForAll("dumps") String text, @ForAll("packets") List<Packet> packets) {
    RuleSet rules = Dump.parse("generated", text).load().with(SETS);
    Partition partition = Partition.of(rules, GeneratedRules.NODE, History.NONE);
    var walk = new Traversal(rules, GeneratedRules.NODE, History.NONE);
    packets.forEach(packet -> compare(walk, partition.fate(packet), packet));
    covers(partition);
    sampled(walk, partition, 3);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void exactlyThePacketsOfADifferenceHaveAnotherFate(
      @ForAll("dumps") String before,
      @ForAll("dumps") String after,
      @ForAll("packets") List<Packet> packets) {
    RuleSet old = Dump.parse("old", before).load();
    RuleSet young = Dump.parse("new", after).load();
    var oldWalk = new Traversal(old, GeneratedRules.NODE, History.NONE);
    var youngWalk = new Traversal(young, GeneratedRules.NODE, History.NONE);
    var changes = Difference.of(old, young, GeneratedRules.NODE, History.NONE).changes();
    for (Packet packet : packets) {
      var change = changes.stream().filter(each -> each.packets().contains(packet)).toList();
      assertThat(change).hasSizeLessThanOrEqualTo(1);
      if (change.isEmpty()) {
        assertThat(shares(oldWalk, packet)).isEqualTo(shares(youngWalk, packet));
      } else {
        compare(oldWalk, change.getFirst().before(), packet);
        compare(youngWalk, change.getFirst().after(), packet);
        assertThat(change.getFirst().before()).isNotEqualTo(change.getFirst().after());
      }
    }
    assertThat(Difference.of(old, old, GeneratedRules.NODE, History.NONE).changes()).isEmpty();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void noWalkMeetsARuleThatNoPacketMeets(
      @ForAll("dumps") String text, @ForAll("packets") List<Packet> packets) {
    RuleSet rules = Dump.parse("generated", text).load();
    var never =
        ShadowedRules.of(rules, GeneratedRules.NODE, History.NONE).stream()
            .map(ShadowedRules.Shadowed::at)
            .toList();
    var walk = new Traversal(rules, GeneratedRules.NODE, History.NONE);
    for (Packet packet : packets) {
      for (Outcome outcome : walk.outcomes(packet)) {
        assertThat(outcome.path()).doesNotContainAnyElementsOf(never);
      }
    }
  }

  /// The sets of a dump with a rule left out are taken for those of the dump: where that matters to
  /// a packet, its walk and its fate differ.
  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void theComparisonSeesARuleThatIsLeftOut(@ForAll("dumps") String text) {
    RuleSet whole = Dump.parse("whole", text).load();
    RuleSet mutant = Dump.parse("mutant", text.replaceFirst("\n-A [^\n]*", "")).load();
    var walk = new Traversal(whole, GeneratedRules.NODE, History.NONE);
    var mutantWalk = new Traversal(mutant, GeneratedRules.NODE, History.NONE);
    Partition wrong = Partition.of(mutant, GeneratedRules.NODE, History.NONE);
    var changes = Difference.of(whole, mutant, GeneratedRules.NODE, History.NONE).changes();
    for (var change : changes) {
      Packet packet = change.packets().sample();
      if (!shares(walk, packet).equals(shares(mutantWalk, packet))) {
        assertThatThrownBy(() -> compare(walk, wrong.fate(packet), packet))
            .isInstanceOf(AssertionError.class);
      }
    }
    Statistics.label("the rule matters").collect(!changes.isEmpty());
    Statistics.label("the rule matters")
        .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 2));
  }

  @Example
  void whatNoRuleAsksForDoesNotMatter() {
    String rules =
        """
        *filter
        :FORWARD ACCEPT [0:0]
        -A FORWARD -i cali+ -m mark --mark 0x4/0x4 -j DROP
        COMMIT
        """;
    Partition partition =
        Partition.of(Dump.parse("rules", rules).load(), GeneratedRules.NODE, History.NONE);
    var packet = Packet.parse("udp 198.51.100.7:40000 -> 203.0.113.9:80");
    var some = packet.arriving(Arrival.parse("cali123abc"));
    var other = packet.arriving(Arrival.parse("wlan7"));

    assertThat(partition.fate(some.marked(0x10c))).isEqualTo(partition.fate(some.marked(0x4)));
    assertThat(partition.fate(some.marked(0x108))).isEqualTo(partition.fate(some));
    assertThat(partition.fate(some.marked(0x4))).isNotEqualTo(partition.fate(some));
    assertThat(partition.fate(other.marked(0x4))).isEqualTo(partition.fate(other));
    assertThatThrownBy(() -> partition.fate(packet)).isInstanceOf(IllegalArgumentException.class);
  }

  /// It is looked at on its way out and has no connection, so that it is exempted when it comes
  /// back by the loopback; one with a connection is not.
  @Example
  void anInvalidPacketToTheNodeItselfCanBeExemptedOnItsWayBack() {
    String text =
        """
        *raw
        -A PREROUTING -j CT --notrack
        COMMIT
        *mangle
        -A INPUT -m conntrack --ctstate UNTRACKED -j DROP
        COMMIT
        """;
    RuleSet rules = Dump.parse("rules", text).load();
    Partition partition = Partition.of(rules, GeneratedRules.NODE, History.NONE);
    var walk = new Traversal(rules, GeneratedRules.NODE, History.NONE);
    var made = Packet.parse("tcp 10.0.0.1:40000 -> 10.0.1.1:80").arriving(Arrival.parse("local"));
    for (var state : List.of(ConnectionState.INVALID, ConnectionState.NEW)) {
      compare(walk, partition.fate(made.in(state)), made.in(state));
    }
    assertThat(walk.outcomes(made.in(ConnectionState.INVALID)).getFirst().verdict())
        .isEqualTo(Verdict.DROP);
    assertThat(walk.outcomes(made).getFirst().verdict()).isEqualTo(Verdict.ACCEPT);
  }

  @Example
  void anotherEndpointOfARealServiceChangesExactlyWhatWentToTheOldOne() {
    Path file =
        SharedFolder.files(
                SharedFolder.fixtures("kube-proxy"),
                name -> name.endsWith("kernel-legacy-save.txt"))
            .stream()
            .filter(path -> SharedFolder.latin1(path).contains(FIRST_ENDPOINT + "10."))
            .findFirst()
            .orElseThrow();
    String text = SharedFolder.latin1(file);
    int from = text.indexOf(FIRST_ENDPOINT) + FIRST_ENDPOINT.length();
    String old = text.substring(from).lines().findFirst().orElseThrow();
    String rest = text.substring(from + old.length());
    String changed = text.substring(0, from) + "203.0.113.9:9" + rest;
    RuleSet before = Dump.parse("old", text).load();
    RuleSet after = Dump.parse("new", changed).load();
    int line = 1 + (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
    var walk = new Traversal(before, NODE, History.NONE);
    var changes = Difference.of(before, after, NODE, History.NONE).changes();
    assertThat(changes).isNotEmpty();
    for (var change : changes) {
      assertThat(walk.outcomes(change.packets().sample()))
          .anyMatch(way -> way.path().stream().anyMatch(step -> step.line() == line));
      assertThat(destinations(change.before())).doesNotContain("203.0.113.9:9");
      assertThat(destinations(change.after())).contains("203.0.113.9:9");
    }
  }

  private static List<String> destinations(Fate fate) {
    return fate.ways().stream()
        .map(Way::end)
        .filter(End.Accepted.class::isInstance)
        .map(end -> ((End.Accepted) end).destination().toString())
        .toList();
  }

  @Example
  void everyDumpOfTheCollectionIsCoveredAndAgrees() {
    var dumps =
        SharedFolder.files(
            SharedFolder.fixtures("iptables-dumps"),
            name -> name.endsWith(".iptables-save") || name.endsWith(".txt"));
    assertThat(check(dumps, 4)).isGreaterThanOrEqualTo(70);
  }

  @Example
  void everyEighthTableOfTheRealKubeProxyIsCoveredAndAgrees() {
    var all =
        SharedFolder.files(
            SharedFolder.fixtures("kube-proxy"), name -> name.endsWith("kernel-legacy-save.txt"));
    var some = new ArrayList<Path>();
    for (int i = 0; i < all.size(); i += 8) {
      some.add(all.get(i));
    }
    assertThat(check(some, 3)).isGreaterThan(40);
  }

  /// The number of dumps that were checked as a whole: of which no packet was given up.
  private static int check(List<Path> files, int samples) {
    int checked = 0;
    for (Path file : files) {
      RuleSet rules;
      try {
        rules = Dump.parse(file.getFileName().toString(), SharedFolder.latin1(file)).load();
      } catch (DumpException e) {
        continue;
      }
      if (rules.rules().count() > MOST_RULES) {
        continue;
      }
      Partition partition = Partition.of(rules, NODE, History.NONE);
      covers(partition);
      sampled(new Traversal(rules, NODE, History.NONE), partition, samples);
      checked += isWhole(partition) ? 1 : 0;
    }
    return checked;
  }

  private static boolean isWhole(Partition partition) {
    return partition.classes().stream().noneMatch(each -> isGivenUp(each.fate()));
  }

  /// Whether there was too much to look at.
  private static boolean isGivenUp(Fate fate) {
    return fate.ways().stream()
        .anyMatch(
            way -> way.end() instanceof End.Undecided(var reason) && reason.contains(GIVEN_UP));
  }

  /// The classes have no packet in common, and together every packet.
  private static void covers(Partition partition) {
    BigInteger sum = BigInteger.ZERO;
    for (PacketClass each : partition.classes()) {
      assertThat(each.packets().isEmpty()).isFalse();
      assertThat(each.packets().size()).isEqualTo(each.size());
      sum = sum.add(each.size());
    }
    assertThat(sum).isEqualTo(partition.all().size());
  }

  private static void sampled(Traversal walk, Partition partition, int samples) {
    var random = new Random(7);
    for (PacketClass each : partition.classes()) {
      if (isGivenUp(each.fate())) {
        continue;
      }
      compare(walk, each.fate(), each.packets().sample());
      for (int i = 0; i < samples; i++) {
        Packet packet = each.packets().sample(random::nextBoolean);
        assertThat(each.packets().contains(packet)).isTrue();
        compare(walk, each.fate(), packet);
      }
    }
  }

  private static void compare(Traversal walk, Fate fate, Packet packet) {
    var predicted = new TreeMap<String, Double>();
    for (Way way : fate.ways()) {
      predicted.merge(shown(way.end(), packet), way.share(), Double::sum);
    }
    var found = shares(walk, packet);
    if (found.keySet().stream().anyMatch(end -> end.contains(GIVEN_UP))) {
      return;
    }
    String what = walk.rules().source() + " " + packet;
    assertThat(predicted.keySet()).as(what).isEqualTo(found.keySet());
    found.forEach(
        (end, share) -> assertThat(predicted.get(end)).as(what).isCloseTo(share, within(1e-6)));
  }

  private static Map<String, Double> shares(Traversal walk, Packet packet) {
    var shares = new TreeMap<String, Double>();
    for (Outcome outcome : walk.outcomes(packet)) {
      double share = outcome.likelihood().chance();
      for (var assumption : outcome.likelihood().assumptions()) {
        share /= assumption.alternatives();
      }
      shares.merge(shown(outcome), share, Double::sum);
    }
    return shares;
  }

  private static String shown(Outcome outcome) {
    return outcome.verdict() == Verdict.ACCEPT
        ? "%s %s %s %s %s"
            .formatted(
                outcome.destination(),
                outcome.source(),
                outcome.masqueraded(),
                outcome.delivery(),
                outcome.exit())
        : outcome.verdict() + outcome.reason();
  }

  private static String shown(End end, Packet packet) {
    return switch (end) {
      case End.Accepted(var destination, var source, var masqueraded, var delivery, var exit) -> {
        Optional<Endpoint> from = source.map(rewriting -> rewriting.of(packet.source()));
        yield "%s %s %s %s %s"
            .formatted(destination.of(packet.destination()), from, masqueraded, delivery, exit);
      }
      case End.Undecided(var reason) -> Verdict.UNDECIDED + reason;
      case End.Dropped _, End.Rejected _ -> end.verdict().toString();
    };
  }

  @Provide
  Arbitrary<List<Packet>> packets() {
    return GeneratedRules.packets().list().ofSize(20);
  }

  @Provide
  Arbitrary<String> dumps() {
    return new GeneratedRulesTest().dumps();
  }
}
