package dev.plimsoll.examples.transmission;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class AlternatingBitTest {

  @Test
  void alternatingBitHasItsPublishedCounts() {
    Checked.model("alternating-bit", "values=2 capacity=2").holds(240).hasLevels(10);
  }

  @Test
  void aGarbledPacketCountsAsReceivedThoughItIsNot() {
    var noisy =
        new AlternatingBit(2, 2) {
          {
            rule("garble", packets, (tx, packet) -> tx.set(received, 1 - packet.value()));
          }
        };

    assertViolates(noisy, "what counts as received has been received");
  }

  @Test
  void aSenderThatGivesUpCountsWhatIsLostAsAcknowledged() {
    var impatient =
        new AlternatingBit(2, 2) {
          {
            rule("give up", tx -> tx.set(acknowledgedBit, tx.get(senderBit)));
          }
        };

    assertViolates(impatient, "what counts as acknowledged has been received");
    assertViolates(impatient, "what is sent is received");
  }

  @Test
  void aReceiverThatGetsTheBitWrongMayNeverAcknowledge() {
    var confused =
        new AlternatingBit(2, 2) {
          {
            rule("get the bit wrong", tx -> tx.set(receiverBit, 1 - tx.get(senderBit)));
          }
        };

    assertViolates(confused, "what is sent is acknowledged");
  }

  @Test
  void aSenderThatDoesNotWaitReplacesAValueBeforeItIsAcknowledged() {
    var hasty =
        new AlternatingBit(2, 2) {
          {
            rule("replace", tx -> tx.set(sent, 1 - tx.get(sent)));
          }
        };

    assertViolates(hasty, "there is no next value before that");
  }
}
