package dev.plimsoll.examples.graph;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.graph.Echo.Answer;
import dev.plimsoll.examples.graph.Echo.Step;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EchoTest {

  /// TLC counts three steps more, which change nothing: where all are done, it goes on.
  @Test
  void theEchoHasItsPublishedCounts() {
    Checked.model("echo", "nodes=3").holds(75).hasSteps(116 - 3).hasLevels(16);
  }

  @Test
  void whoAnswersWithoutACallIsNoticed() {
    var mutant =
        new Echo(3) {
          {
            rule("answer at once", step, (tx, n) -> tx.send(inbox.get(1), new Answer(n.index())));
          }
        };

    assertViolates(mutant, "a node is called before it is answered");
  }

  @Test
  void whoLosesTheOthersOrIsLostItselfIsNoticed() {
    var forgets =
        new Echo(3) {
          {
            rule("forget children", children, (tx, c) -> tx.set(c, Set.of()));
          }
        };
    var leaves =
        new Echo(3) {
          {
            rule(
                "leave",
                parent,
                (tx, p) -> tx.require(step.get(p.index()), Step.DONE).set(p, NOBODY));
          }
        };

    assertViolates(forgets, "who is done knows all its children");
    assertViolates(leaves, "a node is the parent of its children");
    assertViolates(leaves, "in the end all descend from the initiator");
  }

  @Test
  void whereMessagesAreLostItDoesNotEnd() {
    var mutant =
        new Echo(3) {
          {
            for (var box : inbox) {
              rule("lose from the " + box, box, (tx, message) -> tx.remove(box, message));
            }
          }
        };

    assertViolates(mutant, "it ends when all are done");
  }
}
