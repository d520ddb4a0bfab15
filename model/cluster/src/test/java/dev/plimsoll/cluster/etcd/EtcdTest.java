package dev.plimsoll.cluster.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cluster.etcd.Call.Range;
import dev.plimsoll.cluster.etcd.Call.Txn;
import dev.plimsoll.cluster.etcd.EtcdModel.Kind;
import dev.plimsoll.cluster.etcd.Histories.Moment;
import dev.plimsoll.cluster.etcd.Histories.Reads;
import dev.plimsoll.cluster.etcd.Response.Done;
import dev.plimsoll.cluster.etcd.Response.Ranged;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EtcdTest {

  private static final Call PUT = new Txn(0, false, 0, false);
  private static final Call UPDATE = new Txn(0, false, 1, true);
  private static final Call READ = new Range(1, Range.NEWEST);

  /// Programs; the last term; how many states and histories.
  static List<Arguments> programs() {
    return List.of(
        Arguments.of(List.of(List.of(PUT, READ), List.of(PUT, READ)), 1, 1_476_684, 467),
        Arguments.of(List.of(List.of(READ), List.of(UPDATE)), 2, 178_983, 25),
        Arguments.of(List.of(List.of(UPDATE, READ), List.of(UPDATE)), 1, 88_829, 81));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void membersActAsOneThatMakesEachCallInOneStep(
      List<List<Call>> programs, int maxTerm, int states, int histories) {
    var atomic = Histories.find(Kind.ATOMIC, 1, programs, Reads.LINEARIZABLE);
    var members = Histories.find(Kind.RAFT, maxTerm, programs, Reads.LINEARIZABLE);

    assertThat(members.histories()).isEqualTo(atomic.histories()).hasSize(histories);
    assertThat(members.histories()).allMatch(KeyspaceHistories::isLinearizable);
    assertThat(members.states()).isEqualTo(states);
  }

  @Test
  void aMemberAnswersASerializableReadWithThePast() {
    var programs = List.of(List.of(PUT), List.of(READ));
    var linearizable = Histories.find(Kind.RAFT, 1, programs, Reads.LINEARIZABLE);
    var serializable = Histories.find(Kind.RAFT, 1, programs, Reads.SERIALIZABLE);

    var more = new HashSet<>(serializable.histories());
    assertThat(more).containsAll(linearizable.histories());
    more.removeAll(linearizable.histories());
    assertThat(linearizable.histories()).allMatch(KeyspaceHistories::isLinearizable);
    assertThat(more)
        .noneMatch(KeyspaceHistories::isLinearizable)
        .containsExactly(
            List.of(
                new Moment(0, PUT),
                new Moment(0, new Done(2)),
                new Moment(1, READ),
                new Moment(1, new Ranged(1, List.of(1)))));
  }

  @Test
  void whatIsCompactedIsNotRead() {
    var keyspace = Keyspace.INITIAL.apply(PUT).keyspace().apply(new Call.Compact(2)).keyspace();

    assertThat(keyspace.range(1, 1)).isEqualTo(new Response.Compacted());
    assertThat(keyspace.range(1, 2)).isEqualTo(new Ranged(2, List.of(2)));
    assertThat(keyspace.range(1, 3)).isEqualTo(new Response.Future());
    assertThat(keyspace.apply(new Call.Compact(2)).response()).isEqualTo(new Response.Compacted());
  }
}
