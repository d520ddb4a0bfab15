package dev.plimsoll.reports.html.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.traversal.Stage;
import dev.plimsoll.reports.html.packet.Journey.Stop;
import dev.plimsoll.reports.html.packet.Journey.Visit;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class JourneyTest {

  @Test
  void aChainIsInTheOneThatCalledItAndEndsWithTheTable() {
    var journey = journey("10.96.0.10:80", 0);

    assertThat(calls(chain(journey, "PREROUTING")))
        .isEqualTo("PREROUTING(2 SERVICES(1 WEB(1 MARKS(1) 2)))");
    assertThat(chain(journey, "PREROUTING").endsTable()).isTrue();
    assertThat(marks(journey).endsTable()).as("MARKS comes back").isFalse();
  }

  @Test
  void aReturnLeadsBackAndTheRestIsNotTried() {
    var journey = journey("10.96.0.11:80", 0);
    var services = chain(journey, "PREROUTING").met().getFirst().called().orElseThrow();

    assertThat(calls(chain(journey, "PREROUTING"))).isEqualTo("PREROUTING(2 SERVICES(2))");
    assertThat(services.isCutShort()).isTrue();
    assertThat(services.endsTable()).isFalse();
    assertThat(chain(journey, "PREROUTING").endsTable()).isFalse();
  }

  @Test
  void rulesThatDidNotMatchAreCounted() {
    var prerouting = chain(journey("10.96.0.10:80", 0), "PREROUTING");

    assertThat(prerouting.unmet(0)).isEqualTo(1);
    assertThat(prerouting.unmet(1)).isZero();
    assertThat(prerouting.met().getFirst().called().orElseThrow().unmet(1)).isEqualTo(1);
  }

  @Test
  void whatAStageMadeOfThePacketIsBetweenItsEnds() {
    var stop =
        journey("10.96.0.10:80", 0).stops().stream().filter(Stop::hasRules).findFirst().get();

    assertThat(RuleWords.changes(stop.before(), stop.after()))
        .containsExactly("destination 10.96.0.10:80 → 10.244.1.7:8080", "mark 0x0 → 0x4000");
  }

  private static Journey journey(String to, int way) {
    var rules = Packets.rules(Packets.RULES);
    return Journey.of(rules, Packets.outcomes(rules, Packets.packet(to)).get(way));
  }

  private static Visit chain(Journey journey, String hook) {
    return journey.stops().stream()
        .filter(Stop::hasRules)
        .filter(
            stop -> stop.stage() instanceof Stage.Table(var at, var _) && at.name().equals(hook))
        .map(stop -> stop.visit().orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static Visit marks(Journey journey) {
    return journey.met().stream()
        .flatMap(met -> met.called().stream())
        .filter(chain -> chain.chain().name().equals("MARKS"))
        .findFirst()
        .orElseThrow();
  }

  /// `CHAIN(rule CALLED(rule) rule)`.
  private static String calls(Visit chain) {
    List<String> rules =
        chain.met().stream()
            .map(
                met ->
                    met.step().rule() + met.called().map(called -> " " + calls(called)).orElse(""))
            .toList();
    return rules.stream().collect(Collectors.joining(" ", chain.chain().name() + "(", ")"));
  }
}
