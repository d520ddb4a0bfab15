package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.raft.EtcdFlow;
import dev.plimsoll.raft.EtcdFlow.Bounds;
import dev.plimsoll.raft.EtcdFlow.Bug;
import java.util.List;

/// Incidents of how etcd's Raft leader sends its log to others.
final class FlowIncidents {

  private static final String KNOWN = "in the end the leader knows that the slow one has all";
  private static final Bounds LOST = new Bounds(2, 1, 1, 1, 0, 0, false, false);
  private static final Bounds REPORTED = new Bounds(1, 1, 0, 1, 0, 0, true, false);
  private static final Bounds UNNOTICED = new Bounds(2, 1, 0, 1, 0, 0, false, false);
  private static final Bounds BYTES = new Bounds(2, 1, 0, 9, 1, 0, true, false);
  private static final Bounds DELEGATED = new Bounds(2, 1, 1, 1, 0, 0, false, true);
  private static final Bounds RESTARTED = new Bounds(1, 0, 0, 1, 0, 1, false, false);

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E36",
              "etcd-io/raft#31",
              "a member panics on an append after an entry that is compacted meanwhile",
              "no member panics",
              "a leader sends no append after an entry of which it does not have the term",
              fixed -> flow(LOST, fixed, Bug.COMPACTED_TERM_IS_ZERO)),
          new Incident(
              "E37",
              "etcd-io/etcd#10308",
              "a member that got a snapshot is probed until somebody writes",
              KNOWN,
              "who acknowledges a snapshot is replicated to at once",
              fixed -> flow(LOST, fixed, Bug.PROBES_AFTER_SNAPSHOT)),
          new Incident(
              "E38",
              "etcd-io/raft#52",
              "a member that could not be reached once is probed until somebody writes",
              KNOWN,
              "a member that answers a heartbeat and is probed is sent an append without entries",
              fixed -> flow(REPORTED, fixed, Bug.PROBES_UNTIL_NEXT_ENTRY)),
          new Incident(
              "E48",
              "etcd-io/etcd#14633",
              "a member that does not answer is sent more and more entries",
              "no more is sent without an answer than may be",
              "a leader that has sent as much as it may sends appends without entries",
              fixed -> flow(UNNOTICED, fixed, Bug.FORGETS_FIRST_IN_FLIGHT)),
          new Incident(
              "E49",
              "etcd-io/raft#54",
              "a member that could not be reached once is sent no entries any more",
              KNOWN,
              "bytes of messages that are lost are not counted as under way",
              fixed -> flow(BYTES, fixed, Bug.BYTES_IN_FLIGHT_KEPT)),
          new Incident(
              "E51",
              "etcd-io/raft#123, #110",
              "a member that got an older snapshot than the leader asked for is sent nothing more",
              KNOWN,
              "any snapshot will do after which the leader has the entries",
              fixed -> flow(DELEGATED, fixed, Bug.SNAPSHOT_AS_ASKED_FOR)),
          new Incident(
              "E52",
              "etcd-io/etcd#20269, #13509",
              "a member that is started again without its data panics on a heartbeat",
              "no member panics",
              "it is started with its data; one that has lost it has to be added anew",
              fixed -> flow(RESTARTED, fixed, Bug.DATA_LOST)));

  private static EtcdFlow flow(Bounds bounds, boolean fixed, Bug bug) {
    return new EtcdFlow(bounds, fixed ? Bug.NONE : bug);
  }

  private FlowIncidents() {}
}
