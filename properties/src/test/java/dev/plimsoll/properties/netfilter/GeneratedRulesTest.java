package dev.plimsoll.properties.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.text.DumpException;
import dev.plimsoll.network.netfilter.text.Spelling;
import dev.plimsoll.network.netfilter.text.Statement;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/// Rules made by chance: they survive writing and reading, and two evaluators agree about them.
class GeneratedRulesTest {

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsSpelledIsReadBack(@ForAll("dumps") String text) {
    Dump dump = Dump.parse("generated", text);
    assertThat(dump.text()).isEqualTo(text);
    dump.sections()
        .forEach(
            section ->
                section
                    .statements()
                    .forEach(
                        statement -> {
                          if (statement instanceof Statement.Append(_, _, var rule)) {
                            assertThat(Spelling.words(rule.modules(), rule.target()))
                                .isEqualTo(rule.words());
                          }
                        }));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void bothEvaluatorsFindTheSameWays(
      @ForAll("dumps") String text, @ForAll("packets") Packet packet) {
    RuleSet rules = Dump.parse("generated", text).load();
    List<Outcome> outcomes =
        new Traversal(rules, GeneratedRules.NODE, History.NONE).outcomes(packet);
    Statistics.label("ways").collect(outcomes.size() > 3 ? "4 or more" : "" + outcomes.size());
    List<String> found = outcomes.stream().map(GeneratedRulesTest::shown).sorted().toList();
    assertThat(found).isEqualTo(plainly(rules, packet).stream().sorted().toList());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theLikelihoodsOfAllWaysSumToOne(
      @ForAll("dumps") String text, @ForAll("packets") Packet packet) {
    double sum = 0;
    for (Outcome outcome :
        new Traversal(Dump.parse("generated", text).load(), GeneratedRules.NODE).outcomes(packet)) {
      sum += weight(outcome);
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void packetsThatGoTogetherGoAsEachAlone(
      @ForAll("dumps") String text,
      @ForAll("fewPackets") List<Packet> some,
      @ForAll boolean historyIsKnown) {
    var packets =
        some.stream()
            .flatMap(
                packet ->
                    GeneratedRules.ADDRESSES.stream()
                        .filter(source -> !source.equals(packet.destination().address()))
                        .map(packet::withSource))
            .toList();
    var history = historyIsKnown ? History.NONE : History.UNKNOWN;
    var traversal =
        new Traversal(Dump.parse("generated", text).load(), GeneratedRules.NODE, history);
    var together = traversal.outcomesOfAll(packets);
    assertThat(together)
        .isEqualTo(
            packets.stream()
                .map(
                    packet ->
                        traversal.outcomes(packet).stream()
                            .map(GeneratedRulesTest::withoutWay)
                            .toList())
                .toList());
  }

  private static Outcome withoutWay(Outcome outcome) {
    return new Outcome(
        outcome.verdict(),
        outcome.destination(),
        outcome.source(),
        outcome.delivery(),
        outcome.exit(),
        outcome.masqueraded(),
        outcome.likelihood(),
        null,
        outcome.reason());
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void damagedTextIsReadOrRefusedWithItsLine(
      @ForAll("dumps") String text, @ForAll("damages") List<Damage> damages) {
    String damaged = text;
    for (Damage damage : damages) {
      int at = Math.floorMod(damage.at, damaged.length() + 1);
      int to = Math.min(damaged.length(), at + damage.cut);
      damaged = damaged.substring(0, at) + damage.put + damaged.substring(to);
    }
    try {
      Dump.parse("damaged", damaged).load();
    } catch (DumpException e) {
      assertThat(e).hasMessageStartingWith("damaged:");
      assertThat(e.line()).isBetween(0, (int) damaged.lines().count() + 1);
    }
  }

  /// A piece of a text that is replaced.
  record Damage(int at, int cut, String put) {}

  @Provide
  Arbitrary<List<Damage>> damages() {
    return Combinators.combine(
            Arbitraries.integers(),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(
                "", "!", " ! ", "\"", "-j ", "--", "\n", "-", "/99", ":", "[", "x", "COMMIT\n"))
        .as(Damage::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Packet> packets() {
    return GeneratedRules.packets();
  }

  @Provide
  Arbitrary<List<Packet>> fewPackets() {
    return GeneratedRules.packets().list().ofMinSize(1).ofMaxSize(3);
  }

  /// All five tables; user chains call only those after them, and NAT targets stand where they may.
  @Provide
  Arbitrary<String> dumps() {
    var plain = GeneratedRules.anywhere(List.of());
    var drop =
        Arbitraries.<Target>of(new Target.Drop(), new Target.Uninterpreted("NFQUEUE", List.of()));
    var reject =
        Arbitraries.<Target>of(
            new Target.Reject(Optional.of("icmp-port-unreachable")), new Target.Drop());
    var notrack = Arbitraries.<Target>of(new Target.Notrack());
    var masquerade = Arbitraries.<Target>of(new Target.Masquerade(Optional.empty(), Set.of()));
    return Combinators.combine(
            table("raw", Arbitraries.oneOf(plain, notrack), plain, "PREROUTING", "OUTPUT"),
            table(
                "mangle", Arbitraries.oneOf(plain, drop), plain, "PREROUTING", "FORWARD", "INPUT"),
            table(
                "nat",
                Arbitraries.oneOf(plain, GeneratedRules.dnat()),
                masquerade,
                "PREROUTING",
                "OUTPUT"),
            table("filter", Arbitraries.oneOf(plain, reject), plain, "INPUT", "FORWARD", "OUTPUT"),
            table("security", plain, plain, "INPUT"))
        .as((raw, mangle, nat, filter, security) -> raw + mangle + nat + filter + security)
        .map(GeneratedRulesTest::inTheirPlaces);
  }

  /// Without the rules that are behind a hook where they must not be; see `KernelPlacesTest`.
  private static String inTheirPlaces(String text) {
    try {
      Dump.parse("generated", text).load();
      return text;
    } catch (DumpException refused) {
      assertThat(refused).hasMessageContaining(" is reached from ");
      var lines = new ArrayList<>(text.lines().toList());
      lines.remove(refused.line() - 1);
      return inTheirPlaces(String.join("\n", lines) + "\n");
    }
  }

  /// A table whose hooks jump to chains A, B and C; `last` are targets for POSTROUTING only.
  private static Arbitrary<String> table(
      String name, Arbitrary<Target> targets, Arbitrary<Target> last, String... hooks) {
    var chains = new ArrayList<Arbitrary<String>>();
    for (String hook : hooks) {
      chains.add(chain(hook, targets, List.of("A", "B", "C")));
    }
    chains.add(chain("A", targets, List.of("B", "C")));
    chains.add(chain("B", targets, List.of("C")));
    chains.add(chain("C", targets, List.of()));
    if (name.equals("nat")) {
      chains.add(chain("POSTROUTING", last, List.of()));
    }
    var policy = Arbitraries.of("ACCEPT", "ACCEPT", "ACCEPT", "DROP");
    return Combinators.combine(
            policy, Combinators.combine(chains).as(rules -> String.join("", rules)))
        .as(
            (first, rules) ->
                "*%s\n:%s %s [0:0]\n:A - [0:0]\n:B - [0:0]\n:C - [0:0]\n%sCOMMIT\n"
                    .formatted(name, hooks[0], name.equals("nat") ? "ACCEPT" : first, rules));
  }

  private static Arbitrary<String> chain(
      String name, Arbitrary<Target> targets, List<String> callees) {
    var all = Arbitraries.oneOf(targets, GeneratedRules.anywhere(callees));
    return Arbitraries.oneOf(
            GeneratedRules.rule(all), GeneratedRules.rule(all), GeneratedRules.recentRule(all))
        .list()
        .ofMaxSize(3)
        .map(
            rules ->
                String.join(
                    "",
                    rules.stream()
                        .map(rule -> ("-A " + name + " " + rule).strip() + "\n")
                        .toList()));
  }

  private static double weight(Outcome outcome) {
    double weight = outcome.likelihood().chance();
    for (var assumption : outcome.likelihood().assumptions()) {
      weight /= assumption.alternatives();
    }
    return weight;
  }

  private static String shown(Outcome outcome) {
    return "%s %s %s %.9f %s"
        .formatted(
            outcome.verdict(),
            outcome.destination(),
            outcome.masqueraded(),
            weight(outcome),
            outcome.path());
  }

  /// All ends that the plain walk comes to, trying every fate.
  private static List<String> plainly(RuleSet rules, Packet packet) {
    var ends = new ArrayList<String>();
    var fate = new EveryFate();
    do {
      fate.start();
      PlainWalk.End end = new PlainWalk(rules, GeneratedRules.NODE, packet, fate).end();
      ends.add(
          String.format(
              Locale.ROOT,
              "%s %s %s %.9f %s",
              end.verdict(),
              end.destination(),
              end.rewritten(),
              fate.weight(),
              end.path()));
    } while (fate.next());
    return ends;
  }
}
