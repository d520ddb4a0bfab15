package dev.plimsoll.reports.html.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.html.packet.PacketPath.Told;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PacketPathTest {

  @Test
  void theTableSaysWhatThePictureShows() {
    var way = path(new Room(Room.PAGE)).ways().getFirst();
    var drawing = Objects.requireNonNull(way.drawing());

    assertThat(drawing.boxes())
        .extracting(Drawing.Box::name)
        .contains("PREROUTING", "SERVICES", "WEB", "MARKS", "FORWARD");
    var drawn = drawing.cells().stream().filter(cell -> cell.kind().startsWith("rule")).toList();
    assertThat(drawn)
        .extracting(cell -> "dump:" + cell.number())
        .containsExactlyInAnyOrderElementsOf(way.rows().stream().map(Way.Row::place).toList());
    assertThat(drawing.edges()).extracting(Drawing.Edge::kind).contains("jump", "goto", "return");
    assertThat(drawn)
        .filteredOn(cell -> cell.kind().equals("rule decides"))
        .extracting(Drawing.Cell::number)
        .containsExactly("13");
  }

  @Test
  void nothingIsDrawnOverSomethingElse() {
    for (var way : path(new Room(Room.PAGE)).ways()) {
      var boxes = Objects.requireNonNull(way.drawing()).boxes();
      for (var box : boxes) {
        assertThat(boxes)
            .filteredOn(other -> !other.equals(box) && other.x() == box.x())
            .allSatisfy(
                other ->
                    assertThat(
                            other.y() + other.height() <= box.y()
                                || box.y() + box.height() <= other.y())
                        .isTrue());
        assertThat(box.x() + Drawing.BOX).isLessThanOrEqualTo(way.drawing().width());
        assertThat(box.y() + box.height()).isLessThanOrEqualTo(way.drawing().height());
      }
    }
  }

  @Test
  void whatAPolicyDropsEndsThere() {
    var way =
        path(new Room(Room.PAGE)).ways().stream()
            .filter(each -> each.verdict().equals("DROP"))
            .findFirst()
            .orElseThrow();

    assertThat(Objects.requireNonNull(way.drawing()).cells())
        .filteredOn(cell -> cell.kind().equals("end decides"))
        .extracting(Drawing.Cell::target)
        .containsExactly("policy DROP");
  }

  @Test
  void theWayThatWasTakenComesFirst() {
    var rules = Packets.rules(Packets.RULES);
    var outcomes = Packets.outcomes(rules, Packets.TO_WEB);
    var told = new Told("p", "", "", "dump", OptionalInt.of(1), Optional.empty());

    var ways = PacketPath.of(told, rules, Packets.TO_WEB, outcomes, new Room(Room.PAGE)).ways();

    assertThat(ways).extracting(Way::isTaken).containsExactly(true, false);
    assertThat(ways.getFirst().verdict()).isEqualTo(outcomes.get(1).verdict().toString());
  }

  @Test
  void whatTheRoomDoesNotHoldIsToldByItsLines() {
    var ways = path(new Room(1_500)).ways();

    assertThat(ways.getFirst().drawing()).isNotNull();
    assertThat(ways.getLast().drawing()).isNull();
    assertThat(ways.getLast().lines()).isEqualTo("9, 10, 12, 15, 14, 16");
  }

  /// Chains call chains as deep as there are chains.
  @Test
  void aWayThroughMoreChainsThanAnybodyFollowsIsToldByItsFirstLines() {
    var rules = Packets.rules(Packets.deep(20_000));
    var outcomes = Packets.outcomes(rules, Packets.TO_WEB);

    var way =
        PacketPath.of(Told.of("p", "", "dump"), rules, Packets.TO_WEB, outcomes, new Room(9_000))
            .ways()
            .getFirst();

    assertThat(way.drawing()).isNull();
    assertThat(way.lines()).startsWith("20003, 20004, ").endsWith(" and 19,801 more");
    assertThat(way.lines()).hasSizeLessThan(2_000);
  }

  @Test
  void manyPacketsWithManyWaysDoNotFillAPage() {
    var rules = Packets.rules(Packets.manyEndpoints(300));
    var outcomes = Packets.outcomes(rules, Packets.TO_WEB);
    var room = new Room(Room.PAGE);
    var told = 0;
    for (var i = 0; i < 50; i++) {
      var path = PacketPath.of(Told.of("p", "", "dump"), rules, Packets.TO_WEB, outcomes, room);
      assertThat(path.ways().size() + path.others()).isEqualTo(300);
      told += path.ways().size();
    }
    assertThat(told).isBetween(1_500, 2_000);
  }

  @Test
  void aRuleIsToldByItsTargetItsConditionsAndItsComment() {
    var rules = Packets.rules(Packets.RULES);
    var words = rules.rules().map(RuleWords::of).filter(each -> !each.comment().isEmpty()).toList();

    assertThat(words).containsExactly(new RuleWords("every packet", "service portals", "SERVICES"));
    assertThat(Draughtsman.wrapped("-d 10.96.0.10/32 -p tcp --dport 80 -i eth0"))
        .containsExactly("-d 10.96.0.10/32 -p tcp", "--dport 80 -i eth0");
    assertThat(Draughtsman.wrapped("x".repeat(200)))
        .isEqualTo(List.of("x".repeat(Drawing.LETTERS - 1) + "…"));
  }

  @Test
  void aShareIsNeverRoundedToAllOrNothing() {
    assertThat(WayLayout.percent(1)).isEqualTo("100 %");
    assertThat(WayLayout.percent(0.3333333)).isEqualTo("33.33 %");
    assertThat(WayLayout.percent(0.2)).isEqualTo("20 %");
    assertThat(WayLayout.percent(1e-9)).isEqualTo("< 0.01 %");
    assertThat(WayLayout.percent(1 - 1e-9)).isEqualTo("> 99.99 %");
  }

  private static PacketPath path(Room room) {
    var rules = Packets.rules(Packets.RULES);
    var outcomes = Packets.outcomes(rules, Packets.TO_WEB);
    return PacketPath.of(Told.of("p", "", "dump"), rules, Packets.TO_WEB, outcomes, room);
  }
}
