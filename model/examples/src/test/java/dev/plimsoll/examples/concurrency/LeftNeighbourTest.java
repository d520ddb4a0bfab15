package dev.plimsoll.examples.concurrency;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.concurrency.LeftNeighbour.Place;
import dev.plimsoll.examples.concurrency.LeftNeighbour.Registers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeftNeighbourTest {

  @ParameterizedTest
  @CsvSource({"5, atomic, 723, 11", "8, regular, 277726, 25"})
  void leftNeighbourHasItsPublishedCounts(
      String processes, String registers, long distinct, int depth) {
    Checked.model("left-neighbour", "processes=" + processes + " registers=" + registers)
        .holds(distinct)
        .hasLevels(depth);
  }

  @ParameterizedTest
  @ValueSource(strings = {"in the end one has read a 1", "who is about to read has written"})
  void aProcessThatReadsWithoutHavingWrittenBreaksTheClaim(String claim) {
    var lazy =
        new LeftNeighbour(2, Registers.ATOMIC) {
          {
            rule("skip", process, (tx, p) -> tx.require(p, Place.WRITE).set(p, Place.READ));
          }
        };

    assertViolates(lazy, claim);
  }
}
