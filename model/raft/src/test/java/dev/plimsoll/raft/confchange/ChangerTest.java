package dev.plimsoll.raft.confchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.raft.tracker.ConfState;
import dev.plimsoll.raft.tracker.Inflights;
import dev.plimsoll.raft.tracker.ProgressTracker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Changes of membership; confchange/confchange.go.
class ChangerTest {

  private static final ProgressTracker NOBODY = ProgressTracker.empty(new Inflights(10, 0));

  @ParameterizedTest
  @CsvSource({
    "v4, voters=(1 2 3 4)",
    "r3, voters=(1 2)",
    "l3, voters=(1 2) learners=(3)",
    "l4, voters=(1 2 3) learners=(4)",
    "v4 r4, voters=(1 2 3)",
    "u1, voters=(1 2 3)",
    "r9, voters=(1 2 3)"
  })
  void atMostOneVoterChangesAtOnce(String changes, String after) throws ConfChangeException {
    assertThat(changer().simple(ConfChange.parse(changes)).config().text()).isEqualTo(after);
  }

  @Test
  void aSimpleChangeOfTwoVotersIsRefused() {
    assertThatThrownBy(() -> changer().simple(ConfChange.parse("v4 v5")))
        .isInstanceOf(ConfChangeException.class)
        .hasMessage("more than one voter changed without entering joint config");
    assertThatThrownBy(() -> changer().simple(ConfChange.parse("r1 r2 r3")))
        .hasMessage("removed all voters");
  }

  /// A voter of the old configuration learns only once that no longer counts.
  @Test
  void aVoterThatIsToLearnVotesUntilTheJointConfigurationEnds() throws ConfChangeException {
    var joint = changer().enterJoint(true, ConfChange.parse("l3 v4 r2"));
    var after = new Changer(joint, 7).leaveJoint();

    assertThat(joint.config().text())
        .isEqualTo("voters=(1 4)&&(1 2 3) learners_next=(3) autoleave");
    assertThat(joint.progress().get(3)).matches(known -> !known.learner());
    assertThat(after.config().text()).isEqualTo("voters=(1 4) learners=(3)");
    assertThat(after.progress().keySet()).containsExactly(1, 3, 4);
    assertThat(after.progress().get(3)).matches(known -> known.learner());
  }

  @Test
  void jointConfigurationsAreNotNested() throws ConfChangeException {
    var joint = new Changer(changer().enterJoint(false, ConfChange.parse("v4")), 7);

    assertThatThrownBy(() -> joint.enterJoint(false, List.of()))
        .hasMessage("config is already joint");
    assertThatThrownBy(() -> joint.simple(List.of()))
        .hasMessage("can't apply simple config change in joint config");
    assertThatThrownBy(() -> changer().leaveJoint()).hasMessage("can't leave a non-joint config");
    assertThatThrownBy(() -> new Changer(NOBODY, 0).enterJoint(false, List.of()))
        .hasMessage("can't make a zero-voter config joint");
  }

  /// confchange/restore.go: every configuration can be made again from what is stored of it.
  @Test
  void aStoredConfigurationIsRestored() throws ConfChangeException {
    var joint = changer().enterJoint(true, ConfChange.parse("l3 v4 r2 l5")).config();

    var restored = new Changer(NOBODY, 7).restore(joint.confState());

    assertThat(restored.config()).isEqualTo(joint);
  }

  @Test
  void aChangeSaysHowItIsMade() {
    var one = change(ConfChange.Transition.AUTO, "v1");
    var two = change(ConfChange.Transition.AUTO, "v1 r2");

    assertThat(one.entersJoint()).isFalse();
    assertThat(two).matches(ConfChange::entersJoint).matches(ConfChange::autoLeave);
    assertThat(change(ConfChange.Transition.JOINT_EXPLICIT, "v1"))
        .matches(ConfChange::entersJoint)
        .matches(c -> !c.autoLeave());
    assertThat(ConfChange.LEAVE_JOINT).matches(ConfChange::leavesJoint);
    assertThat(two.text()).isEqualTo("v1 r2");
    assertThat(two.describe())
        .isEqualTo(
            "transition:ConfChangeTransitionAuto changes:{type:ConfChangeAddNode node_id:1}"
                + " changes:{type:ConfChangeRemoveNode node_id:2}");
  }

  @Test
  void wordsThatAreNoChangesAreRefused() {
    assertThatThrownBy(() -> ConfChange.parse("x1")).hasMessage("unknown input: x1");
    assertThatThrownBy(() -> ConfChange.parse("v")).hasMessage("unknown token v");
    assertThatThrownBy(() -> new ConfChange(true, ConfChange.Transition.AUTO, List.of()))
        .hasMessage("v1 conf change can only have one operation and no transition");
  }

  private static ConfChange change(ConfChange.Transition transition, String changes) {
    return new ConfChange(false, transition, ConfChange.parse(changes));
  }

  private static Changer changer() throws ConfChangeException {
    var members = ConfState.of(List.of(1, 2, 3), List.of());
    return new Changer(new Changer(NOBODY, 7).restore(members), 7);
  }
}
