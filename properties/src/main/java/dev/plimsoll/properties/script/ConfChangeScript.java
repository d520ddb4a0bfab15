package dev.plimsoll.properties.script;

import dev.plimsoll.raft.confchange.Changer;
import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.confchange.ConfChangeException;
import dev.plimsoll.raft.tracker.Inflights;
import dev.plimsoll.raft.tracker.ProgressTracker;

/// Changes of membership, and the members after each; confchange/datadriven_test.go.
final class ConfChangeScript implements Interpreter {

  private ProgressTracker tracker = ProgressTracker.empty(new Inflights(10, 0));
  private int lastIndex;

  @Override
  public String run(Directive directive) {
    try {
      var changes = ConfChange.parse(directive.input());
      var changer = new Changer(tracker, lastIndex);
      tracker =
          switch (directive.command()) {
            case "simple" -> changer.simple(changes);
            case "enter-joint" ->
                changer.enterJoint(
                    directive.value("autoleave").map(directive::flag).orElse(false), changes);
            case "leave-joint" -> {
              if (!changes.isEmpty()) {
                throw new IllegalArgumentException("this command takes no input");
              }
              yield changer.leaveJoint();
            }
            default -> throw new IllegalArgumentException("unknown command");
          };
      return "%s\n%s".formatted(tracker.config().text(), ProgressTracker.text(tracker.progress()));
    } catch (ConfChangeException | IllegalArgumentException e) {
      return e.getMessage() + "\n";
    } finally {
      lastIndex++;
    }
  }
}
