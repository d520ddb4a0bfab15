package dev.plimsoll.reports.html.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.html.network.PacketPage.Fact;
import dev.plimsoll.reports.html.network.PacketPage.Line;
import dev.plimsoll.reports.html.network.PacketPage.Part;
import org.junit.jupiter.api.Test;

final class RoutesPageTest {

  @Test
  void rulesThatDoAsAskedHaveALineForEachRouteAndNoFinding() {
    var page = RoutesPages.sound();

    assertThat(page.verdict().tone()).isEqualTo("good");
    assertThat(page.parts()).isEmpty();
    assertThat(page.listings().getFirst().lines())
        .hasSizeGreaterThan(3)
        .extracting(Line::word)
        .containsOnly("as asked for");
  }

  @Test
  void aFindingHasItsRuleItsServiceAndThePacketThatMeetsTheRule() {
    var page = RoutesPages.broken();
    var first = page.parts().getFirst();

    assertThat(page.verdict().tone()).isEqualTo("bad");
    assertThat(first.word()).isEqualTo("destination-unknown");
    assertThat(first.facts())
        .extracting(Fact::name)
        .containsExactly("Differs here", "Expected there", "Service");
    var place = first.facts().getFirst().place();
    assertThat(first.paths()).hasSize(1);
    assertThat(first.paths().getFirst().ways().getFirst().rows())
        .anyMatch(row -> row.place().equals(place));
  }

  @Test
  void aPacketIsDrawnOnceAndFoundAgainByItsFinding() {
    var parts = RoutesPages.broken().parts();

    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(parts.get(1).paths()).isEmpty();
    assertThat(parts.get(1).facts()).extracting(Fact::link).contains("#finding-1");
  }

  @Test
  void theLineOfARouteLeadsToItsFinding() {
    var page = RoutesPages.broken();

    assertThat(page.listings().getFirst().lines())
        .filteredOn(line -> line.tone().equals("bad"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(page.parts()).extracting(Part::id).contains(line.link().substring(1)));
  }
}
