package dev.plimsoll.examples.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Permutation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuorumTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void anyTwoMajoritiesMeet(int acceptors) {
    var majorities = Quorum.majorities(acceptors);

    for (var one : majorities) {
      assertThat(majorities)
          .allMatch(other -> !Collections.disjoint(one.members(), other.members()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void anyThreeOfTheLargerQuorumsMeet(int acceptors) {
    var quorums = Quorum.meetingInThrees(acceptors);

    for (var one : quorums) {
      for (var two : quorums) {
        var common = one.members().stream().filter(two.members()::contains).toList();
        assertThat(quorums).allMatch(three -> !Collections.disjoint(common, three.members()));
      }
    }
  }

  @Test
  void threeAcceptorsHaveThreeMajorities() {
    assertThat(Quorum.majorities(3))
        .containsExactly(
            new Quorum(List.of(0, 1)), new Quorum(List.of(0, 2)), new Quorum(List.of(1, 2)));
  }

  @Test
  void aRenamedQuorumIsInOrderAgain() {
    assertThat(new Quorum(List.of(0, 1)).renamed(Permutation.of(2, 1, 0)))
        .isEqualTo(new Quorum(List.of(1, 2)));
  }

  @Test
  void nobodyAtAllIsRefused() {
    assertThatThrownBy(() -> Quorum.majorities(0)).hasMessageContaining("but is 0");
  }
}
