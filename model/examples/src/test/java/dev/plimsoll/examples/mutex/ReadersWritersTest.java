package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class ReadersWritersTest {

  @Test
  void readersAndWritersHaveTheirPublishedCounts() {
    Checked.model("readers-writers", "actors=3").holds(21_527).hasSteps(59_674).hasLevels(13);
  }

  @Test
  void aReaderWhoAsksNobodyReadsWhileOthersWriteAndKeepsThemOut() {
    var mutant =
        new ReadersWriters(2) {
          {
            rule("read at once", reads, (tx, a) -> tx.set(a, true));
          }
        };

    assertViolates(mutant, "nobody writes while another reads");
    assertViolates(mutant, "everyone writes again and again");
    assertViolates(mutant, "nobody reads forever");
  }

  @Test
  void aWriterWhoAsksNobodyWritesBesideOthersAndKeepsThemOut() {
    var mutant =
        new ReadersWriters(2) {
          {
            rule("write at once", writes, (tx, a) -> tx.set(a, true));
          }
        };

    assertViolates(mutant, "one writes at a time");
    assertViolates(mutant, "everyone reads again and again");
    assertViolates(mutant, "nobody writes forever");
  }
}
