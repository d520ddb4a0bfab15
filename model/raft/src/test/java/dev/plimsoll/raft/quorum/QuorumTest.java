package dev.plimsoll.raft.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What majorities say; quorum/majority.go and joint.go.
class QuorumTest {

  private static final MajorityConfig THREE = MajorityConfig.of(1, 2, 3);

  @Test
  void aMajorityHasAcknowledgedWhatHalfOrFewerLack() {
    assertThat(THREE.committedIndex(acked(Map.of(1, 9, 2, 5)))).isEqualTo(5);
    assertThat(THREE.committedIndex(acked(Map.of(1, 9)))).isZero();
    assertThat(MajorityConfig.of(1, 2, 3, 4).committedIndex(acked(Map.of(1, 9, 2, 8, 3, 7))))
        .isEqualTo(7);
  }

  /// Thesis §4.3: agreement takes majorities of both the old and the new configuration.
  @Test
  void aJointConfigurationHasAcknowledgedWhatBothHalvesHave() {
    var joint = new JointConfig(THREE, MajorityConfig.of(3, 4, 5));

    assertThat(joint.committedIndex(acked(Map.of(1, 9, 2, 9, 4, 3, 5, 4)))).isEqualTo(3);
    assertThat(joint.ids()).isEqualTo(List.of(1, 2, 3, 4, 5));
    assertThat(joint.text()).isEqualTo("(1 2 3)&&(3 4 5)");
  }

  @Test
  void nobodyAgreesToEverything() {
    assertThat(MajorityConfig.EMPTY.committedIndex(acked(Map.of())))
        .isEqualTo(MajorityConfig.UNLIMITED);
    assertThat(MajorityConfig.EMPTY.voteResult(Map.of())).isEqualTo(VoteResult.WON);
    assertThat(
            new JointConfig(THREE, MajorityConfig.EMPTY).committedIndex(acked(Map.of(1, 2, 2, 3))))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"yy, WON", "yn, PENDING", "nn, LOST", "y, PENDING", "ynn, LOST", "'', PENDING"})
  void anElectionIsDecidedWhenTheRestCannotChangeIt(String votes, VoteResult result) {
    var given = new TreeMap<Integer, Boolean>();
    for (var id = 1; id <= votes.length(); id++) {
      given.put(id, votes.charAt(id - 1) == 'y');
    }

    assertThat(THREE.voteResult(given)).isEqualTo(result);
  }

  @Test
  void anElectionInAJointConfigurationIsLostInEitherHalf() {
    var joint = new JointConfig(THREE, MajorityConfig.of(4));

    assertThat(joint.voteResult(Map.of(1, true, 2, true))).isEqualTo(VoteResult.PENDING);
    assertThat(joint.voteResult(Map.of(1, true, 2, true, 4, false))).isEqualTo(VoteResult.LOST);
    assertThat(joint.voteResult(Map.of(1, true, 2, true, 4, true))).isEqualTo(VoteResult.WON);
  }

  @Test
  void thePictureShowsHowManyAreBehindEach() {
    assertThat(THREE.describe(acked(Map.of(1, 9, 3, 10))))
        .isEqualTo(
            """
                   idx
            x>       9    (id=1)
            ?        0    (id=2)
            xx>     10    (id=3)
            """);
  }

  private static AckedIndexer acked(Map<Integer, Integer> acked) {
    return id -> acked.containsKey(id) ? OptionalInt.of(acked.get(id)) : OptionalInt.empty();
  }
}
