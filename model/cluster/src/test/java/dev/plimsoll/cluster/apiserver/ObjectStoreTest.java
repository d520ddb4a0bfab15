package dev.plimsoll.cluster.apiserver;

import static dev.plimsoll.cluster.apiserver.ObjectHistories.Call.CREATE;
import static dev.plimsoll.cluster.apiserver.ObjectHistories.Call.CREATE_WITH_FINALIZER;
import static dev.plimsoll.cluster.apiserver.ObjectHistories.Call.DELETE;
import static dev.plimsoll.cluster.apiserver.ObjectHistories.Call.DELETE_READ;
import static dev.plimsoll.cluster.apiserver.ObjectHistories.Call.FINALIZE;
import static dev.plimsoll.cluster.apiserver.ObjectHistories.Call.GET;
import static dev.plimsoll.cluster.apiserver.ObjectHistories.Call.UPDATE;
import static dev.plimsoll.cluster.apiserver.ObjectHistories.Call.UPDATE_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cluster.apiserver.ObjectHistories.Call;
import dev.plimsoll.cluster.apiserver.ObjectHistories.History;
import dev.plimsoll.cluster.apiserver.ObjectHistories.Kind;
import dev.plimsoll.cluster.apiserver.ObjectHistories.Moment;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectStoreTest {

  /// The calls of two clients, and how many histories they have.
  static List<Arguments> programs() {
    return List.of(
        Arguments.of(List.of(CREATE, DELETE), List.of(CREATE, DELETE), 57),
        Arguments.of(List.of(CREATE, GET, UPDATE), List.of(GET, UPDATE, UPDATE), 184),
        Arguments.of(List.of(CREATE, DELETE, CREATE), List.of(GET, UPDATE, DELETE_READ), 237),
        Arguments.of(
            List.of(CREATE_WITH_FINALIZER, DELETE, CREATE), List.of(GET, FINALIZE, UPDATE), 214));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void objectsInCellsAreAsThoseInEtcd(List<Call> one, List<Call> other, int histories) {
    var cells = ObjectHistories.find(Kind.CELLS, List.of(one, other));
    var etcd = ObjectHistories.find(Kind.ETCD, List.of(one, other));

    assertThat(cells.histories()).isEqualTo(etcd.histories()).hasSize(histories);
    assertThat(cells.states()).isLessThanOrEqualTo(etcd.states());
  }

  /// What {@link Resource} says of itself: its versions are contents.
  @Test
  void inCellsAnObjectThatWasChangedThereAndBackPassesForUnchanged() {
    var programs =
        List.of(
            List.of(CREATE_WITH_FINALIZER, GET, UPDATE, GET, UPDATE_BACK), List.of(GET, UPDATE));
    var cells = ObjectHistories.find(Kind.CELLS, programs).histories();
    var etcd = ObjectHistories.find(Kind.ETCD, programs).histories();

    var moreInCells = new HashSet<>(cells);
    moreInCells.removeAll(etcd);
    assertThat(moreInCells).isNotEmpty().allMatch(history -> updatesAfterItCameBack(history));
  }

  private static boolean updatesAfterItCameBack(History history) {
    var answers = history.answers();
    var back = answers.indexOf(new Moment(0, UPDATE_BACK, Outcome.OK));
    return back >= 0 && answers.lastIndexOf(new Moment(1, UPDATE, Outcome.OK)) > back;
  }
}
