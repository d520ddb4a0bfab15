package dev.plimsoll.reports.html.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GistTest {

  record Pod(String node, boolean deleting, List<String> finalizers, Optional<Integer> uid) {}

  private static final Value POD = Values.of(new Pod("a", false, List.of(), Optional.of(3)));

  @Test
  void ofAnObjectIsToldWhatIsNeitherEmptyNorFalse() {
    assertThat(Gist.of(POD)).isEqualTo("node: a, uid: 3");
  }

  @Test
  void ofAChangeIsToldTheFieldAndWhatItIsNow() {
    assertThat(Gist.of(change("pods[0][0].meta.deleting", false, true)))
        .isEqualTo("deleting: true");
    assertThat(Gist.of(new Change("pods[1][0]", null, POD))).isEqualTo("pods[1] +");
    assertThat(Gist.of(new Change("pods[1][0]", POD, null))).isEqualTo("pods[1] −");
    assertThat(Gist.of(new Change("pods[1][0].node[0]", null, Values.of(2)))).isEqualTo("node: 2");
  }

  @Test
  void ofManyChangesTheFirstTwoAreTold() {
    var change = change("a.b", 1, 2);
    assertThat(Gist.of(List.of(change, change, change))).isEqualTo("b: 2, b: 2, …");
  }

  private static Change change(String path, Object before, Object after) {
    return new Change(path, Values.of(before), Values.of(after));
  }
}
